package io.gluesnow.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.cli.FlinkRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A Flink session cluster whose JobManager and TaskManagers are processes of their own, started by
 * {@code src/test/cluster/cluster.sh} and talked to over REST. They end with {@link #close}, or
 * with this process.
 */
public final class FlinkCluster implements AutoCloseable {

  /** What the job is built against. */
  public static final String FLINK = System.getProperty("flink.version", "1.20.3");

  private static final String SCRIPT =
      Paths.get("src", "test", "cluster", "cluster.sh").toAbsolutePath().toString();
  private static final int SLOTS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path home;
  private final FlinkRest rest;
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<Integer, Process> taskManagers = new TreeMap<>();
  private Process jobManager;

  private FlinkCluster(Path home, String version) {
    this.home = home;
    int port = freePort();
    this.rest = FlinkRest.of(URI.create("http://127.0.0.1:" + port));
    environment.put("FLINK_VERSION", version);
    environment.put("REST_PORT", Integer.toString(port));
    environment.put("RPC_PORT", Integer.toString(freePort()));
    environment.put("MAVEN", maven());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /**
   * Starts a cluster of {@code version} with TaskManagers 1 to {@code count}, two slots each, and
   * waits until all of them are there.
   *
   * @param home an empty folder for its configuration, logs, checkpoints and savepoints
   */
  public static FlinkCluster start(Path home, String version, int count) {
    FlinkCluster cluster = new FlinkCluster(home.toAbsolutePath(), version);
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::kill));
    try {
      cluster.prepare();
      cluster.jobManager = cluster.launch("jobmanager", "jobmanager", home.toString());
      for (int number = 1; number <= count; number++) {
        cluster.launchTaskManager(number);
      }
      cluster.awaitSlots(count * SLOTS);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Where people look at it: the web UI and the REST API. */
  public URI rest() {
    return rest.root();
  }

  /** The folder with the log files of every process. */
  public Path logs() {
    return home.resolve("run");
  }

  /** Starts TaskManager {@code number} and waits for its slots. */
  public void startTaskManager(int number) {
    int before = slots();
    launchTaskManager(number);
    awaitSlots(before + SLOTS);
  }

  /** Ends TaskManager {@code number} as {@code kill -9} does: at once, with no chance to say so. */
  public void killTaskManager(int number) {
    Process process = taskManagers.remove(number);
    if (process == null) {
      throw new IllegalArgumentException("no TaskManager " + number + " in " + taskManagers);
    }
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands the cluster a jar and returns the id to {@link #run} it by. */
  public String upload(Path jar) {
    String file = JarUpload.of(jar, rest).path("filename").asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /**
   * Submits a job: runs the main class of an uploaded jar.
   *
   * @param savepoint where to resume from; empty for a first start
   * @return the job's id
   */
  public String run(
      String jar, List<String> arguments, int parallelism, Optional<String> savepoint) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    arguments.forEach(body.putArray("programArgsList")::add);
    body.put("parallelism", parallelism);
    savepoint.ifPresent(path -> body.put("savepointPath", path));
    return rest.post("/jars/" + jar + "/run", body).path("jobid").asText();
  }

  /** The job's state in Flink's words, such as RUNNING. */
  public String state(String job) {
    return rest.get("/jobs/" + job).path("state").asText();
  }

  /** Waits until the job and each of its tasks are RUNNING. */
  public void awaitRunning(String job) {
    await("job " + job + " to run", () -> allTasksRun(job));
  }

  /** How many checkpoints the job has completed since its last start from outside. */
  public int completedCheckpoints(String job) {
    return checkpoints(job, "completed");
  }

  /** How often the job was restored, from a savepoint or after a failure. */
  public int restores(String job) {
    return checkpoints(job, "restored");
  }

  /** The numbers of the TaskManagers that tasks of the job run on. */
  public Set<Integer> taskManagersOf(String job) {
    Set<Integer> numbers = new TreeSet<>();
    for (JsonNode vertex : rest.get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
      for (JsonNode subtask : rest.get(path).path("subtasks")) {
        String name = subtask.path("taskmanager-id").asText();
        numbers.add(Integer.valueOf(name.substring(name.lastIndexOf('-') + 1)));
      }
    }
    return numbers;
  }

  /** What made the job fail and restart, newest first, with stack traces. */
  public List<String> failures(String job) {
    List<String> failures = new ArrayList<>();
    rest.get("/jobs/" + job + "/exceptions")
        .at("/exceptionHistory/entries")
        .forEach(entry -> failures.add(entry.path("stacktrace").asText()));
    return failures;
  }

  /** Takes a savepoint and goes on; returns where it is. */
  public String savepoint(String job) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("cancel-job", false);
    return awaitSavepoint(job, rest.post("/jobs/" + job + "/savepoints", body));
  }

  /**
   * Stops the job with a savepoint and returns where it is.
   *
   * @param drain whether all input counts as finished, as for a job that is not to be resumed
   */
  public String stop(String job, boolean drain) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("drain", drain);
    String place = awaitSavepoint(job, rest.post("/jobs/" + job + "/stop", body));
    await("job " + job + " to finish", () -> state(job).equals("FINISHED"));
    return place;
  }

  /** Cancels the job without a savepoint. */
  public void cancel(String job) {
    rest.patch("/jobs/" + job + "?mode=cancel");
    await("job " + job + " to be cancelled", () -> state(job).equals("CANCELED"));
  }

  @Override
  public void close() {
    taskManagers.values().forEach(Process::destroy);
    if (jobManager != null) {
      jobManager.destroy();
    }
    try {
      TimeUnit.SECONDS.timedJoin(gone(), 10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  private void kill() {
    taskManagers.values().forEach(Process::destroyForcibly);
    if (jobManager != null) {
      jobManager.destroyForcibly();
    }
  }

  private Thread gone() {
    Thread thread =
        new Thread(
            () -> {
              taskManagers.values().forEach(process -> process.onExit().join());
              if (jobManager != null) {
                jobManager.onExit().join();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private int checkpoints(String job, String kind) {
    return rest.get("/jobs/" + job + "/checkpoints").path("counts").path(kind).asInt();
  }

  private boolean allTasksRun(String job) {
    JsonNode answer = rest.get("/jobs/" + job);
    String state = answer.path("state").asText();
    if (Arrays.asList("FAILED", "CANCELED", "FINISHED").contains(state)) {
      throw new IllegalStateException("job is " + state + ": " + failures(job));
    }
    JsonNode vertices = answer.path("vertices");
    int running = 0;
    for (JsonNode vertex : vertices) {
      running += vertex.path("status").asText().equals("RUNNING") ? 1 : 0;
    }
    return state.equals("RUNNING") && vertices.size() > 0 && running == vertices.size();
  }

  private String awaitSavepoint(String job, JsonNode triggered) {
    String path = "/jobs/" + job + "/savepoints/" + triggered.path("request-id").asText();
    await("savepoint of " + job, () -> status(path).path("id").asText().equals("COMPLETED"));
    JsonNode operation = rest.get(path).path("operation");
    if (!operation.has("location")) {
      throw new IllegalStateException("no savepoint: " + operation);
    }
    return operation.path("location").asText();
  }

  private JsonNode status(String path) {
    return rest.get(path).path("status");
  }

  private int slots() {
    return rest.get("/overview").path("slots-total").asInt();
  }

  private void awaitSlots(int count) {
    await(count + " slots", () -> slots() >= count);
  }

  /** Asks until {@code condition} holds; nobody answering yet counts as no. */
  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
      } catch (UncheckedIOException e) {
        if (jobManager == null || !jobManager.isAlive()) {
          throw new IllegalStateException("the JobManager has ended, see " + logs(), e);
        }
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain for " + what + ", see " + logs());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, e);
      }
    }
  }

  private void prepare() {
    Process process = launch("prepare", "prepare", home.toString());
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "cluster.sh prepare: " + Files.readString(home.resolve("prepare.out")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void launchTaskManager(int number) {
    String name = "taskmanager-" + number;
    taskManagers.put(
        number, launch(name, "taskmanager", home.toString(), Integer.toString(number)));
  }

  private Process launch(String name, String... arguments) {
    try {
      Files.createDirectories(home);
      ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT);
      builder.command().addAll(Arrays.asList(arguments));
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(home.resolve(name + ".out").toFile());
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the cluster's processes are started by bash", e);
    }
  }

  /** The Maven that runs this build, with its local repository. */
  private static String maven() {
    String home = System.getProperty("build.maven.home", "");
    String repository = System.getProperty("build.maven.repository", "");
    return (home.isEmpty() ? "mvn" : home + "/bin/mvn")
        + (repository.isEmpty() ? "" : " -Dmaven.repo.local=" + repository);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
