package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.snowflake.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the whole job running and failing, no key, passphrase or token comes to light. */
class SecretsStayHiddenITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "gluesnow/local";
  private static final String PASSPHRASE = "correct-horse";

  /** Enough of a key's text to be no chance. */
  private static final int PIECE = 24;

  private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}");

  @TempDir Path folder;

  private final List<String> needles = new ArrayList<>();

  @Test
  void nothingThatPeopleSeeHasASecret() throws Exception {
    keysAsNeedles();
    assertThatThrownBy(() -> hasNoSecret("key " + pem("aes-256-sha256")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> hasNoSecret("Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJBLkIifQ"))
        .isInstanceOf(AssertionError.class);
    Watcher watcher = new Watcher();
    watcher.attach();
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      theJobHasAnEncryptedKey(world, PASSPHRASE);
      Recorded recorded = Recorded.from(world);
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      for (String name : List.of("good", "other", "rejected", "third")) {
        world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, Tables.parquet(name));
      }
      List<String> records = new ArrayList<>(recorded.texts());
      records.add("{\"detail\": not json");
      world.snowflake().faults().once(any -> true, Fault.unauthorized());
      world
          .snowflake()
          .faults()
          .always(
              request -> request.submits("CREATE") && request.sql().contains("\"REJECTED\""),
              Fault.refused("001003", "42000", "SQL compilation error: it is refused here"));
      try (TestJob job = TestJob.against(world).in(folder).records(records).restarts(1).start()) {
        job.outcomes().failAt(2);
        job.await("the failure", job.outcomes()::hasFailed);
        job.await("all is read again", () -> job.accounts().newest().read() == records.size());
        job.await("dead letters", () -> world.deadLetters().size() > 1);
        shown(job).forEach(this::hasNoSecret);
        job.stop();
      }
      // A start that finds a passphrase that is wrong ends at once.
      theJobHasAnEncryptedKey(world, "wrong-" + PASSPHRASE);
      try (TestJob job = TestJob.against(world).in(folder).records(records).start()) {
        Throwable why = job.awaitFailure();
        hasNoSecret(text(why));
        assertThat(text(why)).contains("passphrase");
      }
      world.deadLetters().forEach(this::hasNoSecret);
      assertThat(world.deadLetters()).anyMatch(letter -> letter.contains("001003"));
    } finally {
      watcher.detach();
    }
    assertThat(watcher.lines).hasSizeGreaterThan(100);
    watcher.lines.forEach(this::hasNoSecret);
  }

  private void hasNoSecret(String text) {
    for (String needle : needles) {
      assertThat(text.contains(needle)).as(() -> "a piece of the secret is in: " + text).isFalse();
    }
    assertThat(TOKEN.matcher(text).find()).as(() -> "a token is in: " + text).isFalse();
  }

  /** Everything that Flink's REST API tells of the job and the processes. */
  private static List<String> shown(TestJob job) throws IOException, InterruptedException {
    List<String> paths =
        new ArrayList<>(
            List.of("/config", "/overview", "/jobs/overview", "/taskmanagers", "/jobmanager/logs"));
    for (String part : List.of("config", "environment", "metrics", "thread-dump")) {
      paths.add("/jobmanager/" + part);
    }
    for (String part : List.of("", "/config", "/exceptions", "/plan", "/accumulators")) {
      paths.add(job.path() + part);
    }
    paths.add(job.path() + "/checkpoints");
    paths.add(job.path() + "/checkpoints/config");
    List<String> texts = new ArrayList<>();
    for (JsonNode vertex : JSON.readTree(job.get(job.path())).path("vertices")) {
      String path = job.path() + "/vertices/" + vertex.get("id").asText();
      paths.add(path);
      paths.add(path + "/accumulators");
      paths.add(path + "/subtasks/metrics");
    }
    for (JsonNode manager : JSON.readTree(job.get("/taskmanagers")).path("taskmanagers")) {
      paths.add("/taskmanagers/" + manager.get("id").asText());
      paths.add("/taskmanagers/" + manager.get("id").asText() + "/thread-dump");
    }
    for (String path : paths) {
      texts.add(job.get(path));
    }
    assertThat(texts.toString()).contains("Converge", "the test fails the job here");
    return texts;
  }

  private static void theJobHasAnEncryptedKey(LocalWorld world, String passphrase)
      throws IOException {
    String publicKey = body("public");
    world
        .snowflake()
        .executeAsAdmin("ALTER USER GLUE_SYNC SET RSA_PUBLIC_KEY = '" + publicKey + "'");
    ObjectNode secret = JSON.createObjectNode();
    secret.put("url", world.snowflake().url());
    secret.put("accountidentifier", world.snowflake().account());
    secret.put("username", "GLUE_SYNC");
    secret.put("role", "GLUE_SYNC");
    secret.put("warehouse", "SYNC_WH");
    secret
        .putObject("stages")
        .putObject("s3")
        .put("dev_db.public.customerstage", LocalWorld.BUCKET);
    secret.put("private_key", pem("aes-256-sha256"));
    secret.put("private_key_passphrase", passphrase);
    world.aws().secrets().put(SECRET, secret.toString());
  }

  private void keysAsNeedles() throws Exception {
    needles.add(PASSPHRASE);
    needles.add("PRIVATE KEY--");
    for (String name : List.of("plain", "aes-256-sha256")) {
      String body = body(name);
      for (int i = 0; i + PIECE <= body.length(); i += PIECE) {
        needles.add(body.substring(i, i + PIECE));
      }
    }
    RSAPrivateCrtKey key =
        (RSAPrivateCrtKey)
            KeyFactory.getInstance("RSA")
                .generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body("plain"))));
    needles.add(key.getPrivateExponent().toString());
    needles.add(key.getPrivateExponent().toString(16));
    needles.add(key.getPrimeP().toString());
    // The head of every PKCS#8 key of this kind is public.
    needles.remove(body("plain").substring(0, PIECE));
  }

  private static String body(String name) throws IOException {
    return pem(name).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
  }

  private static String pem(String name) throws IOException {
    String path = "/io/gluesnow/snowflake/api/keys/" + name + ".pem";
    try (InputStream in = SecretsStayHiddenITCase.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Hears every line that ours, Flink, the AWS SDK and OkHttp log, at every level. */
  private static final class Watcher extends AbstractAppender {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

    Watcher() {
      super("watcher", null, null, true, Property.EMPTY_ARRAY);
    }

    void attach() {
      start();
      listen("io.gluesnow", Level.TRACE);
      listen("okhttp3", Level.TRACE);
      listen("software.amazon.awssdk", Level.INFO);
      listen("org.apache.flink", Level.INFO);
      context.updateLoggers();
    }

    private void listen(String name, Level level) {
      LoggerConfig logger = new LoggerConfig(name, level, false);
      logger.addAppender(this, level, null);
      context.getConfiguration().addLogger(name, logger);
    }

    void detach() {
      context.reconfigure();
      stop();
    }

    @Override
    public void append(LogEvent event) {
      String line = event.getLoggerName() + " " + event.getMessage().getFormattedMessage();
      lines.add(event.getThrown() == null ? line : line + "\n" + text(event.getThrown()));
    }
  }
}
