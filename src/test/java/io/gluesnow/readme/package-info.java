/** The script that runs the README's code blocks, itself put to the test. */
package io.gluesnow.readme;
