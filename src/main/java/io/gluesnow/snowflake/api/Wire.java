package io.gluesnow.snowflake.api;

import io.gluesnow.snowflake.api.Answers.Fate;
import io.gluesnow.snowflake.api.Timer.Alarm;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Exchanges HTTP requests for replies, each at most once on the wire.
 *
 * <p>OkHttp would send a POST twice on 408, on 503 with {@code Retry-After: 0}, on a redirect and
 * on a cut over a pooled connection. Its own retries and redirects are off and the bodies are
 * one-shot; besides, the {@link Ticket} of each call lets it pass the last gate before the wire
 * only once. That gate is also where the token comes from. HTTP/1.1 only: one call, one connection,
 * so a cut is a cut of this call.
 *
 * <p>A call that has not passed the gate {@code notSentAfter} after it was handed in is dropped.
 */
final class Wire implements AutoCloseable {
  /** Far above a page of SHOW; what is larger is no answer to anything that we ask. */
  private static final long LONGEST_BODY = 128L << 20;

  private final OkHttpClient client;
  private final ThreadPoolExecutor threads;
  private final Clock clock;
  private final Timer timer;
  private final ClockSkew skew;
  private final SqlApiOptions options;
  private final Set<Ticket> live = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Wire(SqlApiOptions options, Clock clock, Timer timer, ClockSkew skew) {
    this.options = options;
    this.clock = clock;
    this.timer = timer;
    this.skew = skew;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Daemons.named("gluesnow-sql"));
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(options.maxInFlight());
    dispatcher.setMaxRequestsPerHost(options.maxInFlight());
    this.client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(options.maxInFlight(), 30, TimeUnit.SECONDS))
            .socketFactory(new PromptSockets())
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(options.notSentAfter())
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addNetworkInterceptor(this::passGate)
            .build();
  }

  /**
   * Sends a request, unless the authority refuses at the last moment.
   *
   * @param within how long from now until the reply; what has not come then counts as cut
   */
  CompletableFuture<Reply> exchange(Request request, Authority authority, Duration within) {
    Ticket ticket = new Ticket(authority, clock);
    if (closed) {
      ticket.drop(Fate.DROPPED, "not sent: the client is closed");
      return ticket.reply();
    }
    live.add(ticket);
    Call call = client.newCall(request.newBuilder().tag(Ticket.class, ticket).build());
    Alarm drop = timer.after(options.notSentAfter(), () -> dropWaiting(ticket, call));
    Alarm cut = timer.after(within, () -> cut(ticket, call, "no answer within " + within));
    ticket
        .settled()
        .thenRun(
            () -> {
              drop.cancel();
              cut.cancel();
              live.remove(ticket);
            });
    call.enqueue(new Ending(ticket));
    if (closed) {
      dropWaiting(ticket, call);
    }
    return ticket.reply();
  }

  /** How many calls wait for their turn or for their answer. */
  int inFlight() {
    return live.size();
  }

  /** Drops what waits, lets what is on the wire end within {@code closeWithin}, cuts the rest. */
  @Override
  public void close() {
    closed = true;
    for (Ticket ticket : live) {
      ticket.drop(Fate.DROPPED, "not sent: the client was closed");
    }
    awaitLive();
    for (Ticket ticket : live) {
      ticket.end(Fate.DROPPED, 0, "the client was closed before the answer came");
    }
    live.clear();
    client.dispatcher().cancelAll();
    threads.shutdown();
    client.connectionPool().evictAll();
  }

  private void awaitLive() {
    CompletableFuture<?>[] all =
        live.stream().map(Ticket::settled).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).get(options.closeWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // What has not ended by now is cut.
    } catch (ExecutionException e) {
      throw new AssertionError("a ticket never fails", e);
    }
  }

  private void dropWaiting(Ticket ticket, Call call) {
    if (ticket.drop(Fate.DROPPED, "not sent: no turn within " + options.notSentAfter())) {
      call.cancel();
    }
  }

  private void cut(Ticket ticket, Call call, String reason) {
    ticket.end(Fate.DROPPED, 0, reason);
    call.cancel();
  }

  /** The last point before the first byte of a request leaves, with the connection there. */
  private Response passGate(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Token token = granted(request.tag(Ticket.class));
    return chain.proceed(
        request
            .newBuilder()
            .header("Authorization", "Bearer " + token.bearer())
            .header("X-Snowflake-Authorization-Token-Type", token.type().name())
            .build());
  }

  private static Token granted(Ticket ticket) throws IOException {
    try {
      return ticket.board().orElseThrow(() -> new IOException("may not go on the wire"));
    } catch (RuntimeException e) {
      // Nothing of it may be told: it could carry what it was about to sign with.
      throw new IOException("no token could be made (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Fate whyUnsent(IOException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CertificateException || t instanceof SSLPeerUnverifiedException) {
        return Fate.UNTRUSTED;
      }
    }
    return Fate.UNREACHABLE;
  }

  /** Turns what OkHttp reports into the ticket's reply. */
  private final class Ending implements Callback {
    private final Ticket ticket;

    Ending(Ticket ticket) {
      this.ticket = ticket;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      ticket.end(whyUnsent(e), 0, nameOf(e));
    }

    @Override
    public void onResponse(Call call, Response response) {
      try (ResponseBody body = response.body()) {
        byte[] bytes = allOf(body);
        Instant now = clock.instant();
        Instant sentAt = ticket.sentAt().orElse(now);
        Duration sample = skew.sample(response.header("Date"), sentAt, now).orElse(null);
        Duration wait = RetryAfter.read(response.header("Retry-After"), now).orElse(null);
        ticket.settle(
            Reply.answered(
                response.code(), bytes, wait, sample, ticket.token().orElse(null), sentAt, now));
      } catch (IOException e) {
        ticket.end(Fate.DROPPED, response.code(), "the answer was cut: " + nameOf(e));
      }
    }

    private byte[] allOf(ResponseBody body) throws IOException {
      if (body == null) {
        return new byte[0];
      }
      if (body.source().request(LONGEST_BODY + 1)) {
        throw new IOException("it has more than " + LONGEST_BODY + " bytes");
      }
      return body.bytes();
    }

    private String nameOf(IOException e) {
      String text = e.getMessage();
      return e.getClass().getSimpleName() + (text == null ? "" : ": " + text);
    }
  }
}
