/**
 * The controller without Flink in a seeded world: tables, people, a Glue that answers late, a
 * Snowflake that finishes what it has begun, and attempts of a job that crash, freeze and roll
 * back, all on one virtual clock. What a run did wrong is read from the fakes' own journals.
 */
package io.gluesnow.simulation;
