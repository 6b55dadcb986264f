package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.glue.CloudTrail;
import io.gluesnow.standin.kinesis.KplAggregate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a stream carries, in the order in which it arrives. */
public final class Deliveries {
  private static final int MOST_IN_ONE = 6;

  private final List<Delivery> list;

  private Deliveries(List<Delivery> list) {
    this.list = List.copyOf(list);
  }

  /** Each happening by itself, in this envelope if it is a record. */
  public static Deliveries in(Envelope envelope, List<Happening> happenings) {
    return new Deliveries(
        happenings.stream()
            .map(happening -> wrapped(envelope, happening))
            .collect(Collectors.toList()));
  }

  private static Delivery wrapped(Envelope envelope, Happening happening) {
    return Delivery.of(
        happening
            .record()
            .map(record -> envelope.around(List.of(record)))
            .orElseGet(happening::bytes),
        happening.tally());
  }

  /**
   * Each in an envelope by chance, some together with their neighbours, some as Glue's own event,
   * some in gzip.
   */
  public static Deliveries mixed(long seed, List<Happening> happenings) {
    Random random = new Random(seed);
    List<Delivery> mixed = new ArrayList<>();
    for (int next = 0; next < happenings.size(); ) {
      Optional<Delivery> own =
          random.nextInt(5) == 0 ? StateChange.of(happenings.get(next)) : Optional.empty();
      if (own.isPresent()) {
        mixed.add(own.get());
        next++;
        continue;
      }
      Envelope envelope = Envelope.values()[random.nextInt(Envelope.values().length)];
      int most = envelope.holdsMany() ? 1 + random.nextInt(MOST_IN_ONE) : 1;
      List<Happening> together = records(happenings, next, most);
      if (together.isEmpty()) {
        mixed.add(wrapped(envelope, happenings.get(next)));
        next++;
      } else {
        mixed.add(packed(random, envelope, together));
        next += together.size();
      }
    }
    return new Deliveries(mixed);
  }

  /** As many as there are in a row, at most so many. */
  private static List<Happening> records(List<Happening> happenings, int from, int most) {
    List<Happening> records = new ArrayList<>();
    for (Happening happening : happenings.subList(from, happenings.size())) {
      if (records.size() == most || happening.record().isEmpty()) {
        break;
      }
      records.add(happening);
    }
    return records;
  }

  private static Delivery packed(Random random, Envelope envelope, List<Happening> happenings) {
    List<ObjectNode> records = new ArrayList<>();
    Tally tally = Tally.NOTHING;
    for (Happening happening : happenings) {
      records.add(happening.record().orElseThrow());
      tally = tally.plus(happening.tally());
    }
    byte[] bytes = envelope.around(records);
    boolean gzip = envelope != Envelope.LOGS && random.nextInt(4) == 0;
    return Delivery.of(gzip ? CloudTrail.gzip(bytes) : bytes, tally);
  }

  /** In aggregates of the Kinesis producer library, of three each. */
  public Deliveries aggregated() {
    List<Delivery> aggregates = new ArrayList<>();
    for (int from = 0; from < list.size(); from += 3) {
      List<byte[]> parts = new ArrayList<>();
      Tally tally = Tally.NOTHING;
      for (Delivery part : list.subList(from, Math.min(from + 3, list.size()))) {
        parts.add(part.bytes());
        tally = tally.plus(part.tally());
      }
      String key = list.get(from).key();
      aggregates.add(Delivery.of(key, KplAggregate.ofBytes(key, parts), tally));
    }
    return new Deliveries(aggregates);
  }

  /** And then those. */
  public Deliveries and(Deliveries others) {
    return new Deliveries(
        Stream.concat(list.stream(), others.list.stream()).collect(Collectors.toList()));
  }

  /** In another order. */
  public Deliveries shuffled(long seed) {
    List<Delivery> other = new ArrayList<>(list);
    Collections.shuffle(other, new Random(seed));
    return new Deliveries(other);
  }

  /** Each of them twice, one copy right behind the other. */
  public Deliveries twice() {
    return new Deliveries(
        list.stream()
            .flatMap(delivery -> List.of(delivery, delivery.again()).stream())
            .collect(Collectors.toList()));
  }

  public List<Delivery> list() {
    return list;
  }

  public List<byte[]> bytes() {
    return list.stream().map(Delivery::bytes).collect(Collectors.toList());
  }

  /** All of it together. */
  public Tally tally() {
    return list.stream().map(Delivery::tally).reduce(Tally.NOTHING, Tally::plus);
  }
}
