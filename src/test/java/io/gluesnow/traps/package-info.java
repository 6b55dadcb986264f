/** Holds the lists of known traps to the tests that show that the job does not fall into them. */
package io.gluesnow.traps;
