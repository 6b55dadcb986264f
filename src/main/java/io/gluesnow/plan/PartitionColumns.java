package io.gluesnow.plan;

import static io.gluesnow.plan.Expression.binary;
import static io.gluesnow.plan.Expression.call;
import static io.gluesnow.plan.Expression.fileName;
import static io.gluesnow.plan.Expression.nothing;
import static io.gluesnow.plan.Expression.number;
import static io.gluesnow.plan.Expression.text;

import io.gluesnow.catalog.Column;
import java.util.regex.Pattern;

/**
 * Partition columns as expressions over {@code METADATA$FILENAME}, by functions on Snowflake's
 * published list for partition expressions alone.
 *
 * <p>A value is NULL where Hive's default partition stands, where a file does not lie in a folder
 * for each partition key, and where a folder carries another key's name: never another folder's or
 * the file's name. A value that the writer had to escape is decoded, if text is what it is; one
 * that cannot be decoded here is NULL too.
 */
final class PartitionColumns {
  private static final String DEFAULT_PARTITION = "__HIVE_DEFAULT_PARTITION__";
  private static final Pattern DATE_FORMAT = Pattern.compile("(?:yyyy|MM|dd|[-/_.])+");

  private final Policy.Escapes escapes;

  private PartitionColumns(Policy.Escapes escapes) {
    this.escapes = escapes;
  }

  static TargetColumn of(String name, PartitionPaths.Place place, Policy policy) {
    Column key = place.key();
    SnowflakeType type = Types.of(key.type(), Policy.Nested.VARIANT);
    if (type.family() == SnowflakeType.Family.VARIANT
        || type.family() == SnowflakeType.Family.BINARY) {
      throw new Refused(
          Refusal.Reason.PARTITIONS,
          "partition key "
              + key.name()
              + " is "
              + key.type()
              + ", which cannot be computed from a file's name");
    }
    PartitionColumns columns = new PartitionColumns(policy.escapes());
    return TargetColumn.of(name, type, columns.value(place, type).castTo(type));
  }

  private Expression value(PartitionPaths.Place place, SnowflakeType type) {
    Expression written = written(place, isText(type));
    if (type.family() == SnowflakeType.Family.DATE) {
      return call("TO_DATE", written, text(dateFormat(place)));
    }
    if (!isText(type) || type.family() == SnowflakeType.Family.VARCHAR) {
      return written;
    }
    if (!place.format().isEmpty()) {
      throw new Refused(
          Refusal.Reason.PARTITIONS,
          "partition key "
              + place.key().name()
              + " is a timestamp in the projection's own format "
              + place.format());
    }
    return written;
  }

  // Only these can hold a character that Hive escapes.
  private static boolean isText(SnowflakeType type) {
    return type.family() == SnowflakeType.Family.VARCHAR
        || type.family().name().startsWith("TIMESTAMP");
  }

  private static String dateFormat(PartitionPaths.Place place) {
    if (place.format().isEmpty()) {
      return "YYYY-MM-DD";
    }
    if (!DATE_FORMAT.matcher(place.format()).matches()) {
      throw new Refused(
          Refusal.Reason.PARTITIONS,
          "partition key "
              + place.key().name()
              + " is a date in the projection's format "
              + place.format()
              + ", which has more than years, months and days");
    }
    return place.format().replace("yyyy", "YYYY").replace("dd", "DD");
  }

  private Expression written(PartitionPaths.Place place, boolean escaped) {
    Expression folder = folder(place.folder());
    switch (place.form()) {
      case HIVE:
        return call("IFF", isHive(place), hive(place, escaped), nothing());
      case PLAIN:
        return call(
            "IFF",
            isFile(place),
            nothing(),
            call("NULLIF", joined(place), text(DEFAULT_PARTITION)));
      case LABELLED:
        return call(
            "IFF",
            call("STARTSWITH", folder, text(place.prefix())),
            call("NULLIF", rest(folder, place), text(DEFAULT_PARTITION)),
            nothing());
      case EITHER:
        Expression foreign =
            call("IFF", binary("OR", isFile(place), holds(folder, "=")), nothing(), folder);
        return call("IFF", isHive(place), hive(place, escaped), foreign);
    }
    throw new IllegalStateException(place.form().toString());
  }

  private static Expression isHive(PartitionPaths.Place place) {
    return call("STARTSWITH", call("LOWER", folder(place.folder())), text(place.prefix()));
  }

  private Expression hive(PartitionPaths.Place place, boolean escaped) {
    Expression folder = folder(place.folder());
    Expression value = rest(folder, place);
    if (escaped && escapes == Policy.Escapes.DECODE) {
      value = HiveEscapes.decoded(folder, place.prefix().length());
    } else if (escaped) {
      value = call("IFF", holds(folder, "%"), nothing(), value);
    }
    return call("NULLIF", value, text(DEFAULT_PARTITION));
  }

  private static Expression rest(Expression folder, PartitionPaths.Place place) {
    return call("SUBSTR", folder, number(place.prefix().length() + 1));
  }

  // A file above the last partition folder has no part after it.
  private static Expression isFile(PartitionPaths.Place place) {
    return binary("=", folder(place.last() + 1), text(""));
  }

  private static Expression joined(PartitionPaths.Place place) {
    Expression out = folder(place.folder());
    for (int i = 1; i < place.width(); i++) {
      out = binary("||", binary("||", out, text("/")), folder(place.folder() + i));
    }
    return out;
  }

  private static Expression folder(int index) {
    return call("SPLIT_PART", fileName(), text("/"), number(index));
  }

  private static Expression holds(Expression value, String part) {
    return binary("<>", call("SPLIT_PART", value, text(part), number(1)), value);
  }
}
