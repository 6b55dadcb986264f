package io.gluesnow.standin.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One stream in memory. Partition keys go to shards by MD5 as in Kinesis; sequence numbers rise
 * over all shards. Thread-safe.
 */
public final class KinesisStream {
  private static final BigInteger HASHES = BigInteger.ONE.shiftLeft(128);

  private final String name;
  private final Clock clock;
  private final List<Shard> shards = new ArrayList<>();
  private long sequence;

  KinesisStream(String name, int shards, Clock clock) {
    this.name = name;
    this.clock = clock;
    BigInteger size = HASHES.divide(BigInteger.valueOf(shards));
    for (int i = 0; i < shards; i++) {
      BigInteger first = size.multiply(BigInteger.valueOf(i));
      BigInteger last = i == shards - 1 ? HASHES : first.add(size);
      open(null, null, first, last.subtract(BigInteger.ONE));
    }
  }

  public String name() {
    return name;
  }

  /** Puts a record, and returns its sequence number. */
  public String put(String partitionKey, byte[] data) {
    return put(partitionKey, hash(partitionKey), data).sequence;
  }

  synchronized Shard.Entry put(String partitionKey, BigInteger hash, byte[] data) {
    Shard shard = shardFor(hash);
    Shard.Entry entry =
        new Shard.Entry(nextSequence(), partitionKey, data.clone(), clock.instant());
    shard.entries.add(entry);
    return entry;
  }

  synchronized Shard shardFor(BigInteger hash) {
    return shards.stream().filter(shard -> shard.takes(hash)).findFirst().orElseThrow();
  }

  /** Closes an open shard and opens two in its place. */
  public synchronized void split(String shardId) {
    Shard shard = shard(shardId);
    close(shard);
    BigInteger middle = shard.firstHash.add(shard.lastHash).shiftRight(1);
    open(shard.id, null, shard.firstHash, middle);
    open(shard.id, null, middle.add(BigInteger.ONE), shard.lastHash);
  }

  /** Closes two open neighbours and opens one in their place. */
  public synchronized void merge(String shardId, String neighbourId) {
    Shard shard = shard(shardId);
    Shard neighbour = shard(neighbourId);
    close(shard);
    close(neighbour);
    open(
        shard.id,
        neighbour.id,
        shard.firstHash.min(neighbour.firstHash),
        shard.lastHash.max(neighbour.lastHash));
  }

  /** What was put so far, in order. */
  public synchronized List<byte[]> records() {
    List<Shard.Entry> entries = new ArrayList<>();
    shards.forEach(shard -> entries.addAll(shard.entries));
    entries.sort(Comparator.comparing(entry -> entry.sequence));
    List<byte[]> records = new ArrayList<>();
    entries.forEach(entry -> records.add(entry.data.clone()));
    return records;
  }

  /** The ids of the shards that take records, oldest first. */
  public synchronized List<String> openShards() {
    List<String> open = new ArrayList<>();
    shards.stream().filter(shard -> !shard.isClosed()).forEach(shard -> open.add(shard.id));
    return open;
  }

  synchronized List<Shard> shards() {
    return List.copyOf(shards);
  }

  /** The shard of that id; throws where there is none. */
  synchronized Shard shard(String id) {
    return shards.stream().filter(shard -> shard.id.equals(id)).findFirst().orElseThrow();
  }

  private void open(String parent, String adjacent, BigInteger first, BigInteger last) {
    String id = String.format("shardId-%012d", shards.size());
    shards.add(new Shard(id, parent, adjacent, first, last, nextSequence()));
  }

  private void close(Shard shard) {
    if (shard.isClosed()) {
      throw new IllegalStateException(shard.id + " is closed already");
    }
    shard.lastSequence = nextSequence();
  }

  /** As long as real ones, so that their order as text is their order. */
  private String nextSequence() {
    return String.format("4965%052d", ++sequence);
  }

  static BigInteger hash(String partitionKey) {
    try {
      byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
      return new BigInteger(1, MessageDigest.getInstance("MD5").digest(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
