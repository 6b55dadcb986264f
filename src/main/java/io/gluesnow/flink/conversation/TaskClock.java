package io.gluesnow.flink.conversation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** The task's processing time as a clock: timers and moments agree, and tests turn both. */
final class TaskClock extends Clock {
  private final ProcessingTimeService time;

  TaskClock(ProcessingTimeService time) {
    this.time = time;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(time.getCurrentProcessingTime());
  }
}
