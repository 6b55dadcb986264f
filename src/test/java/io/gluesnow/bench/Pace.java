package io.gluesnow.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How many events a second, and how much of this process's CPU time for each. */
final class Pace {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final double perSecond;
  private final double cpuMillis;

  private Pace(double perSecond, double cpuMillis) {
    this.perSecond = perSecond;
    this.cpuMillis = cpuMillis;
  }

  double perSecond() {
    return perSecond;
  }

  double cpuMillis() {
    return cpuMillis;
  }

  /** The middle one by events a second; of an even number, the slower middle. */
  static Pace median(List<Pace> paces) {
    return paces.stream()
        .sorted(Comparator.comparingDouble(Pace::perSecond))
        .collect(Collectors.toList())
        .get((paces.size() - 1) / 2);
  }

  @Override
  public String toString() {
    return String.format("%.0f events/s, %.2f ms of CPU each", perSecond, cpuMillis);
  }

  /** Begins to measure. */
  static Watch watch() {
    return new Watch();
  }

  /** Runs since it was made. */
  static final class Watch {
    private final long start = System.nanoTime();
    private final long cpuStart = PROCESS.getProcessCpuTime();

    private Watch() {}

    Pace of(long events) {
      double nanos = System.nanoTime() - start;
      double cpuNanos = PROCESS.getProcessCpuTime() - cpuStart;
      return new Pace(events * 1e9 / nanos, cpuNanos / events / 1e6);
    }
  }
}
