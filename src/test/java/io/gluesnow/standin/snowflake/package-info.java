/**
 * A strict stand-in for Snowflake: the SQL API on loopback, a hand-written parser for the
 * statements that a synchroniser may send, a catalog with owners, grants, policies and files, and
 * switches for whatever goes wrong between a client and the real one. It is written from
 * Snowflake's documentation alone and imports nothing of the job.
 */
package io.gluesnow.standin.snowflake;
