/**
 * Reading a trail's archive: which objects there are, and which records of them are about Glue. An
 * object is read as a stream in bounded memory; records about other services are counted and never
 * built. It knows the JDK and its parent room; the AWS SDK is known to one class, {@code
 * S3ObjectStore}.
 */
package io.gluesnow.cloudtrail.archive;
