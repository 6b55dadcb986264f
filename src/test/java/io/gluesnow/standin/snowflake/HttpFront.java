package io.gluesnow.standin.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The SQL API over HTTP: https://docs.snowflake.com/en/developer-guide/sql-api/reference.
 *
 * <p>A statement that is begun goes on whatever becomes of its request; the request is answered
 * when the statement has ended, or with 202 after 45 seconds.
 */
final class HttpFront {
  private static final Pattern PATH =
      Pattern.compile("/api/v2/statements(?:/([^/]+)(/cancel)?)?/?");
  private static final Pattern UUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  static final ObjectMapper JSON = new ObjectMapper();

  private final Executions executions;
  private final SessionOpener sessions;
  private final Tokens tokens;
  private final Faults faults;
  private final ServerTime time;
  private final Bodies bodies;
  private final Executor executor;
  private final long patienceMillis;

  HttpFront(
      Executions executions,
      SessionOpener sessions,
      Tokens tokens,
      Faults faults,
      ServerTime time,
      Account account,
      Executor executor,
      int rowsPerPartition,
      long patienceMillis) {
    this.executions = executions;
    this.sessions = sessions;
    this.tokens = tokens;
    this.faults = faults;
    this.time = time;
    this.bodies = new Bodies(JSON, account, rowsPerPartition);
    this.executor = executor;
    this.patienceMillis = patienceMillis;
  }

  void handle(WireExchange exchange) {
    byte[] body = exchange.body();
    SentRequest sent = sent(exchange, body);
    Fault fault = faults.meet(sent);
    if (fault.cutsBefore()) {
      exchange.cut();
    } else if (fault.heldMillis() > 0) {
      time.after(fault.heldMillis(), () -> executor.execute(() -> arrive(exchange, body, fault)));
    } else {
      arrive(exchange, body, fault);
    }
  }

  /** What a rule sees; read leniently, for the request may be malformed. */
  private SentRequest sent(WireExchange exchange, byte[] body) {
    Matcher path = PATH.matcher(exchange.path());
    String handle = path.matches() ? path.group(1) : null;
    SentRequest.Call call = SentRequest.Call.SUBMIT;
    String sql = "";
    if (handle != null) {
      call = path.group(2) == null ? SentRequest.Call.POLL : SentRequest.Call.CANCEL;
      sql = executions.find(handle).map(Execution::sql).orElse("");
    } else {
      try {
        JsonNode tree = JSON.readTree(body);
        sql = tree == null ? "" : tree.path("statement").asText("");
      } catch (IOException e) {
        sql = "";
      }
    }
    return new SentRequest(call, sql, exchange.query().get("requestId"), faults.nextOrdinal());
  }

  private void arrive(WireExchange exchange, byte[] body, Fault fault) {
    try {
      answer(exchange, body, fault);
    } catch (HttpFailure failure) {
      respond(exchange, failure.status(), bodies.refused(failure), fault, false);
    } catch (RuntimeException e) {
      ObjectNode message = JSON.createObjectNode().put("message", String.valueOf(e));
      respond(exchange, 500, message, fault, false);
    }
  }

  private void answer(WireExchange exchange, byte[] body, Fault fault) {
    Matcher path = PATH.matcher(exchange.path());
    Optional<Integer> instead = fault.statusInstead();
    if (instead.isPresent()) {
      // On a poll, 429 carries the statement's status: poll slower, it still runs.
      Optional<Execution> polled =
          path.matches() && path.group(1) != null && instead.get() == 429
              ? executions.find(path.group(1)).filter(Execution::running)
              : Optional.empty();
      ObjectNode said = polled.map(bodies::running).orElseGet(() -> plain(instead.get()));
      respond(exchange, instead.get(), said, fault, false);
      return;
    }
    if (!path.matches()) {
      throw new HttpFailure(404, "390404", "Not found: " + exchange.path());
    }
    boolean cancels = path.group(2) != null;
    boolean polls = path.group(1) != null && !cancels;
    String wanted = polls ? "GET" : "POST";
    if (!exchange.method().equals(wanted)) {
      throw new HttpFailure(405, "390405", "Method not allowed: " + exchange.method());
    }
    checkHeaders(exchange, !polls && !cancels);
    String user = authenticated(exchange, fault);
    Map<String, String> query = exchange.query();
    checkQuery(query, polls, cancels);
    if (polls) {
      poll(exchange, path.group(1), user, query, fault);
    } else if (cancels) {
      cancel(exchange, path.group(1), user, fault);
    } else {
      submit(exchange, body, user, query, fault);
    }
  }

  private static void checkHeaders(WireExchange exchange, boolean hasBody) {
    String accept = exchange.header("Accept");
    boolean readable =
        accept != null && (accept.contains("application/json") || accept.contains("*/*"));
    if (!readable) {
      throw new HttpFailure(
          415, "391902", "Unsupported Accept header " + accept + " is specified.");
    }
    String type = exchange.header("Content-Type");
    boolean jsonBody =
        type != null
            && type.trim().toLowerCase(java.util.Locale.ROOT).startsWith("application/json");
    if (hasBody && !jsonBody) {
      throw new HttpFailure(
          415, "391903", "Unsupported Content-Type header " + type + " is specified.");
    }
    String agent = exchange.header("User-Agent");
    if (agent == null || agent.isEmpty()) {
      throw HttpFailure.payload("The User-Agent header is missing.");
    }
  }

  private String authenticated(WireExchange exchange, Fault fault) {
    if (fault.refusesToken()) {
      throw new HttpFailure(401, "390144", "JWT token is invalid.");
    }
    return tokens.user(
        exchange.header("Authorization"), exchange.header("X-Snowflake-Authorization-Token-Type"));
  }

  private static void checkQuery(Map<String, String> query, boolean polls, boolean cancels) {
    Predicate<String> truth = value -> value.equals("true") || value.equals("false");
    query.forEach(
        (key, value) -> {
          boolean fits;
          switch (key) {
            case "requestId":
              fits = UUID.matcher(value).matches();
              break;
            case "async":
            case "retry":
            case "nullable":
              fits = !polls && !cancels && truth.test(value);
              break;
            case "partition":
              fits = polls && value.matches("[0-9]{1,6}");
              break;
            default:
              fits = false;
          }
          if (!fits) {
            throw HttpFailure.payload(
                "Query parameter '" + key + "' is unknown here or has no fitting value.");
          }
        });
  }

  // ----------------------------------------------------------------------------------------------
  // submit

  private void submit(
      WireExchange exchange, byte[] body, String user, Map<String, String> query, Fault fault) {
    StatementBody statement;
    try {
      statement = StatementBody.of(JSON.readTree(body));
    } catch (IOException e) {
      throw HttpFailure.payload("The request body is not JSON.");
    }
    boolean nullable = !"false".equals(query.get("nullable"));
    Session session;
    try {
      session = sessions.open(user, statement);
    } catch (SqlFailure failure) {
      Execution refused = new Execution(user, statement.statement(), time.millis());
      respond(exchange, 422, bodies.failed(refused, failure), fault, false);
      return;
    }
    boolean retry = "true".equals(query.get("retry"));
    Execution execution =
        executions.submit(
            session,
            statement.statement(),
            query.get("requestId"),
            retry,
            statement.timeout(),
            fault);
    if (fault.cutsDuring()) {
      exchange.cut();
      return;
    }
    boolean atOnce = "true".equals(query.get("async")) || fault.acceptsAtOnce();
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    execution.end().thenRun(() -> ended.complete(true));
    if (atOnce) {
      ended.complete(false);
    } else if (!ended.isDone()) {
      time.after(patienceMillis, () -> ended.complete(false));
    }
    if (ended.isDone()) {
      finish(exchange, execution, atOnce ? false : ended.join(), nullable, fault);
    } else {
      ended.thenAcceptAsync(done -> finish(exchange, execution, done, nullable, fault), executor);
    }
  }

  private void finish(
      WireExchange exchange, Execution execution, boolean done, boolean nullable, Fault fault) {
    if (fault.cutsAfter()) {
      exchange.cut();
      return;
    }
    Optional<Integer> afterwards = fault.statusAfterwards();
    if (afterwards.isPresent()) {
      respond(exchange, afterwards.get(), plain(afterwards.get()), fault, false);
      return;
    }
    if (!done) {
      respond(exchange, 202, bodies.running(execution), fault, false);
      return;
    }
    switch (execution.state()) {
      case SUCCEEDED:
        respond(
            exchange,
            200,
            bodies.first(execution, execution.result().get(), nullable),
            fault,
            false);
        break;
      case TIMED_OUT:
        respond(exchange, 408, bodies.failed(execution, execution.failure().get()), fault, false);
        break;
      default:
        respond(exchange, 422, bodies.failed(execution, execution.failure().get()), fault, false);
    }
  }

  // -------------------------------------------------------------------------------------- poll and
  // cancel

  private void poll(
      WireExchange exchange, String handle, String user, Map<String, String> query, Fault fault) {
    Optional<Execution> found =
        executions.find(handle).filter(execution -> execution.user().equals(user));
    if (!found.isPresent()) {
      respond(exchange, 422, bodies.unknownHandle(handle), fault, false);
      return;
    }
    Execution execution = found.get();
    if (execution.state() == Execution.State.RUNNING) {
      respond(exchange, 202, bodies.running(execution), fault, false);
      return;
    }
    if (execution.state() != Execution.State.SUCCEEDED) {
      respond(exchange, 422, bodies.failed(execution, execution.failure().get()), fault, false);
      return;
    }
    if (!execution.result().isPresent()) {
      respond(exchange, 422, bodies.unknownHandle(handle), fault, false);
      return;
    }
    Result result = execution.result().get();
    int partition = Integer.parseInt(query.getOrDefault("partition", "0"));
    if (partition >= bodies.partitions(result)) {
      throw HttpFailure.payload("There is no partition " + partition + ".");
    }
    if (partition == 0) {
      respond(exchange, 200, bodies.first(execution, result, true), fault, false);
    } else {
      respond(exchange, 200, bodies.later(result, partition, true), fault, true);
    }
  }

  private void cancel(WireExchange exchange, String handle, String user, Fault fault) {
    Optional<Execution> found =
        executions.find(handle).filter(execution -> execution.user().equals(user));
    if (!found.isPresent()) {
      respond(exchange, 422, bodies.unknownHandle(handle), fault, false);
      return;
    }
    executions.cancel(found.get(), Session.of(user, "PUBLIC"));
    respond(exchange, 200, bodies.cancelled(found.get()), fault, false);
  }

  // --------------------------------------------------------------------------------------------
  // answering

  private ObjectNode plain(int status) {
    ObjectNode body = JSON.createObjectNode();
    if (status == 429) {
      return body.put("code", "390505").put("message", "Too many requests.");
    }
    return body.put("message", "Status " + status);
  }

  private void respond(
      WireExchange exchange, int status, ObjectNode body, Fault fault, boolean gzip) {
    if (fault.answeredAfterMillis() > 0) {
      time.after(
          fault.answeredAfterMillis(),
          () -> executor.execute(() -> write(exchange, status, body, fault, gzip)));
    } else {
      write(exchange, status, body, fault, gzip);
    }
  }

  private void write(
      WireExchange exchange, int status, ObjectNode body, Fault fault, boolean gzip) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(body);
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Content-Type", "application/json");
      fault
          .retryAfterSeconds()
          .ifPresent(seconds -> headers.put("Retry-After", String.valueOf(seconds)));
      if (gzip) {
        headers.put("Content-Encoding", "gzip");
        bytes = zipped(bytes);
      }
      if (fault.cutsAnswer()) {
        exchange.respondHalf(status, headers, bytes, time.millis());
      } else {
        exchange.respond(status, headers, bytes, time.millis());
      }
    } catch (IOException e) {
      exchange.cut();
    }
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(buffer)) {
      out.write(bytes);
    }
    return buffer.toByteArray();
  }
}
