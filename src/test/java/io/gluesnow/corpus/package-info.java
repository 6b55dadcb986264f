/**
 * One truth for tests, chaos and benchmarks: from a seed, what happens in a Glue catalog over some
 * days, the CloudTrail records of it in true order and as they are delivered, what Glue answers at
 * every moment, what Snowflake must hold in the end, and how many items of each kind were fed.
 */
package io.gluesnow.corpus;
