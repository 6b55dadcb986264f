/**
 * Snowflake in the words of {@code plan} and {@code converge}: statements become SQL text here, and
 * what SHOW, DESC and GET_DDL print becomes values again. {@link
 * io.gluesnow.snowflake.SnowflakeCatalog} is the door. Identifiers are quoted and literals escaped
 * in {@link io.gluesnow.snowflake.SqlIdentifier} and {@link io.gluesnow.snowflake.SqlLiteral} and
 * nowhere else.
 */
package io.gluesnow.snowflake;
