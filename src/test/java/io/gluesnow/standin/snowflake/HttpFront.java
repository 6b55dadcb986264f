package io.gluesnow.standin.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
final class HttpFront implements HttpHandler {
  private static final Pattern PATH =
      Pattern.compile("/api/v2/statements(?:/([^/]+)(/cancel)?)?/?");
  private static final Pattern UUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private final ObjectMapper json = new ObjectMapper();
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
    this.bodies = new Bodies(json, account, rowsPerPartition);
    this.executor = executor;
    this.patienceMillis = patienceMillis;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    SentRequest sent = sent(exchange, body);
    Fault fault = faults.meet(sent);
    if (fault.cutsBefore()) {
      exchange.close();
    } else if (fault.heldMillis() > 0) {
      time.after(fault.heldMillis(), () -> executor.execute(() -> arrive(exchange, body, fault)));
    } else {
      arrive(exchange, body, fault);
    }
  }

  /** What a rule sees; read leniently, for the request may be malformed. */
  private SentRequest sent(HttpExchange exchange, byte[] body) {
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    String handle = path.matches() ? path.group(1) : null;
    SentRequest.Call call = SentRequest.Call.SUBMIT;
    String sql = "";
    if (handle != null) {
      call = path.group(2) == null ? SentRequest.Call.POLL : SentRequest.Call.CANCEL;
      sql = executions.find(handle).map(Execution::sql).orElse("");
    } else {
      try {
        JsonNode tree = json.readTree(body);
        sql = tree == null ? "" : tree.path("statement").asText("");
      } catch (IOException e) {
        sql = "";
      }
    }
    return new SentRequest(call, sql, query(exchange).get("requestId"), faults.nextOrdinal());
  }

  private void arrive(HttpExchange exchange, byte[] body, Fault fault) {
    try {
      answer(exchange, body, fault);
    } catch (HttpFailure failure) {
      respond(exchange, failure.status(), bodies.refused(failure), fault, false);
    } catch (RuntimeException e) {
      ObjectNode message = json.createObjectNode().put("message", String.valueOf(e));
      respond(exchange, 500, message, fault, false);
    }
  }

  private void answer(HttpExchange exchange, byte[] body, Fault fault) {
    Optional<Integer> instead = fault.statusInstead();
    if (instead.isPresent()) {
      respond(exchange, instead.get(), plain(instead.get()), fault, false);
      return;
    }
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      throw new HttpFailure(404, "390404", "Not found: " + exchange.getRequestURI().getPath());
    }
    boolean cancels = path.group(2) != null;
    boolean polls = path.group(1) != null && !cancels;
    String wanted = polls ? "GET" : "POST";
    if (!exchange.getRequestMethod().equals(wanted)) {
      throw new HttpFailure(405, "390405", "Method not allowed: " + exchange.getRequestMethod());
    }
    checkHeaders(exchange, !polls && !cancels);
    String user = authenticated(exchange, fault);
    Map<String, String> query = query(exchange);
    checkQuery(query, polls, cancels);
    if (polls) {
      poll(exchange, path.group(1), user, query, fault);
    } else if (cancels) {
      cancel(exchange, path.group(1), user, fault);
    } else {
      submit(exchange, body, user, query, fault);
    }
  }

  private static void checkHeaders(HttpExchange exchange, boolean hasBody) {
    String accept = header(exchange, "Accept");
    boolean readable =
        accept != null && (accept.contains("application/json") || accept.contains("*/*"));
    if (!readable) {
      throw new HttpFailure(
          415, "391902", "Unsupported Accept header " + accept + " is specified.");
    }
    String type = header(exchange, "Content-Type");
    boolean jsonBody =
        type != null
            && type.trim().toLowerCase(java.util.Locale.ROOT).startsWith("application/json");
    if (hasBody && !jsonBody) {
      throw new HttpFailure(
          415, "391903", "Unsupported Content-Type header " + type + " is specified.");
    }
    String agent = header(exchange, "User-Agent");
    if (agent == null || agent.isEmpty()) {
      throw HttpFailure.payload("The User-Agent header is missing.");
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  private String authenticated(HttpExchange exchange, Fault fault) {
    if (fault.refusesToken()) {
      throw new HttpFailure(401, "390144", "JWT token is invalid.");
    }
    return tokens.user(
        header(exchange, "Authorization"),
        header(exchange, "X-Snowflake-Authorization-Token-Type"));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw == null || raw.isEmpty()) {
      return query;
    }
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      String value =
          equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      query.put(key, value);
    }
    return query;
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
      HttpExchange exchange, byte[] body, String user, Map<String, String> query, Fault fault) {
    StatementBody statement;
    try {
      statement = StatementBody.of(json.readTree(body));
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
      exchange.close();
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
      HttpExchange exchange, Execution execution, boolean done, boolean nullable, Fault fault) {
    if (fault.cutsAfter()) {
      exchange.close();
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
      HttpExchange exchange, String handle, String user, Map<String, String> query, Fault fault) {
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

  private void cancel(HttpExchange exchange, String handle, String user, Fault fault) {
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
    ObjectNode body = json.createObjectNode();
    if (status == 429) {
      return body.put("code", "390505").put("message", "Too many requests.");
    }
    return body.put("message", "Status " + status);
  }

  private void respond(
      HttpExchange exchange, int status, ObjectNode body, Fault fault, boolean gzip) {
    try {
      byte[] bytes = json.writeValueAsBytes(body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      fault
          .retryAfterSeconds()
          .ifPresent(
              seconds -> exchange.getResponseHeaders().set("Retry-After", String.valueOf(seconds)));
      if (gzip) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        bytes = zipped(bytes);
      }
      exchange.sendResponseHeaders(status, bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      // The client is gone; what was begun is finished all the same.
      exchange.close();
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
