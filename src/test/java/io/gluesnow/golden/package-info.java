/**
 * The golden corpus: for each case a CloudTrail record, what Glue answers and what is in Snowflake
 * before, with the exact statements, or the refusal, that must come of it by way of the real
 * decoder, Glue client, planner, renderer and reader.
 */
package io.gluesnow.golden;
