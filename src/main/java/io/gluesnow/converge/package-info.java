/**
 * The controller of one table as plain Java: its state, what can happen (inputs) and what to do
 * next (commands) as values. It knows neither Flink nor any client; it runs in the operator and in
 * the simulation alike. Imports the JDK, {@code catalog} and {@code plan} only.
 */
package io.gluesnow.converge;
