/**
 * The domain: table ids, what Glue says a table is, the events and doubts about it, and the closed
 * list of outcomes. Immutable values on the JDK alone; every other room may import this one, and it
 * imports none.
 */
package io.gluesnow.catalog;
