package io.gluesnow.cloudtrail.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What was found in a trail object, in a form that two readers can be compared by. */
final class Items {
  /** The bytes that were handed on, by index. */
  final Map<Long, String> records = new TreeMap<>();

  /** Why something was not handed on, by index. */
  final Map<Long, String> unreadable = new TreeMap<>();

  long skipped;
  long total;

  /** Reads an object with the reader under test, from item {@code done} on. */
  static Items of(TrailObjectReader reader, InputStream compressed, long done) throws IOException {
    Items items = new Items();
    reader.start(compressed, done);
    while (true) {
      switch (reader.step()) {
        case RECORD:
          items.records.put(
              reader.items() - 1, new String(reader.record(), StandardCharsets.ISO_8859_1));
          break;
        case UNREADABLE:
          items.unreadable.put(reader.items() - 1, reader.reason());
          break;
        case PAUSE:
          break;
        default:
          items.skipped = reader.takeSkipped();
          items.total = reader.items();
          return items;
      }
    }
  }

  @Override
  public String toString() {
    return total + " items, skipped " + skipped + ", " + records + ", " + unreadable;
  }
}
