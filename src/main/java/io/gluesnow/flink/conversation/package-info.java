/**
 * Keys each table's controller to its state, timers and clients; see {@link io.gluesnow.converge}
 * for what it decides.
 */
package io.gluesnow.flink.conversation;
