/** Reads all of Glue's catalog by pages, and our marks in Snowflake, once or again and again. */
package io.gluesnow.flink.listing;
