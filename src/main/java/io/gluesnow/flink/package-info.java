/**
 * Thin operators, sources, sinks and serializers that feed the rooms above and obey them: no
 * business rule longer than a few lines lives here.
 */
package io.gluesnow.flink;
