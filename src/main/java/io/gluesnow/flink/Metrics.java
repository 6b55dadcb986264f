package io.gluesnow.flink;

import org.apache.flink.metrics.MetricGroup;

/** Where the job's own metrics live. */
public final class Metrics {
  private Metrics() {}

  /** Managed Flink sends to CloudWatch what is below a group of this name, in lower case. */
  public static MetricGroup group(MetricGroup operator) {
    return operator.addGroup("kinesisanalytics").addGroup("gluesnow");
  }
}
