/** A Secrets Manager in memory: one secret's value after another. */
package io.gluesnow.standin.secrets;
