package io.gluesnow.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Records that a test gives to a job of this process while it runs. */
public final class Feed {
  /** A source travels in the job graph as a copy: what is given is kept here, by its id. */
  private static final Map<String, Feed> ALL = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final List<byte[]> given = new ArrayList<>();
  private boolean ended;

  public Feed() {
    ALL.put(id, this);
  }

  static Feed byId(String id) {
    return ALL.get(id);
  }

  String id() {
    return id;
  }

  /**
   * @param bytes taken over
   */
  public synchronized void give(byte[] bytes) {
    given.add(bytes);
  }

  /** Nothing more will come. */
  public synchronized void end() {
    ended = true;
  }

  /** The n-th, or null while there is none. */
  synchronized byte[] record(int n) {
    return n < given.size() ? given.get(n) : null;
  }

  synchronized boolean endsAt(int n) {
    return ended && n >= given.size();
  }
}
