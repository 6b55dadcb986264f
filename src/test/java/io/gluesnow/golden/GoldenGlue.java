package io.gluesnow.golden;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.glue.AwsGlueCatalog;
import io.gluesnow.glue.GlueAnswer;
import io.gluesnow.standin.LoopbackServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Our Glue client over an endpoint that answers with the text of a case. */
final class GoldenGlue implements AutoCloseable {
  private static final String ACCOUNT = "111122223333";
  private static final String GONE =
      "{\"__type\": \"EntityNotFoundException\", \"Message\": \"Entity Not Found\"}";

  private final AtomicReference<Optional<String>> answer = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<String>> target = new AtomicReference<>(Optional.empty());
  private final LoopbackServer server = LoopbackServer.start("golden-glue", this::reply);
  private final AwsGlueCatalog client =
      AwsGlueCatalog.open(
          AwsGlueCatalog.Settings.defaults()
              .withEndpoint(server.uri())
              .withCredentials(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))),
          Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC));

  private LoopbackServer.Reply reply(LoopbackServer.Request request) {
    // Only the corpus' own table is asked for in its account; a link leads to another.
    boolean own = new String(request.body(), StandardCharsets.UTF_8).contains(ACCOUNT);
    Optional<String> text = own ? answer.get() : target.get();
    return LoopbackServer.Reply.of(
        text.isPresent() ? 200 : 400,
        "application/x-amz-json-1.1",
        text.orElse(GONE).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What our client makes of an answer's text; none means that the table is gone.
   *
   * @param behind the answer about the target where that text is a link to another account
   */
  Snapshot ask(TableId table, Optional<String> text, Optional<String> behind) {
    answer.set(text);
    target.set(behind);
    return client.ask(table).join().accept(new OnlySnapshots());
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  private static final class OnlySnapshots implements GlueAnswer.Visitor<Snapshot> {
    @Override
    public Snapshot snapshot(Snapshot snapshot) {
      return snapshot;
    }

    @Override
    public Snapshot throttled(String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public Snapshot denied(String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public Snapshot invalid(String reason) {
      throw new AssertionError(reason);
    }
  }
}
