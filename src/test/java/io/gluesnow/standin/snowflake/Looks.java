package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The statements that only look: SHOW, DESCRIBE and SELECT of GET_DDL and of the session's context.
 */
final class Looks {
  /** A SHOW command returns at most this many rows: show-external-tables, "Usage notes". */
  private static final int MOST_ROWS = 10_000;

  private final Catalog catalog;
  private final Privileges privileges;
  private final Account account;

  Looks(Catalog catalog, Privileges privileges, Account account) {
    this.catalog = catalog;
    this.privileges = privileges;
    this.account = account;
  }

  // ------------------------------------------------------------------------------------------------ SHOW

  Result show(Statement.Show show, Run run) {
    switch (show.what) {
      case EXTERNAL_TABLES:
        return externalTables(show, run);
      case TABLES:
      case OBJECTS:
        return tables(show, run);
      case STAGES:
        return stages(show, run);
      case PARAMETERS:
        return parameters(show, run);
      case ROW_ACCESS_POLICIES:
        return policies(show, run);
      case STREAMS:
        return streams(show, run);
      case GRANTS_ON_TABLE:
        return grants(show, run);
      default:
        throw new IllegalStateException(show.what.toString());
    }
  }

  /** The name below which a SHOW looks, or null for the whole account. */
  private Name scope(Statement.Show show, Session session) {
    if (show.scope == null) {
      return session.database().map(Name::of).orElse(null);
    }
    switch (show.scope) {
      case ACCOUNT:
        return null;
      case DATABASE:
        Name database = show.in != null ? show.in : session.database().map(Name::of).orElse(null);
        if (database != null) {
          privileges.useDatabase(session, database.last());
        }
        return database;
      default:
        if (show.in == null && !session.schema().isPresent()) {
          throw SqlFailure.noSchema();
        }
        Name written = show.in != null ? show.in : Name.of(session.schema().get());
        Name schema = session.resolve(written, 2);
        privileges.useSchema(session, schema);
        return schema;
    }
  }

  private List<ExternalTable> listed(Statement.Show show, Run run) {
    Session session = run.session();
    Name scope = scope(show, session);
    Predicate<String> like = like(show.like);
    Map<Name, Boolean> usable = new HashMap<>();
    Predicate<ExternalTable> wanted =
        table ->
            like.test(table.name().last())
                && (show.startsWith == null || table.name().last().startsWith(show.startsWith))
                && privileges.visible(session, table.grants())
                && usable.computeIfAbsent(
                    table.name().parent(), schema -> privileges.canUseSchema(session, schema));
    int most = show.limit == null ? MOST_ROWS : Math.min(show.limit, MOST_ROWS);
    boolean inSchema = scope != null && scope.depth() == 2;
    if (inSchema || show.from == null) {
      return catalog.tables(scope, show.startsWith, show.from, run.asOf(), wanted, most);
    }
    return following(
        catalog.tables(scope, show.startsWith, null, run.asOf(), wanted, Integer.MAX_VALUE),
        show.from,
        most);
  }

  /**
   * LIMIT … FROM: the rows that follow the first row of that name: show-external-tables,
   * "Parameters".
   */
  private static List<ExternalTable> following(List<ExternalTable> all, String from, int most) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().last().equals(from)) {
        return all.subList(i + 1, Math.min(all.size(), i + 1 + most));
      }
    }
    return all.stream()
        .filter(table -> table.name().last().compareTo(from) > 0)
        .limit(most)
        .collect(Collectors.toList());
  }

  /**
   * Case-insensitive, with {@code _} for one character and {@code %} for any; a backslash makes
   * them plain.
   */
  private static Predicate<String> like(String pattern) {
    if (pattern == null) {
      return name -> true;
    }
    if (pattern.indexOf('%') < 0 && pattern.indexOf('_') < 0 && pattern.indexOf('\\') < 0) {
      return name -> name.equalsIgnoreCase(pattern);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    Pattern compiled =
        Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    boolean fixed = pattern.indexOf('%') < 0 && pattern.indexOf('\\') < 0;
    return name ->
        (!fixed || name.length() == pattern.length()) && compiled.matcher(name).matches();
  }

  static String moment(long millis) {
    return String.format(
        Locale.ROOT, "%d.%03d000000", Math.floorDiv(millis, 1000), Math.floorMod(millis, 1000));
  }

  /** Columns: https://docs.snowflake.com/en/sql-reference/sql/show-external-tables, "Output". */
  private Result externalTables(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    if (show.terse) {
      for (ExternalTable table : listed(show, run)) {
        rows.add(
            Result.row(
                moment(table.createdOn()),
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
    for (ExternalTable table : listed(show, run)) {
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
    Optional<Securable> stage = stage(table);
    String url = stage.flatMap(found -> found.property("URL")).orElse("");
    return Result.row(
        moment(table.createdOn()),
        table.name().last(),
        table.name().part(0),
        table.name().part(1),
        stage.isPresent() ? "false" : "true",
        stage.isPresent() ? null : "Stage dropped or replaced",
        table.grants().owner(),
        table.comment(),
        table.stage().shown(),
        account.locationAsUrl()
            ? slashed(url) + table.path()
            : "@" + table.stage().shown() + "/" + table.path(),
        table.format().name().map(Name::shown).orElse(""),
        formatType(table).orElse(""),
        "AWS",
        account.region(),
        table.autoRefresh() ? account.notificationChannel() : null,
        table.refreshedOn() == 0 ? null : moment(table.refreshedOn()),
        table.delta() ? "DELTA" : "UNSPECIFIED",
        null,
        "ROLE");
  }

  private static String slashed(String url) {
    return url.endsWith("/") ? url : url + "/";
  }

  private Optional<Securable> stage(ExternalTable table) {
    return catalog
        .find(Kind.STAGE, table.stage())
        .filter(found -> found.generation() == table.stageGeneration());
  }

  private Optional<String> formatType(ExternalTable table) {
    Optional<String> named =
        table
            .format()
            .name()
            .flatMap(name -> catalog.find(Kind.FILE_FORMAT, name))
            .map(format -> format.property("TYPE").orElse("CSV").toUpperCase(Locale.ROOT));
    return named.isPresent() ? named : table.format().type();
  }

  /**
   * Tables of every type, and views: https://docs.snowflake.com/en/sql-reference/sql/show-objects
   * and show-tables, the columns that they share, in the order of their names.
   */
  private Result tables(Statement.Show show, Run run) {
    boolean objects = show.what == Statement.Show.What.OBJECTS;
    NavigableMap<Name, List<String>> byName = new TreeMap<>();
    for (ExternalTable table : listed(show, run)) {
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
    for (Securable relation : visible(show, Kind.RELATION, run)) {
      String type = relation.property("TYPE").orElse("TABLE");
      if (objects || type.equals("TABLE")) {
        byName.put(
            relation.name(),
            relation(
                relation.createdOn(), relation.name(), type, "", relation.grants().owner(), "N"));
      }
    }
    int most = show.limit == null ? MOST_ROWS : Math.min(show.limit, MOST_ROWS);
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
        moment(createdOn),
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

  private List<Securable> visible(Statement.Show show, Kind kind, Run run) {
    Name scope = scope(show, run.session());
    List<Securable> all = scope == null ? catalog.all(kind) : catalog.below(kind, scope);
    return all.stream()
        .filter(found -> like(show.like).test(found.name().last()))
        .filter(found -> show.startsWith == null || found.name().last().startsWith(show.startsWith))
        .filter(found -> show.from == null || found.name().last().compareTo(show.from) > 0)
        .filter(found -> privileges.visible(run.session(), found.grants()))
        .filter(
            found ->
                run.session().isAdmin()
                    || privileges.canUseSchema(run.session(), found.name().parent()))
        .limit(show.limit == null ? MOST_ROWS : Math.min(show.limit, MOST_ROWS))
        .collect(Collectors.toList());
  }

  /** Columns: https://docs.snowflake.com/en/sql-reference/sql/show-stages, "Output". */
  private Result stages(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    for (Securable stage : visible(show, Kind.STAGE, run)) {
      boolean external = stage.property("URL").isPresent();
      rows.add(
          Result.row(
              moment(stage.createdOn()),
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
  private Result parameters(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    account
        .parameters(run.session(), catalog)
        .forEach(
            (key, parameter) -> {
              if (like(show.like).test(key)) {
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
  private Result policies(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    for (Securable policy : visible(show, Kind.ROW_ACCESS_POLICY, run)) {
      rows.add(
          Result.row(
              moment(policy.createdOn()),
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
  private Result streams(Statement.Show show, Run run) {
    List<List<String>> rows = new ArrayList<>();
    for (Securable stream : visible(show, Kind.STREAM, run)) {
      rows.add(
          Result.row(
              moment(stream.createdOn()),
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
  boolean stale(Securable stream) {
    Name table = new TokenReader(Lexer.tokens(stream.property("TABLE").orElse("X"))).name(3);
    return catalog
        .table(table)
        .map(found -> found.generation() != catalog.followedGeneration(stream.name()))
        .orElse(true);
  }

  private Result grants(Statement.Show show, Run run) {
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
        moment(table.createdOn()),
        privilege,
        "EXTERNAL_TABLE",
        table.name().shown(),
        "ROLE",
        role,
        option,
        table.grants().owner());
  }

  // --------------------------------------------------------------------------------------------
  // DESCRIBE

  Result describe(Statement.Describe describe, Run run) {
    if (describe.kind == Kind.STAGE) {
      Name name = run.session().resolve(describe.name, 3);
      return stageProperties(privileges.seen(run.session(), Kind.STAGE, name), null, "");
    }
    ExternalTable table = privileges.seenTable(run.session(), run.table(describe.name), run.asOf());
    if (describe.stageProperties) {
      Securable stage =
          stage(table).orElseThrow(() -> SqlFailure.absent(Kind.STAGE, table.stage().shown()));
      return stageProperties(stage, table, table.path());
    }
    return columns(table);
  }

  /**
   * Columns: https://docs.snowflake.com/en/sql-reference/sql/desc-external-table; VALUE comes
   * first.
   */
  private Result columns(ExternalTable table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        Result.row(
            "VALUE",
            "VARIANT",
            "COLUMN",
            "Y",
            null,
            "N",
            "N",
            null,
            null,
            "The value of this row",
            null));
    for (Column column : table.columns()) {
      rows.add(
          Result.row(
              column.name(),
              column.type().shown(account.dialect()),
              "VIRTUAL",
              column.notNull() ? "N" : "Y",
              null,
              "N",
              "N",
              null,
              column.compiled(account.dialect()),
              column.comment().orElse(null),
              null));
    }
    List<ResultColumn> header = new ArrayList<>();
    for (String name :
        new String[] {
          "name",
          "type",
          "kind",
          "null?",
          "default",
          "primary key",
          "unique key",
          "check",
          "expression",
          "comment",
          "policy name"
        }) {
      header.add(ResultColumn.text(name));
    }
    return Result.of(header, rows);
  }

  /** https://docs.snowflake.com/en/sql-reference/sql/desc-stage: one row a property. */
  private Result stageProperties(Securable stage, ExternalTable table, String path) {
    List<List<String>> rows = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    String type = table == null ? "CSV" : formatType(table).orElse("CSV");
    rows.add(Result.row("STAGE_FILE_FORMAT", "TYPE", "String", type, "CSV"));
    if (table != null && table.format().name().isPresent()) {
      rows.add(
          Result.row(
              "STAGE_FILE_FORMAT",
              "FORMAT_NAME",
              "String",
              table.format().name().get().shown(),
              ""));
    }
    Map<String, List<String>> stated = table == null ? Map.of() : table.format().options();
    FormatOptions.defaults(type)
        .forEach(
            (option, usual) -> {
              List<String> given = stated.get(option);
              values.put(option, given == null ? usual : property(option, given));
              rows.add(
                  Result.row("STAGE_FILE_FORMAT", option, kind(option), values.get(option), usual));
            });
    rows.add(Result.row("STAGE_FILE_FORMAT", "TIME_FORMAT", "String", "AUTO", "AUTO"));
    String url = stage.property("URL").map(Looks::slashed).orElse("");
    rows.add(
        Result.row(
            "STAGE_LOCATION",
            "URL",
            "String",
            url.isEmpty() ? "" : "[\"" + url + path + "\"]",
            ""));
    rows.add(
        Result.row(
            "STAGE_INTEGRATION",
            "STORAGE_INTEGRATION",
            "String",
            stage.property("STORAGE_INTEGRATION").orElse(""),
            ""));
    List<ResultColumn> header = new ArrayList<>();
    for (String name :
        new String[] {
          "parent_property", "property", "property_type", "property_value", "property_default"
        }) {
      header.add(ResultColumn.text(name));
    }
    return Result.of(header, rows);
  }

  private static String kind(String option) {
    switch (option) {
      case "NULL_IF":
        return "List";
      case "SKIP_HEADER":
        return "Integer";
      case "COMPRESSION":
      case "RECORD_DELIMITER":
      case "FIELD_DELIMITER":
      case "ESCAPE_UNENCLOSED_FIELD":
      case "FIELD_OPTIONALLY_ENCLOSED_BY":
      case "ENCODING":
        return "String";
      default:
        return "Boolean";
    }
  }

  /**
   * How a property's value is printed: escapes visible, lists in brackets, truths in lower case.
   */
  private static String property(String option, List<String> values) {
    String kind = kind(option);
    if (kind.equals("Boolean")) {
      return values.get(0).toLowerCase(Locale.ROOT);
    }
    if (kind.equals("List")) {
      return "[" + values.stream().map(Looks::escaped).collect(Collectors.joining(", ")) + "]";
    }
    return escaped(values.get(0));
  }

  private static String escaped(String value) {
    String literal = CompiledForm.literal(value);
    StringBuilder out = new StringBuilder();
    for (char c : literal.substring(1, literal.length() - 1).toCharArray()) {
      out.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
    }
    return out.toString().replace("\\'", "'");
  }

  // ----------------------------------------------------------------------------------------------
  // SELECT

  Result select(Statement.Select select, Run run) {
    List<ResultColumn> header = new ArrayList<>();
    List<String> row = new ArrayList<>();
    for (Statement.Item item : select.items) {
      header.add(ResultColumn.text(item.label));
      row.add(value(item, run));
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(row);
    return Result.of(header, rows);
  }

  private String value(Statement.Item item, Run run) {
    Session session = run.session();
    if (item.function.equals("GET_DDL")) {
      return ddl(item, run);
    }
    if (!item.arguments.isEmpty()) {
      throw SqlFailure.compilation("002140", "42601", "Unknown function " + item.function);
    }
    switch (item.function) {
      case "CURRENT_ACCOUNT":
        return account.locator();
      case "CURRENT_ACCOUNT_NAME":
        return account.name().substring(account.name().indexOf('-') + 1);
      case "CURRENT_ORGANIZATION_NAME":
        return account.name().substring(0, Math.max(0, account.name().indexOf('-')));
      case "CURRENT_USER":
        return session.user();
      case "CURRENT_ROLE":
        return session.role();
      case "CURRENT_DATABASE":
        return session.database().orElse(null);
      case "CURRENT_SCHEMA":
        return session.schema().orElse(null);
      case "CURRENT_WAREHOUSE":
        return session.warehouse().orElse(null);
      case "CURRENT_REGION":
        return "AWS_" + account.region().toUpperCase(Locale.ROOT).replace('-', '_');
      case "CURRENT_VERSION":
        return "9.0.0";
      default:
        throw SqlFailure.compilation("002140", "42601", "Unknown function " + item.function);
    }
  }

  /** https://docs.snowflake.com/en/sql-reference/functions/get_ddl. */
  private String ddl(Statement.Item item, Run run) {
    boolean shape = item.arguments.size() == 2 || item.arguments.size() == 3;
    if (!shape) {
      throw Functions.wrongTypes("GET_DDL", List.of());
    }
    String kind = item.arguments.get(0).toUpperCase(Locale.ROOT);
    if (!kind.equals("TABLE") && !kind.equals("EXTERNAL TABLE") && !kind.equals("EXTERNAL_TABLE")) {
      throw SqlFailure.invalidValue(kind, "GET_DDL");
    }
    TokenReader reader = new TokenReader(Lexer.tokens(item.arguments.get(1)));
    Name written = reader.name(3);
    if (!reader.atEnd()) {
      throw reader.peek().unexpected();
    }
    boolean qualified =
        item.arguments.size() == 3 && item.arguments.get(2).equalsIgnoreCase("TRUE");
    ExternalTable table = privileges.seenTable(run.session(), run.table(written), run.asOf());
    return new DdlPrinter(account.dialect())
        .print(
            table,
            qualified,
            policy -> privileges.mayName(run.session(), Kind.ROW_ACCESS_POLICY, policy),
            tag -> privileges.mayName(run.session(), Kind.TAG, tag));
  }
}
