package io.gluesnow.snowflake.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.snowflake.api.Answers.Call;
import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Writes a call as HTTP, and reads the reply as an answer by the table {@link Answers}. */
final class HttpStatements implements Statements {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String SHOWN_INSTEAD = "***";

  private final Wire wire;
  private final Supplier<Session> sessions;
  private final String userAgent;

  HttpStatements(Wire wire, Supplier<Session> sessions, String userAgent) {
    this.wire = Objects.requireNonNull(wire, "wire");
    this.sessions = Objects.requireNonNull(sessions, "sessions");
    this.userAgent = Objects.requireNonNull(userAgent, "userAgent");
  }

  @Override
  public CompletableFuture<SqlAnswer> post(SqlRequest request, Duration within) {
    Session session = sessions.get();
    boolean changes = request.kind().changes();
    HttpUrl url =
        statements(session).addQueryParameter("requestId", request.requestId().toString()).build();
    Request http = headers(url).post(new OneShotBody(body(request, session.account()))).build();
    Authority authority =
        changes ? Authority.toChange(session.tokens()) : Authority.toRead(session.tokens());
    return exchange(
        session, http, authority, changes ? Call.CHANGE : Call.READ, request.requestId(), within);
  }

  @Override
  public CompletableFuture<SqlAnswer> poll(String handle, Duration within) {
    Session session = sessions.get();
    HttpUrl url = statements(session).addPathSegment(handle).build();
    return get(session, url, Call.POLL, within)
        .thenApply(answer -> answer.handle().isPresent() ? answer : withHandle(answer, handle));
  }

  @Override
  public CompletableFuture<SqlAnswer> partition(String handle, int partition, Duration within) {
    Session session = sessions.get();
    HttpUrl url =
        statements(session)
            .addPathSegment(handle)
            .addQueryParameter("partition", Integer.toString(partition))
            .build();
    return get(session, url, Call.PARTITION, within);
  }

  private CompletableFuture<SqlAnswer> get(
      Session session, HttpUrl url, Call call, Duration within) {
    Request http = headers(url).get().build();
    return exchange(session, http, Authority.toRead(session.tokens()), call, null, within);
  }

  private CompletableFuture<SqlAnswer> exchange(
      Session session,
      Request http,
      Authority authority,
      Call call,
      UUID requestId,
      Duration within) {
    return wire.exchange(http, authority, within)
        .thenApply(
            reply -> {
              SqlAnswer answer = read(call, reply, requestId);
              if (answer.is(Kind.UNAUTHORIZED)) {
                reply.token().ifPresent(session.tokens()::refused);
              }
              return answer;
            });
  }

  private static SqlAnswer read(Call call, Reply reply, UUID requestId) {
    ReplyBody body = ReplyBody.read(reply.body());
    boolean hasHandle = body.handle() != null;
    Kind kind =
        Answers.kindOf(
            call, reply.fate(), reply.status(), body.code(), hasHandle, body.isReadable());
    return SqlAnswer.of(kind)
        .requestId(requestId)
        .httpStatus(reply.status())
        .code(body.code())
        .sqlState(body.sqlState())
        .message(message(reply, body))
        .handle(body.handle())
        .result(body.columns(), body.rows())
        .partitions(body.partitions())
        .retryAfter(reply.retryAfter().orElse(null))
        .sentAt(reply.sentAt().orElse(null))
        .answeredAt(reply.endedAt())
        .skew(reply.skew().orElse(null))
        .build();
  }

  /** Only what Snowflake says in its own form is passed on: another body may echo our headers. */
  private static String message(Reply reply, ReplyBody body) {
    if (!reply.reason().isEmpty()) {
      return reply.reason();
    }
    if (body.message().isEmpty()) {
      return body.isReadable() ? "" : "HTTP " + reply.status() + " without a body of Snowflake's";
    }
    return reply
        .token()
        .map(token -> body.message().replace(token.bearer(), SHOWN_INSTEAD))
        .orElse(body.message());
  }

  private static SqlAnswer withHandle(SqlAnswer answer, String handle) {
    return answer.but().handle(handle).build();
  }

  private HttpUrl.Builder statements(Session session) {
    return HttpUrl.get(session.account().baseUrl())
        .newBuilder()
        .addPathSegments("api/v2/statements");
  }

  private Request.Builder headers(HttpUrl url) {
    return new Request.Builder()
        .url(url)
        .header("Accept", "application/json")
        .header("User-Agent", userAgent);
  }

  /**
   * Role and warehouse stand as SHOW prints them, without quotes. Nothing else of the session is
   * set: Snowflake takes few parameters here, and names in a statement are full ones.
   */
  private static byte[] body(SqlRequest request, SnowflakeAccount account) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("statement", request.statement());
    body.put("timeout", request.timeout().getSeconds());
    body.put("role", account.role());
    account.warehouse().ifPresent(warehouse -> body.put("warehouse", warehouse));
    if (!request.queryTag().isEmpty()) {
      body.putObject("parameters").put("query_tag", request.queryTag());
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A body that OkHttp may write once, whatever it thinks of the answer. */
  private static final class OneShotBody extends RequestBody {
    private final byte[] bytes;

    OneShotBody(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws java.io.IOException {
      sink.write(bytes);
    }
  }
}
