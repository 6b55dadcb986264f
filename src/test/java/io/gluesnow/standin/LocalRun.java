package io.gluesnow.standin;

import io.gluesnow.Gluesnow;
import io.gluesnow.standin.snowflake.JournalEntry;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the job on this machine alone: starts stand-ins for everything around it and the job with
 * its web UI, plays a story, prints the statements as they are applied, and at the end what
 * Snowflake holds and what became of each event.
 */
public final class LocalRun {
  private static final int DEFAULT_PORT = 8081;
  private static final long CRAWL_EVERY_MILLIS = 10_000;
  private static final String HELP =
      String.join(
          "\n",
          "Without a command: runs gluesnow on this machine against stand-ins for Kinesis, Glue,",
          "Secrets Manager, SQS and Snowflake, and plays a story.",
          "",
          "  --once       end after the story: exit code 0 if it ended as it should, else 1",
          "  --port <n>   the Flink UI's port, instead of 8081; 0 takes a free one",
          "  --help       this text",
          "",
          "With a command (replay, watch, resync, pause, resume): runs that; see `<command> --help`.");

  private final LocalWorld world;
  private final LocalJob job;
  private final LocalStory story;
  private final Narrator narrator;
  private final ThreadPoolExecutor printing =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "narrator");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());
  private int broken;

  private LocalRun(LocalWorld world, LocalJob job, PrintStream out) {
    this.world = world;
    this.job = job;
    this.story = new LocalStory(world);
    this.narrator = new Narrator(out);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && !arguments[0].startsWith("-")) {
      Gluesnow.main(arguments);
      return;
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean once = false;
    int port = DEFAULT_PORT;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--once")) {
        once = true;
      } else if (arguments[i].equals("--port") && i + 1 < arguments.length) {
        port = port(arguments[++i]);
      } else {
        boolean help = arguments[i].equals("--help");
        out.println(help ? HELP : "There is no option " + arguments[i] + ".\n\n" + HELP);
        System.exit(help ? 0 : 2);
      }
    }
    Optional<Integer> free = freePort(port);
    if (free.isEmpty()) {
      out.println("Port " + port + " is taken: give another one with --port, 0 takes a free one.");
      System.exit(2);
    }
    boolean good = run(free.get(), once, out).isGood();
    // Threads of Flink and of the stand-ins must not keep the process.
    System.exit(good ? 0 : 1);
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The port itself if it can be had, a free one for 0. */
  static Optional<Integer> freePort(int port) {
    if (port < 0 || port > 65_535) {
      return Optional.empty();
    }
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return Optional.of(socket.getLocalPort());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Starts everything, plays the story, and ends it unless it shall go on until interrupted. */
  static Ending run(int port, boolean once, PrintStream out) throws Exception {
    out.println("Starting stand-ins for Kinesis, Glue, Secrets Manager, SQS and Snowflake …");
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC());
        LocalJob job = LocalJob.start(world, port)) {
      LocalRun run = new LocalRun(world, job, out);
      Ending ending = run.play();
      if (!once) {
        run.goOn();
      }
      run.printing.shutdown();
      return ending;
    }
  }

  private Ending play() throws Exception {
    world.snowflake().journal().onEntry(this::tell);
    narrator.say(
        "The job runs. Its Flink UI is at "
            + job.ui()
            + ": one box for each step, and the counts of outcomes among their metrics.");
    narrator.say(
        "Below, lines that begin with \"snowflake\" are statements that Snowflake has just carried"
            + " out.");
    int number = 1;
    for (Chapter chapter : story.chapters()) {
      narrator.heading(number++ + ". " + chapter.title());
      narrator.say(chapter.text());
      chapter.play();
      for (Expectation expectation : chapter.expectations()) {
        check(expectation);
      }
      if (broken > 0) {
        narrator.say("The rest of the story builds on this, so it ends here.");
        break;
      }
    }
    end();
    return new Ending(broken == 0, story.statements());
  }

  private void goOn() throws Exception {
    narrator.say(
        "The job goes on, and so does the crawler: watch them at "
            + job.ui()
            + ". Ctrl-C ends this.");
    for (int round = 1; job.isRunning(); round++) {
      Thread.sleep(CRAWL_EVERY_MILLIS);
      story.crawlAgain(round);
    }
    narrator.say("The job has ended by itself, which it should not.");
  }

  private void end() throws Exception {
    narrator.heading("The end");
    check(
        Expectation.equal(
            "Snowflake holds exactly the tables of the story",
            story.tablesAtTheEnd(),
            () -> world.snowflake().catalogSnapshot().tables().keySet()));
    check(Expectation.that("every event that was read has one outcome", this::isSettled));
    check(Expectation.that("the job runs, and its Flink UI answers", this::isThere));
    narrator.heading("What Snowflake holds");
    narrator.show(world.snowflake().catalogSnapshot().toString());
    narrator.heading("What became of the events");
    narrator.show(job.accounts().toString());
    narrator.heading(broken == 0 ? "All as it should be" : broken + " things went wrong");
  }

  private void check(Expectation expectation) throws InterruptedException {
    Optional<String> wrong = expectation.awaited(LocalStory.PATIENCE);
    if (wrong.isEmpty()) {
      later(() -> narrator.good(expectation.sentence()));
    } else {
      broken++;
      later(() -> narrator.bad(expectation.sentence() + ": " + wrong.get()));
    }
  }

  private boolean isSettled() {
    try {
      return job.accounts().areSettled();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private boolean isThere() {
    try {
      return job.isRunning() && job.uiAnswers();
    } catch (IOException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Called under the server's lock. */
  private void tell(JournalEntry entry) {
    if (!entry.looks()) {
      printing.execute(() -> narrator.statement(entry));
    }
  }

  /** In the order of the statements, and only when those before have been printed. */
  private void later(Runnable printed) throws InterruptedException {
    try {
      printing.submit(printed).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How a run ended. */
  static final class Ending {
    private final boolean good;
    private final List<String> statements;

    private Ending(boolean good, List<String> statements) {
      this.good = good;
      this.statements = List.copyOf(statements);
    }

    /** Whether everything ended as the story expects. */
    boolean isGood() {
      return good;
    }

    /** Every statement that changed Snowflake, in order. */
    List<String> statements() {
      return statements;
    }
  }
}
