package io.gluesnow.snowflake.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads the secret that users of the sample Lambda have, in every spelling that works there.
 *
 * <p>Fields: {@code url}, {@code accountidentifier}, {@code username}, {@code role}, {@code
 * warehouse} (optional), {@code private_key}, {@code private_key_passphrase} (optional), {@code
 * stages.s3} (a map from stage name to S3 address), {@code allowedvalues.fileformats} (optional).
 * Instead of the key: {@code token} and {@code token_type} ({@code OAUTH}, or {@code
 * PROGRAMMATIC_ACCESS_TOKEN}, in short {@code PAT}). A nested field may be written as an object, as
 * that object's JSON in a string (the Secrets Manager console makes these), or with a dot in its
 * name. What still holds the {@code <PLACEHOLDER>} of the sample counts as missing; unknown fields
 * are not looked at.
 */
public final class SnowflakeSecret {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();
  private static final Pattern PLACEHOLDER = Pattern.compile("(<[A-Z0-9_ -]+>\\.?)+");
  private static final Pattern S3_ADDRESS = Pattern.compile("s3[a-z]*://[^/].*");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
  private static final List<String> ALL_FORMATS = List.of("CSV", "JSON", "PARQUET", "ORC", "AVRO");

  private final JsonNode fields;
  private final List<String> problems = new ArrayList<>();

  private SnowflakeSecret(JsonNode fields) {
    this.fields = fields;
  }

  /**
   * @throws BadSecretException with a sentence for each field that is missing or bad
   */
  public static SnowflakeAccount parse(String json) {
    return new SnowflakeSecret(object(json)).account();
  }

  private SnowflakeAccount account() {
    String url = required("url", "https://<account>.snowflakecomputing.com");
    String identifier = required("accountidentifier", "<organisation>-<account>");
    String user = required("username", "the user's LOGIN_NAME");
    String role = required("role", "the name of the user's role");
    SnowflakeAccount.Builder account = SnowflakeAccount.builder();
    if (!url.isEmpty()) {
      attempt(() -> account.baseUrl(BaseUrl.read(url)));
    }
    AccountName name = AccountName.of(identifier);
    attempt(() -> account.credentials(credentials(name, unquoted(user))));
    account.account(name.inToken()).user(unquoted(user)).role(name("role", role));
    account.warehouse(optional("warehouse").map(text -> name("warehouse", text)).orElse(null));
    account.stages(stages()).fileFormats(fileFormats());
    if (!problems.isEmpty()) {
      throw new BadSecretException(problems);
    }
    return account.build();
  }

  private Credentials credentials(AccountName account, String user) {
    Optional<String> key = optional("private_key");
    Optional<String> token = optional("token");
    if (key.isPresent() == token.isPresent()) {
      throw new BadSecretException(
          key.isPresent()
              ? "private_key and token are both there: keep one of them."
              : "private_key is missing: paste the whole PEM file of the user's private key.");
    }
    if (key.isPresent()) {
      Optional<String> passphrase =
          Optional.of(fields.path("private_key_passphrase").asText("")).filter(p -> !p.isEmpty());
      return Credentials.keyPair(account, user, PrivateKeyText.read(key.get(), passphrase));
    }
    if (!TOKEN.matcher(token.get()).matches()) {
      throw new BadSecretException("token has a character that no token has, like a line break.");
    }
    return Credentials.bearer(tokenType(), token.get());
  }

  private Token.Type tokenType() {
    switch (optional("token_type").orElse("").toUpperCase(Locale.ROOT)) {
      case "OAUTH":
        return Token.Type.OAUTH;
      case "PAT":
      case "PROGRAMMATIC_ACCESS_TOKEN":
        return Token.Type.PROGRAMMATIC_ACCESS_TOKEN;
      default:
        throw new BadSecretException(
            "token_type must say what token is: PROGRAMMATIC_ACCESS_TOKEN or OAUTH.");
    }
  }

  private Map<String, String> stages() {
    JsonNode map = asObject(nested("stages", "s3"));
    Map<String, String> stages = new LinkedHashMap<>();
    if (!map.isObject()) {
      problems.add(
          "stages.s3 is missing: write a map like"
              + " {\"DB.SCHEMA.STAGE\": \"s3://bucket/prefix/\"}, {} for none.");
      return stages;
    }
    map.fields()
        .forEachRemaining(
            stage -> {
              String name = stage.getKey().trim();
              String address = stage.getValue().asText().trim();
              if (name.isEmpty() || isPlaceholder(name) || isPlaceholder(address)) {
                return;
              }
              if (!S3_ADDRESS.matcher(address).matches()) {
                problems.add("stages.s3 must give an address like s3://bucket/ for " + name + ".");
              }
              stages.put(name, address);
            });
    return stages;
  }

  private Set<String> fileFormats() {
    JsonNode list = nested("allowedvalues", "fileformats");
    List<String> names = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(name -> names.add(name.asText()));
    } else {
      names.addAll(Arrays.asList(list.asText("").replaceAll("[\\[\\]\"']", "").split(",")));
    }
    Set<String> formats = new LinkedHashSet<>();
    for (String name : names) {
      if (!name.isBlank() && !isPlaceholder(name.trim())) {
        formats.add(name.trim().toUpperCase(Locale.ROOT));
      }
    }
    return formats.isEmpty() ? new LinkedHashSet<>(ALL_FORMATS) : formats;
  }

  /** Upper case, as Snowflake folds a name, unless it stands in quotes, which are taken off. */
  private String name(String field, String written) {
    if (written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")) {
      return unquoted(written).replace("\"\"", "\"");
    }
    if (written.indexOf('"') >= 0) {
      problems.add(field + " has a quotation mark on one side only.");
    }
    return written.toUpperCase(Locale.ROOT);
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** Notes that a field is missing and goes on with an empty text, to find all problems at once. */
  private String required(String field, String example) {
    Optional<String> value = optional(field);
    if (!value.isPresent()) {
      problems.add(field + " is missing: write " + example + ".");
    }
    return value.orElse("");
  }

  private Optional<String> optional(String field) {
    JsonNode value = fields.path(field);
    String text = value.isValueNode() && !value.isNull() ? value.asText().trim() : "";
    return text.isEmpty() || isPlaceholder(text) ? Optional.empty() : Optional.of(text);
  }

  /** Notes what is bad and reads on. */
  private void attempt(Supplier<?> reading) {
    try {
      reading.get();
    } catch (BadSecretException e) {
      problems.addAll(e.problems());
    }
  }

  private JsonNode nested(String outer, String inner) {
    JsonNode flat = fields.path(outer + "." + inner);
    return flat.isMissingNode() ? asObject(fields.path(outer)).path(inner) : flat;
  }

  private static JsonNode asObject(JsonNode node) {
    String text = node.isTextual() ? node.asText().trim() : "";
    return text.startsWith("{") ? object(text) : node;
  }

  private static boolean isPlaceholder(String text) {
    return PLACEHOLDER.matcher(text).matches();
  }

  /** The parser's own message would quote the secret. */
  private static JsonNode object(String json) {
    try {
      JsonNode tree = JSON.readTree(json.startsWith("\uFEFF") ? json.substring(1) : json);
      if (tree != null && tree.isObject()) {
        return tree;
      }
      throw new BadSecretException(
          "The secret is not a JSON object with the field url and others.");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
      throw new BadSecretException("The secret is not a JSON object" + where + ".");
    }
  }
}
