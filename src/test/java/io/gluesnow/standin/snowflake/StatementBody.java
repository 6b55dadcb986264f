package io.gluesnow.standin.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a POST, checked: no unknown field, no parameter off the list
 * (https://docs.snowflake.com/en/developer-guide/sql-api/reference, "Body of the POST request").
 */
final class StatementBody {
  private static final Set<String> FIELDS =
      new HashSet<>(
          Arrays.asList(
              "statement",
              "timeout",
              "database",
              "schema",
              "warehouse",
              "role",
              "bindings",
              "parameters"));
  private static final Set<String> PARAMETERS =
      new HashSet<>(
          Arrays.asList(
              "BINARY_OUTPUT_FORMAT",
              "CLIENT_RESULT_CHUNK_SIZE",
              "DATE_OUTPUT_FORMAT",
              "MULTI_STATEMENT_COUNT",
              "QUERY_TAG",
              "ROWS_PER_RESULTSET",
              "TIME_OUTPUT_FORMAT",
              "TIMESTAMP_LTZ_OUTPUT_FORMAT",
              "TIMESTAMP_NTZ_OUTPUT_FORMAT",
              "TIMESTAMP_OUTPUT_FORMAT",
              "TIMESTAMP_TZ_OUTPUT_FORMAT",
              "TIMEZONE",
              "USE_CACHED_RESULT"));
  private static final long LONGEST_TIMEOUT = 604_800;
  private static final int LONGEST_QUERY_TAG = 2000;

  private final String statement;
  private final long timeout;
  private final Map<String, String> names;
  private final Map<String, String> parameters;

  private StatementBody(
      String statement, long timeout, Map<String, String> names, Map<String, String> parameters) {
    this.statement = statement;
    this.timeout = timeout;
    this.names = Map.copyOf(names);
    this.parameters = Map.copyOf(parameters);
  }

  static StatementBody of(JsonNode body) {
    if (body == null || !body.isObject()) {
      throw HttpFailure.payload("The request body is not a JSON object.");
    }
    body.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw HttpFailure.payload("Unknown field '" + field + "' in the request body.");
              }
            });
    if (!body.path("statement").isTextual()) {
      throw HttpFailure.payload("The request body has no text 'statement'.");
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (String field : new String[] {"database", "schema", "warehouse", "role"}) {
      JsonNode value = body.get(field);
      if (value != null && !value.isNull()) {
        if (!value.isTextual() || value.asText().isEmpty()) {
          throw HttpFailure.payload("'" + field + "' is not a name.");
        }
        names.put(field, value.asText());
      }
    }
    return new StatementBody(
        body.get("statement").asText(),
        timeout(body.get("timeout")),
        names,
        parameters(body.get("parameters")));
  }

  private static long timeout(JsonNode value) {
    if (value == null) {
      return 0;
    }
    if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > LONGEST_TIMEOUT) {
      throw HttpFailure.payload("'timeout' is not a number of seconds from 0 to 604800.");
    }
    return value.asLong();
  }

  private static Map<String, String> parameters(JsonNode node) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (node == null) {
      return parameters;
    }
    if (!node.isObject()) {
      throw HttpFailure.payload("'parameters' is not an object.");
    }
    node.fields()
        .forEachRemaining(
            field -> {
              String name = field.getKey().toUpperCase(Locale.ROOT);
              if (!PARAMETERS.contains(name)) {
                throw HttpFailure.payload(
                    "Parameter '" + field.getKey() + "' cannot be set by a request.");
              }
              if (!field.getValue().isValueNode()) {
                throw HttpFailure.payload("Parameter '" + field.getKey() + "' has no plain value.");
              }
              if (name.equals("MULTI_STATEMENT_COUNT") && !field.getValue().isTextual()) {
                throw HttpFailure.payload("Parameter 'MULTI_STATEMENT_COUNT' must be a string.");
              }
              if (name.equals("QUERY_TAG")
                  && field.getValue().asText().length() > LONGEST_QUERY_TAG) {
                throw HttpFailure.payload("Parameter 'QUERY_TAG' is longer than 2000 characters.");
              }
              parameters.put(name, field.getValue().asText());
            });
    if (!parameters.getOrDefault("MULTI_STATEMENT_COUNT", "1").equals("1")) {
      throw HttpFailure.payload("This server takes one statement a request.");
    }
    return parameters;
  }

  String statement() {
    return statement;
  }

  /** Seconds, 0 for the maximum. */
  long timeout() {
    return timeout == 0 ? LONGEST_TIMEOUT : timeout;
  }

  Optional<String> database() {
    return Optional.ofNullable(names.get("database"));
  }

  Optional<String> schema() {
    return Optional.ofNullable(names.get("schema"));
  }

  Optional<String> warehouse() {
    return Optional.ofNullable(names.get("warehouse"));
  }

  Optional<String> role() {
    return Optional.ofNullable(names.get("role"));
  }

  Map<String, String> parameters() {
    return parameters;
  }
}
