/**
 * A Glue Data Catalog in memory: {@code GlueWorld} is the catalog and writes the CloudTrail records
 * of what changes it; {@code StandInGlue} serves it in Glue's own protocol, as badly as told to.
 */
package io.gluesnow.standin.glue;
