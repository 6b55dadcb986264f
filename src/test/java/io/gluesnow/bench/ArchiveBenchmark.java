package io.gluesnow.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gluesnow.cloudtrail.CloudTrailDecoder;
import io.gluesnow.cloudtrail.archive.TrailObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

/**
 * How fast a trail's archive becomes catalog events, beside what cannot be faster (inflating the
 * same files and looking at nothing) and what people write first (a tree of each record; Python).
 * Each object is read by all of them in turn, so that whatever else the machine does befalls all;
 * the figures are medians over the objects of ratios of such neighbours.
 */
public final class ArchiveBenchmark {
  private static final long RECORDS = 2_000_000;
  private static final int ROUNDS = 3;
  private static final int PYTHON_OBJECTS = 3;
  private static final String PYTHON =
      "import gzip,json,sys,time\n"
          + "t=time.perf_counter(); n=0\n"
          + "with gzip.open(sys.argv[1]) as f:\n"
          + "  for r in json.load(f)['Records']:\n"
          + "    if r['eventSource']=='glue.amazonaws.com': n+=1\n"
          + "print(n, time.perf_counter()-t)\n";

  private final ObjectMapper json = new ObjectMapper();
  private final byte[] buffer = new byte[1 << 16];
  private final PrintStream out;

  ArchiveBenchmark(PrintStream out) {
    this.out = out;
  }

  /** {@code [number of records]}. */
  public static void main(String[] arguments) throws Exception {
    long records = arguments.length == 0 ? RECORDS : Long.parseLong(arguments[0]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.printf("writing a trail of %,d records below target, unless it is there …%n", records);
    List<Path> objects = GeneratedTrail.in(Path.of("target", "bench"), records);
    new ArchiveBenchmark(out).run(objects, ROUNDS);
    System.exit(0);
  }

  /** Prints the figures; fails if two ways of reading find different records. */
  void run(List<Path> objects, int rounds) throws Exception {
    Found all = new Found();
    for (Path object : objects) {
      all.add(ours(object)); // also warms up
      all.bytes += bare(object).bytes;
    }
    long compressed = 0;
    for (Path object : objects) {
      compressed += Files.size(object);
    }
    out.printf(
        "%,d records, %,d of them of Glue; %,d MB in %d objects of %,d KB (%.1f : 1)%n",
        all.items,
        all.glue,
        all.bytes >> 20,
        objects.size(),
        compressed / objects.size() >> 10,
        (double) all.bytes / compressed);
    List<Double> ofBare = new ArrayList<>();
    List<Double> overTrees = new ArrayList<>();
    double bareNanos = 0;
    double ourNanos = 0;
    for (int round = 0; round < rounds; round++) {
      for (Path object : objects) {
        Found bare = bare(object);
        Found ours = ours(object);
        ofBare.add(bare.nanos / ours.nanos);
        bareNanos += bare.nanos;
        ourNanos += ours.nanos;
        if (round == 0) {
          Found trees = trees(object);
          overTrees.add(trees.nanos / ours.nanos);
          same(object, trees.glue, ours.glue);
        }
      }
    }
    double megabytes = (double) rounds * all.bytes / (1 << 20);
    out.printf("inflating alone                %,8.0f MB/s%n", megabytes / (bareNanos / 1e9));
    out.printf("into catalog events            %,8.0f MB/s%n", megabytes / (ourNanos / 1e9));
    out.printf("  of inflating alone           %8.0f %%%n", 100 * median(ofBare));
    out.printf("  beside a tree of each record %8.1f x%n", median(overTrees));
    python(objects);
    parallel(objects);
    out.printf("heap at the most               %,8d MB%n", peakHeap() >> 20);
  }

  private void python(List<Path> objects) throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (Path object : objects.subList(0, Math.min(PYTHON_OBJECTS, objects.size()))) {
      Process process;
      try {
        process = new ProcessBuilder("python3", "-c", PYTHON, object.toString()).start();
      } catch (IOException e) {
        out.println("  beside Python's gzip and json: there is no python3 here");
        return;
      }
      String[] said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .trim()
              .split(" ");
      Found ours = ours(object);
      same(object, Long.parseLong(said[0]), ours.glue);
      ratios.add(Double.parseDouble(said[1]) * 1e9 / ours.nanos);
    }
    out.printf("  beside Python's gzip, json   %8.1f x%n", median(ratios));
  }

  /** Both halves at once against one after the other. */
  private void parallel(List<Path> objects) throws Exception {
    int half = objects.size() / 2;
    if (half == 0) {
      return;
    }
    List<Double> ratios = new ArrayList<>();
    ExecutorService two = Executors.newFixedThreadPool(2);
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      Callable<Void> first = () -> readAll(objects.subList(0, half));
      Callable<Void> second = () -> readAll(objects.subList(half, 2 * half));
      for (Future<Void> each : two.invokeAll(List.of(first, second))) {
        each.get();
      }
      double together = System.nanoTime() - begun;
      begun = System.nanoTime();
      readAll(objects.subList(0, 2 * half));
      ratios.add((System.nanoTime() - begun) / together);
    }
    two.shutdown();
    out.printf("two threads beside one         %8.2f x%n", median(ratios));
  }

  private static Void readAll(List<Path> objects) throws IOException {
    ArchiveBenchmark reader = new ArchiveBenchmark(null);
    for (Path object : objects) {
      reader.ours(object);
    }
    return null;
  }

  // ---- the ways of reading

  private Found bare(Path object) throws IOException {
    Found found = new Found();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(object), buffer.length)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        found.bytes += read;
      }
    }
    return found.done();
  }

  private Found ours(Path object) throws IOException {
    Found found = new Found();
    CloudTrailDecoder decoder = new CloudTrailDecoder();
    try (TrailObjectReader reader = new TrailObjectReader();
        InputStream in = Files.newInputStream(object)) {
      reader.start(in, 0);
      for (TrailObjectReader.Step step = reader.step();
          step != TrailObjectReader.Step.END;
          step = reader.step()) {
        if (step == TrailObjectReader.Step.RECORD) {
          found.glue += decoder.decode(reader.record()).events().size();
        }
      }
      found.items = reader.items();
    }
    return found.done();
  }

  private Found trees(Path object) throws IOException {
    Found found = new Found();
    try (JsonParser parser =
        json.getFactory()
            .createParser(new GZIPInputStream(Files.newInputStream(object), buffer.length))) {
      while (parser.nextToken() != JsonToken.START_ARRAY) {
        // up to the list of records
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        JsonNode record = json.readTree(parser);
        found.items++;
        found.glue += record.path("eventSource").asText().equals("glue.amazonaws.com") ? 1 : 0;
      }
    }
    return found.done();
  }

  private static void same(Path object, long others, long ours) {
    if (others != ours) {
      throw new IllegalStateException(
          object + " has " + others + " records of Glue, and " + ours + " were found");
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(Double.NaN);
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** What one way of reading found, and how long it took. */
  private static final class Found {
    private final long begun = System.nanoTime();
    private double nanos;
    private long bytes;
    private long items;
    private long glue;

    Found done() {
      nanos = System.nanoTime() - begun;
      return this;
    }

    void add(Found other) {
      items += other.items;
      glue += other.glue;
    }
  }
}
