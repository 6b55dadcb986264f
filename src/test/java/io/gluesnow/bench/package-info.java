/**
 * How fast the whole path is, measured against the stand-ins: events a second beside a baseline
 * that works as most people do today, and the time from an event to its effect in Snowflake.
 */
package io.gluesnow.bench;
