/**
 * Decisions about Snowflake as pure functions over values: {@code map} turns a Glue definition into
 * a target, {@code diff} turns a target and what is there into a plan. No SQL text, no I/O, no
 * clock; imports the JDK and {@code catalog} only.
 */
package io.gluesnow.plan;
