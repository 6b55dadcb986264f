/**
 * A Flink cluster of separate processes, as the job meets it in production: it is given the job jar
 * over REST and knows no class of this module.
 */
package io.gluesnow.cluster;
