/**
 * What can be set: every setting as an option with a description, the file in Managed Flink's
 * property-group format that sets them, and the validated result. Unknown keys and bad values are
 * refused at the start with a sentence that says what to write instead.
 */
package io.gluesnow.config;
