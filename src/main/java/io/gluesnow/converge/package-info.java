/**
 * The controller of one table as plain Java: its state, what can happen (inputs) and what to do
 * next (commands) as values. It knows neither Flink nor any client; it runs in the operator and in
 * the simulation alike. Imports the JDK, {@code catalog} and {@code plan} only.
 *
 * <p>A conversation is: ask Glue, look, compare, send, look again, until there is no difference.
 * Whatever goes wrong leads back to a look; nothing is ever sent twice; what was open when an
 * attempt died is only a doubt that must look. A table holds a conversation, and so a slot, exactly
 * while a call is out.
 *
 * <p>A table is FREE while no call is out and nothing holds it up. {@link Phases} hands each input
 * to the class of its phase:
 *
 * <table>
 * <caption>Phases</caption>
 * <tr><th>phase, class</th><th>leaves on</th><th>to</th></tr>
 * <tr><td>any; {@code Arrivals}</td><td>restored, doubts, sweeps, pages, a lease, redrive</td><td>mostly
 *     doubt that waits</td></tr>
 * <tr><td>FREE; {@code Phases}, {@code Turn}</td><td>a doubt, the end of a grace, a moment to look
 *     or to ask again, a wish; with a slot</td><td>GLUE; LOOK after a failure of Snowflake; FILES
 *     for a wish; POLL while a file statement runs</td></tr>
 * <tr><td>GLUE; {@code GluePhase}</td><td>the answer</td><td>believed by this attempt and equal:
 *     {@code unchanged}; may be stale: HOLD (ask-again), or, where it moves forward, LOOK and asked
 *     once more later; else LOOK; throttled: HOLD; denied: parked; no object wanted: {@code
 *     refused}</td></tr>
 * <tr><td>LOOK; {@code LookPhase}, then {@code Comparison}</td><td>what is there</td><td>seen too
 *     soon after our own statement: HOLD (visible); no difference: {@code applied} if something was
 *     sent, else {@code unchanged}; a stranger's: {@code refused}; else SEND, when {@code PlanPhase}
 *     lets the plan go</td></tr>
 * <tr><td>LOOK, absent in Glue; {@code AbsentPhase}</td><td>what is there</td><td>grace, then SEND
 *     of a drop; for a drop whose "not found" is old: LAST GLUE</td></tr>
 * <tr><td>LAST GLUE; {@code GluePhase}</td><td>the answer</td><td>still "not found": SEND; else as
 *     GLUE</td></tr>
 * <tr><td>SEND; {@code SendPhase}</td><td>the answer</td><td>done: the next statement, then LOOK;
 *     end unknown: HOLD for its life; running: HOLD, then POLL; refused: {@code rejected}; denied:
 *     parked; anything else: HOLD (back-off)</td></tr>
 * <tr><td>POLL; {@code PollPhase}</td><td>the answer</td><td>still running: HOLD; else as
 *     SEND or FILES</td></tr>
 * <tr><td>FILES; {@code FilePhases}</td><td>the answer</td><td>done: the next wish or FREE; else as
 *     SEND</td></tr>
 * <tr><td>HOLD; {@code Turn}</td><td>time; where parked also a new doubt; without a lease also the
 *     lease</td><td>FREE</td></tr>
 * <tr><td>the end of a conversation; {@code Ending}</td><td></td><td>an outcome; FILES for what is
 *     wished, else FREE</td></tr>
 * </table>
 */
package io.gluesnow.converge;
