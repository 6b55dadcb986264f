package io.gluesnow.plan;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.TableDefinition;

/** How the rows of a table's files are read: the FILE_FORMAT, and each column's field. */
abstract class Rows {
  /** Throws in plain words where Snowflake cannot read them faithfully. */
  static Rows of(TableDefinition table, Policy policy) {
    WriterSchema.requireColumnsInGlue(table);
    FileKind kind = FileKind.of(table);
    if (!policy.fileFormats().contains(kind.type())) {
      throw new Refused(
          Refusal.Reason.FORMAT, kind.type() + " is not among the file formats that are allowed");
    }
    switch (kind) {
      case DELIMITED_TEXT:
        return CsvRows.delimited(table);
      case QUOTED_TEXT:
        return CsvRows.quoted(table, policy);
      default:
        return NamedRows.of(kind, table, policy);
    }
  }

  abstract FileFormat format();

  /**
   * The column's value, with an explicit outer cast to its type.
   *
   * @param position counted from 1 among the data columns
   */
  abstract TargetColumn read(String name, Column column, int position);

  /** A refusal that names the column. */
  static Refused refused(Column column, String why) {
    return new Refused(
        Refusal.Reason.FORMAT, "column " + column.name() + " is " + column.type() + ": " + why);
  }
}
