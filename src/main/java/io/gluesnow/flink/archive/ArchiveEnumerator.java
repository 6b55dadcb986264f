package io.gluesnow.flink.archive;

import io.gluesnow.cloudtrail.archive.StoredObject;
import io.gluesnow.cloudtrail.archive.TrailWalk;
import io.gluesnow.flink.Metrics;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out trail objects to readers that ask. It walks only as far as they read: at most two pages
 * of objects are in memory, and a checkpoint holds the key of the last one that was handed out.
 */
final class ArchiveEnumerator implements SplitEnumerator<ArchiveSplit, ArchiveCursor> {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveEnumerator.class);

  private final SplitEnumeratorContext<ArchiveSplit> context;
  private final ArchiveWalks walks;
  private final String archive;
  private final String start;

  /** Found and not handed out. */
  private final Deque<StoredObject> found = new ArrayDeque<>();

  /** Handed out before, to readers that have failed. */
  private final Deque<ArchiveSplit> back = new ArrayDeque<>();

  private final Deque<Integer> asking = new ArrayDeque<>();

  /** Readers that were told that no more comes; nothing else may be told to them. */
  private final Set<Integer> dismissed = new HashSet<>();

  /** Records that each reader has handed on; shown by a gauge, from another thread. */
  private final Map<Integer, Long> tallies = new ConcurrentHashMap<>();

  private String position;

  // Shown by gauges, from another thread.
  private volatile long objects;
  private volatile long bytes;

  private long foundBytes;
  private boolean foundAll;
  private long counted;
  private long countedBytes;
  private boolean countedAll;
  private boolean walking;
  private ArchiveTotals told;

  ArchiveEnumerator(
      SplitEnumeratorContext<ArchiveSplit> context, ArchiveWalks walks, ArchiveCursor cursor) {
    this.context = Objects.requireNonNull(context, "context");
    this.walks = Objects.requireNonNull(walks, "walks");
    archive = cursor.archive();
    start = cursor.position();
    position = start;
    objects = cursor.objects();
    bytes = cursor.bytes();
    counted = objects;
    countedBytes = bytes;
    foundAll = cursor.isComplete();
    back.addAll(cursor.back());
  }

  @Override
  public void start() {
    // Readers that have ended show nothing any more; this stays as long as the job.
    MetricGroup group = Metrics.group(context.metricGroup());
    group.gauge("archive-objects-handed-out", () -> objects);
    group.gauge("archive-bytes-handed-out", () -> bytes);
    group.gauge("archive-records-read", this::records);
    goOn();
  }

  private long records() {
    return tallies.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    tallies.put(subtask, ((ArchiveTally) event).records());
  }

  @Override
  public void addReader(int subtask) {
    tallies.remove(subtask);
    // What an attempt before this one asked for is not for it.
    asking.removeIf(reader -> reader == subtask);
    dismissed.remove(subtask);
    context.sendEventToSourceReader(subtask, totals());
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    asking.add(subtask);
    answer();
    goOn();
  }

  @Override
  public void addSplitsBack(List<ArchiveSplit> splits, int subtask) {
    asking.removeIf(reader -> reader == subtask);
    for (ArchiveSplit split : splits) {
      if (!split.isTally()) {
        back.add(split);
      }
    }
    answer();
  }

  private void answer() {
    while (!asking.isEmpty()) {
      int reader = asking.peek();
      if (!context.registeredReaders().containsKey(reader) || dismissed.contains(reader)) {
        asking.poll();
      } else if (!back.isEmpty()) {
        context.assignSplit(back.poll(), asking.poll());
      } else if (!found.isEmpty()) {
        context.assignSplit(next(), asking.poll());
      } else if (foundAll) {
        // Its totals are final: they were told before.
        dismissed.add(asking.poll());
        context.signalNoMoreSplits(reader);
      } else {
        return;
      }
    }
  }

  private ArchiveSplit next() {
    StoredObject object = found.poll();
    position = object.key();
    objects++;
    bytes += object.size();
    foundBytes -= object.size();
    return ArchiveSplit.of(object.key(), object.size(), 0);
  }

  /** Takes the next step of a walk, if one is needed and none is on its way. */
  private void goOn() {
    if (walking || foundAll) {
      return;
    }
    if (found.size() < TrailWalk.PAGE) {
      walking = true;
      context.callAsync(() -> walks.find(start), this::found);
    } else if (!countedAll) {
      walking = true;
      context.callAsync(() -> walks.count(start), this::counted);
    }
  }

  private void found(ArchiveWalks.Found step, Throwable failure) {
    check(failure);
    for (StoredObject object : step.objects()) {
      found.add(object);
      foundBytes += object.size();
    }
    foundAll = step.isLast();
    walked();
  }

  private void counted(ArchiveWalks.Found step, Throwable failure) {
    check(failure);
    counted += step.objects().size();
    for (StoredObject object : step.objects()) {
      countedBytes += object.size();
    }
    countedAll = step.isLast();
    walked();
  }

  private void check(Throwable failure) {
    walking = false;
    if (failure instanceof IOException) {
      // A sentence for people. What lies below it would be the last word of the stack trace, and
      // that is what people are shown.
      LOG.warn("The archive cannot be walked through.", failure);
      throw new FlinkRuntimeException(
          "The archive cannot be walked through: " + failure.getMessage());
    }
    if (failure != null) {
      throw new FlinkRuntimeException("The walk through the archive has failed.", failure);
    }
  }

  private void walked() {
    ArchiveTotals totals = totals();
    if (!totals.equals(told)) {
      told = totals;
      for (int reader : context.registeredReaders().keySet()) {
        if (!dismissed.contains(reader)) {
          context.sendEventToSourceReader(reader, totals);
        }
      }
    }
    answer();
    goOn();
  }

  /** The walk that finds knows better in the end: objects come and go while it walks. */
  private ArchiveTotals totals() {
    long soFar = objects + found.size();
    long bytesSoFar = bytes + foundBytes;
    return foundAll
        ? ArchiveTotals.of(soFar, bytesSoFar, true)
        : ArchiveTotals.of(
            Math.max(soFar, counted), Math.max(bytesSoFar, countedBytes), countedAll);
  }

  @Override
  public ArchiveCursor snapshotState(long checkpointId) {
    return ArchiveCursor.of(
        archive, position, objects, bytes, foundAll && found.isEmpty(), new ArrayList<>(back));
  }

  @Override
  public void close() {
    walks.close();
  }
}
