package io.gluesnow.plan;

import io.gluesnow.catalog.TableDefinition;
import java.util.Locale;
import java.util.Set;

/**
 * How text files are packed. Snowflake tells it from the file (COMPRESSION = AUTO), as Hive does,
 * so nothing is stated; what Snowflake cannot unpack is refused where a crawler has labelled it.
 */
final class Compressions {
  private static final Set<String> UNREADABLE = Set.of("snappy", "lzo", "lz4", "lzop", "zip");

  private Compressions() {}

  static void requireReadable(TableDefinition table) {
    String label =
        table.parameters().getOrDefault("compressionType", "none").strip().toLowerCase(Locale.ROOT);
    if (UNREADABLE.contains(label)) {
      throw new Refused(
          Refusal.Reason.FORMAT,
          "Snowflake cannot unpack text files that are packed with " + label);
    }
  }
}
