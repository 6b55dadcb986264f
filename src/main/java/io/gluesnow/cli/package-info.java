/**
 * Commands for people: {@code replay} runs a bounded job in this process, {@code watch} follows one
 * on a cluster, {@code resync}, {@code pause} and {@code resume} send control events.
 *
 * <p>A running job is looked at where people look at it: Flink's REST API. So one piece of code
 * serves the cluster in this process and any other.
 */
package io.gluesnow.cli;
