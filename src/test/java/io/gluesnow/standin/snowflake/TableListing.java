package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** SHOW of external tables, tables and objects. */
final class TableListing {
  private final ShowScope scope;
  private final StageLink link;
  private final Account account;

  TableListing(ShowScope scope, StageLink link, Account account) {
    this.scope = scope;
    this.link = link;
    this.account = account;
  }

  /** Columns: https://docs.snowflake.com/en/sql-reference/sql/show-external-tables, "Output". */
  Result externalTables(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    if (show.terse) {
      for (ExternalTable table : scope.listed(show, run)) {
        rows.add(
            Result.row(
                Result.moment(table.createdOn()),
                table.name().last(),
                "EXTERNAL_TABLE",
                table.name().part(0),
                table.name().part(1)));
      }
      return Result.of(
          List.of(
              ResultColumn.moment("created_on"),
              ResultColumn.text("name"),
              ResultColumn.text("kind"),
              ResultColumn.text("database_name"),
              ResultColumn.text("schema_name")),
          rows);
    }
    for (ExternalTable table : scope.listed(show, run)) {
      rows.add(externalTable(table));
    }
    return Result.of(
        List.of(
            ResultColumn.moment("created_on"),
            ResultColumn.text("name"),
            ResultColumn.text("database_name"),
            ResultColumn.text("schema_name"),
            ResultColumn.truth("invalid"),
            ResultColumn.text("invalid_reason"),
            ResultColumn.text("owner"),
            ResultColumn.text("comment"),
            ResultColumn.text("stage"),
            ResultColumn.text("location"),
            ResultColumn.text("file_format_name"),
            ResultColumn.text("file_format_type"),
            ResultColumn.text("cloud"),
            ResultColumn.text("region"),
            ResultColumn.text("notification_channel"),
            ResultColumn.moment("last_refreshed_on"),
            ResultColumn.text("table_format"),
            ResultColumn.text("last_refresh_details"),
            ResultColumn.text("owner_role_type")),
        rows);
  }

  private List<String> externalTable(ExternalTable table) {
    Optional<Securable> stage = link.stage(table);
    String url = stage.flatMap(found -> found.property("URL")).orElse("");
    return Result.row(
        Result.moment(table.createdOn()),
        table.name().last(),
        table.name().part(0),
        table.name().part(1),
        stage.isPresent() ? "false" : "true",
        stage.isPresent() ? null : "Stage dropped or replaced",
        table.grants().owner(),
        table.comment(),
        table.stage().shown(),
        account.locationAsUrl()
            ? StageLink.slashed(url) + table.path()
            : "@" + table.stage().shown() + "/" + table.path(),
        table.format().name().map(Name::shown).orElse(""),
        link.formatType(table).orElse(""),
        "AWS",
        account.region(),
        table.autoRefresh() ? account.notificationChannel() : null,
        table.refreshedOn() == 0 ? null : Result.moment(table.refreshedOn()),
        table.delta() ? "DELTA" : "UNSPECIFIED",
        null,
        "ROLE");
  }

  /**
   * Tables of every type, and views: https://docs.snowflake.com/en/sql-reference/sql/show-objects
   * and show-tables, the columns that they share, in the order of their names.
   */
  Result tables(Statement.Show show, Run run) {
    boolean objects = show.what == Statement.Show.What.OBJECTS;
    NavigableMap<Name, List<String>> byName = new TreeMap<>();
    for (ExternalTable table : scope.listed(show, run)) {
      byName.put(
          table.name(),
          relation(
              table.createdOn(),
              table.name(),
              objects ? "EXTERNAL_TABLE" : "TABLE",
              table.comment(),
              table.grants().owner(),
              "Y"));
    }
    for (Securable relation : scope.visible(show, Kind.RELATION, run)) {
      String type = relation.property("TYPE").orElse("TABLE");
      if (objects || type.equals("TABLE")) {
        byName.put(
            relation.name(),
            relation(
                relation.createdOn(), relation.name(), type, "", relation.grants().owner(), "N"));
      }
    }
    int most = show.limit == null ? ShowScope.MOST_ROWS : Math.min(show.limit, ShowScope.MOST_ROWS);
    List<List<String>> rows = byName.values().stream().limit(most).collect(Collectors.toList());
    return Result.of(
        List.of(
            ResultColumn.moment("created_on"),
            ResultColumn.text("name"),
            ResultColumn.text("database_name"),
            ResultColumn.text("schema_name"),
            ResultColumn.text("kind"),
            ResultColumn.text("comment"),
            ResultColumn.text("cluster_by"),
            ResultColumn.number("rows"),
            ResultColumn.number("bytes"),
            ResultColumn.text("owner"),
            ResultColumn.text("retention_time"),
            ResultColumn.text("owner_role_type"),
            ResultColumn.text("is_external")),
        rows);
  }

  private static List<String> relation(
      long createdOn, Name name, String kind, String comment, String owner, String external) {
    return Result.row(
        Result.moment(createdOn),
        name.last(),
        name.part(0),
        name.part(1),
        kind,
        comment,
        "",
        null,
        null,
        owner,
        "1",
        "ROLE",
        external);
  }
}
