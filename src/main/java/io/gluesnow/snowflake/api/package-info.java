/**
 * The transport half of the Snowflake room: SQL text in, answers out. It knows the SQL API, tokens,
 * the lease and the secret, and no table or plan.
 *
 * <p>A call passes these layers, outermost first, each of which adds one thing: {@link
 * io.gluesnow.snowflake.api.HttpSqlApi} (never throws, ends with {@code close}), {@code
 * WholeResults} (all partitions of a read), {@code PatientSqlApi} (waits for a statement that got
 * 202), {@code FreshTokenStatements} (once more after 401), {@code HttpStatements} (one request as
 * HTTP and back), {@code Wire} (one exchange, at most once on the wire). What an HTTP status and a
 * Snowflake code mean stands in one table, {@link io.gluesnow.snowflake.api.Answers}.
 *
 * <p>No token, key or passphrase leaves this package: not in a text form, an exception or a log.
 */
package io.gluesnow.snowflake.api;
