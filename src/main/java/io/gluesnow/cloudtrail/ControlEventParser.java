package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.ControlEvent.Command;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An order to this job, as a custom event of EventBridge:
 *
 * <pre>{@code
 * {"source": "gluesnow", "detail-type": "gluesnow control", "id": "…", "time": "…",
 *  "account": "111122223333", "region": "eu-west-1",
 *  "detail": {"command": "pause", "database": "quay_sales", "table": "invoices"}}
 * }</pre>
 *
 * <ul>
 *   <li>{@code command}: {@code resync}, {@code pause} or {@code resume};
 *   <li>{@code database}, or {@code database} and {@code table}, or {@code "all": true}: what it is
 *       about. With {@code all}, a {@code catalog} or {@code region} means all of that catalog;
 *       without either, all that the job knows;
 *   <li>{@code catalog}, {@code region}: the event's account and region where they are left out;
 *   <li>{@code instance}: the only instance that it is for; every one that reads the stream if left
 *       out;
 *   <li>{@code principal}: who gives the order, for the log.
 * </ul>
 *
 * <p>It is read strictly: an order that is half understood could stop the wrong tables. The answer
 * to anything else says what to write.
 */
final class ControlEventParser {
  private static final String SOURCE = "gluesnow";
  private static final String DETAIL_TYPE = "gluesnow control";
  private static final List<String> KEYS =
      List.of("command", "instance", "catalog", "region", "database", "table", "all", "principal");

  private static final int LONGEST_ID = 128;
  private static final int LONGEST_PRINCIPAL = 512;

  private static final String EXAMPLE =
      "write for example {\"command\": \"resync\", \"database\": \"sales\", \"table\": \"orders\"}";

  /** Whether somebody meant an EventBridge event for us. */
  static boolean isControl(JsonNode envelope, String detailType) {
    return detailType.equals(DETAIL_TYPE)
        || Fields.text(envelope, "source").filter(SOURCE::equals).isPresent();
  }

  /** Adds one item: the order, or why it is none. */
  void parse(JsonNode envelope, Piece piece, Decoded.Builder out) {
    try {
      out.control(order(envelope));
    } catch (Illegible e) {
      out.unreadable("an order to gluesnow: " + e.getMessage(), piece);
    }
  }

  private static ControlEvent order(JsonNode envelope) throws Illegible {
    requireOurs(envelope, "source", SOURCE);
    requireOurs(envelope, "detail-type", DETAIL_TYPE);
    JsonNode detail = envelope.path("detail");
    requireKnownKeys(detail);
    String id = need(envelope, "id");
    if (id.length() > LONGEST_ID) {
      throw new Illegible("its id has " + id.length() + " characters");
    }
    ControlEvent order =
        ControlEvent.of(
            id,
            Fields.time(envelope, "time"),
            command(detail),
            scope(envelope, detail),
            Fields.cut(given(detail, "principal").orElse(""), LONGEST_PRINCIPAL));
    Optional<String> instance = given(detail, "instance");
    return instance.isPresent() ? order.forInstance(instance.get()) : order;
  }

  private static void requireOurs(JsonNode envelope, String field, String value) throws Illegible {
    if (Fields.text(envelope, field).filter(value::equals).isEmpty()) {
      throw new Illegible("its " + field + " must be \"" + value + "\"");
    }
  }

  private static void requireKnownKeys(JsonNode detail) throws Illegible {
    if (!detail.isObject()) {
      throw new Illegible("it has no detail: " + EXAMPLE);
    }
    for (Iterator<String> names = detail.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KEYS.contains(name)) {
        throw new Illegible(
            "its detail has the key "
                + Fields.cut(name, 100)
                + ", and there are only "
                + String.join(", ", KEYS));
      }
    }
  }

  private static Command command(JsonNode detail) throws Illegible {
    Optional<String> given = given(detail, "command");
    for (Command command : Command.values()) {
      if (given.filter(label(command)::equals).isPresent()) {
        return command;
      }
    }
    throw new Illegible(
        (given.isEmpty() ? "it has no command" : "its command is " + Fields.cut(given.get(), 100))
            + ": write one of "
            + Stream.of(Command.values())
                .map(ControlEventParser::label)
                .collect(Collectors.joining(", ")));
  }

  private static String label(Command command) {
    return command.name().toLowerCase(Locale.ROOT);
  }

  private static Scope scope(JsonNode envelope, JsonNode detail) throws Illegible {
    Optional<String> database = given(detail, "database");
    Optional<String> table = given(detail, "table");
    Optional<String> catalog = given(detail, "catalog");
    Optional<String> region = given(detail, "region");
    if (detail.has("all")) {
      if (!detail.path("all").isBoolean() || !detail.path("all").booleanValue()) {
        throw new Illegible("its all is not true: write \"all\": true, or leave it out");
      }
      if (database.isPresent() || table.isPresent()) {
        throw new Illegible("it is about all and about one: leave out either all or the names");
      }
      return catalog.isEmpty() && region.isEmpty()
          ? Scope.ALL
          : Scope.ofCatalog(
              catalog(envelope, catalog), Fields.name("region", orOf(envelope, region, "region")));
    }
    if (database.isEmpty()) {
      throw new Illegible(
          (table.isPresent()
                  ? "it names a table and no database: "
                  : "it does not say what it is about, a database, a table of one, or \"all\":"
                      + " true: ")
              + EXAMPLE);
    }
    DatabaseId id =
        DatabaseId.of(
            catalog(envelope, catalog),
            Fields.name("region", orOf(envelope, region, "region")),
            Fields.name("database", database.get()));
    return table.isPresent() ? Scope.of(id.table(Fields.name("table", table.get()))) : Scope.of(id);
  }

  private static String catalog(JsonNode envelope, Optional<String> given) throws Illegible {
    return Fields.name(
        "catalog",
        Fields.catalog(orOf(envelope, given, "account"), Fields.text(envelope, "account")));
  }

  private static String orOf(JsonNode envelope, Optional<String> given, String field)
      throws Illegible {
    return given.isPresent() ? given.get() : need(envelope, field);
  }

  private static String need(JsonNode envelope, String field) throws Illegible {
    return Fields.text(envelope, field).orElseThrow(() -> new Illegible("it has no " + field));
  }

  /** A text that is not empty, or nothing at all. */
  private static Optional<String> given(JsonNode detail, String field) throws Illegible {
    JsonNode value = detail.path(field);
    if (!value.isMissingNode() && (!value.isTextual() || value.asText().isBlank())) {
      throw new Illegible("its " + field + " is no text: write a name in quotes, or leave it out");
    }
    return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
  }
}
