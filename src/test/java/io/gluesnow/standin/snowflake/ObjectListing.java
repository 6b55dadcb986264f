package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;

/** SHOW of stages, parameters, row access policies, streams and grants. */
final class ObjectListing {
  private final ShowScope scope;
  private final Catalog catalog;
  private final Privileges privileges;
  private final Account account;

  ObjectListing(ShowScope scope, Catalog catalog, Privileges privileges, Account account) {
    this.scope = scope;
    this.catalog = catalog;
    this.privileges = privileges;
    this.account = account;
  }

  /** Columns: https://docs.snowflake.com/en/sql-reference/sql/show-stages, "Output". */
  Result stages(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    for (Securable stage : scope.visible(show, Kind.STAGE, run)) {
      boolean external = stage.property("URL").isPresent();
      rows.add(
          Result.row(
              Result.moment(stage.createdOn()),
              stage.name().last(),
              stage.name().part(0),
              stage.name().part(1),
              stage.property("URL").orElse(""),
              stage.property("CREDENTIALS").isPresent() ? "Y" : "N",
              "N",
              stage.grants().owner(),
              stage.property("COMMENT").orElse(""),
              external ? account.region() : null,
              external ? "EXTERNAL" : "INTERNAL",
              external ? "AWS" : null,
              null,
              stage.property("STORAGE_INTEGRATION").orElse(null),
              null,
              "ROLE",
              "N"));
    }
    return Result.of(
        List.of(
            ResultColumn.moment("created_on"),
            ResultColumn.text("name"),
            ResultColumn.text("database_name"),
            ResultColumn.text("schema_name"),
            ResultColumn.text("url"),
            ResultColumn.text("has_credentials"),
            ResultColumn.text("has_encryption_key"),
            ResultColumn.text("owner"),
            ResultColumn.text("comment"),
            ResultColumn.text("region"),
            ResultColumn.text("type"),
            ResultColumn.text("cloud"),
            ResultColumn.text("notification_channel"),
            ResultColumn.text("storage_integration"),
            ResultColumn.text("endpoint"),
            ResultColumn.text("owner_role_type"),
            ResultColumn.text("directory_enabled")),
        rows);
  }

  /** Columns: https://docs.snowflake.com/en/sql-reference/sql/show-parameters. */
  Result parameters(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    account
        .parameters(run.session(), catalog)
        .forEach(
            (key, parameter) -> {
              if (ShowScope.like(show.like).test(key)) {
                rows.add(
                    Result.row(
                        key,
                        parameter.value(),
                        parameter.usual(),
                        parameter.level(),
                        parameter.description(),
                        parameter.type()));
              }
            });
    return Result.of(
        List.of(
            ResultColumn.text("key"),
            ResultColumn.text("value"),
            ResultColumn.text("default"),
            ResultColumn.text("level"),
            ResultColumn.text("description"),
            ResultColumn.text("type")),
        rows);
  }

  /** Columns: https://docs.snowflake.com/en/sql-reference/sql/show-row-access-policies. */
  Result policies(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    for (Securable policy : scope.visible(show, Kind.ROW_ACCESS_POLICY, run)) {
      rows.add(
          Result.row(
              Result.moment(policy.createdOn()),
              policy.name().last(),
              policy.name().part(0),
              policy.name().part(1),
              "ROW_ACCESS_POLICY",
              policy.grants().owner(),
              policy.property("COMMENT").orElse(""),
              "ROLE",
              ""));
    }
    return Result.of(
        List.of(
            ResultColumn.moment("created_on"),
            ResultColumn.text("name"),
            ResultColumn.text("database_name"),
            ResultColumn.text("schema_name"),
            ResultColumn.text("kind"),
            ResultColumn.text("owner"),
            ResultColumn.text("comment"),
            ResultColumn.text("owner_role_type"),
            ResultColumn.text("options")),
        rows);
  }

  /** Columns: https://docs.snowflake.com/en/sql-reference/sql/show-streams, the ones that apply. */
  Result streams(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    for (Securable stream : scope.visible(show, Kind.STREAM, run)) {
      rows.add(
          Result.row(
              Result.moment(stream.createdOn()),
              stream.name().last(),
              stream.name().part(0),
              stream.name().part(1),
              stream.grants().owner(),
              stream.property("TABLE").orElse(""),
              "External Table",
              stale(stream) ? "true" : "false",
              "INSERT_ONLY"));
    }
    return Result.of(
        List.of(
            ResultColumn.moment("created_on"),
            ResultColumn.text("name"),
            ResultColumn.text("database_name"),
            ResultColumn.text("schema_name"),
            ResultColumn.text("owner"),
            ResultColumn.text("table_name"),
            ResultColumn.text("source_type"),
            ResultColumn.text("stale"),
            ResultColumn.text("mode")),
        rows);
  }

  /**
   * A stream goes stale when its table was created anew:
   * https://docs.snowflake.com/en/user-guide/streams-intro.
   */
  private boolean stale(Securable stream) {
    Name table = new TokenReader(Lexer.tokens(stream.property("TABLE").orElse("X"))).name(3);
    return catalog
        .table(table)
        .map(found -> found.generation() != catalog.followedGeneration(stream.name()))
        .orElse(true);
  }

  Result grants(Statement.Show show, Run run) {
    ExternalTable table = privileges.seenTable(run.session(), run.table(show.in), run.asOf());
    List<List<String>> rows = new ArrayList<>();
    rows.add(grant(table, Grants.OWNERSHIP, table.grants().owner()));
    for (String role : table.grants().roles()) {
      table.grants().of(role).forEach(privilege -> rows.add(grant(table, privilege, role)));
    }
    return Result.of(
        List.of(
            ResultColumn.moment("created_on"),
            ResultColumn.text("privilege"),
            ResultColumn.text("granted_on"),
            ResultColumn.text("name"),
            ResultColumn.text("granted_to"),
            ResultColumn.text("grantee_name"),
            ResultColumn.text("grant_option"),
            ResultColumn.text("granted_by")),
        rows);
  }

  private static List<String> grant(ExternalTable table, String privilege, String role) {
    String option = privilege.equals(Grants.OWNERSHIP) ? "true" : "false";
    return Result.row(
        Result.moment(table.createdOn()),
        privilege,
        "EXTERNAL_TABLE",
        table.name().shown(),
        "ROLE",
        role,
        option,
        table.grants().owner());
  }
}
