/**
 * The entry point and the pipeline, drawn top to bottom in one class. Nothing imports this room.
 */
package io.gluesnow;
