package io.gluesnow.cli;

import io.gluesnow.config.SyncConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Draws the job. It is given to the commands, since no room may know the root that draws it. */
public interface Pipeline {
  void addTo(StreamExecutionEnvironment env, SyncConfig config);
}
