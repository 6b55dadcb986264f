/**
 * Asking Glue what a table is now. Callers see {@code GlueCatalog} and {@code GlueAnswer}; the AWS
 * SDK's types stop in this room, and so do its exceptions: an answer always comes, as a value.
 */
package io.gluesnow.glue;
