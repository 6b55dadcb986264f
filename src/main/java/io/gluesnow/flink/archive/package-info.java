/**
 * The archive as a source of Flink's: who reads which trail object, how far each was read, and what
 * of that a checkpoint keeps. How an archive is walked and an object is read is in {@code
 * cloudtrail.archive}.
 */
package io.gluesnow.flink.archive;
