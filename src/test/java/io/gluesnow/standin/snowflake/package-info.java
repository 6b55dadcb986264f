/**
 * A strict stand-in for Snowflake: the SQL API on loopback, a hand-written parser for the
 * statements that a synchroniser may send, a catalog with owners, grants, policies and files, and
 * switches for whatever goes wrong between a client and the real one. It is written from
 * Snowflake's documentation alone and imports nothing of the job.
 *
 * <p>{@link io.gluesnow.standin.snowflake.StrictSnowflake} is the door. {@code executeAsAdmin} runs
 * what an administrator or any person runs, {@code start} opens the SQL API, {@code execute} and
 * {@code submit} take statements without HTTP; {@code faults} decides what goes wrong, {@code
 * journal}, {@code catalogSnapshot} and {@code readersOf} tell what came of it. With a {@link
 * io.gluesnow.standin.snowflake.ManualTime} time passes only when the test says so.
 *
 * <p>A statement goes from {@code Lexer} and {@code Parser} to a {@code Statement}, runs at its end
 * in {@code Engine} against the {@code Catalog} under the session's {@code Privileges}, and comes
 * back as a {@code Result}; expressions are typed by {@code ExpressionTyper} and printed by {@code
 * CompiledForm} only. Where the documentation is silent, the stricter reading holds.
 */
package io.gluesnow.standin.snowflake;
