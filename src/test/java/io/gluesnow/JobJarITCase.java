package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is in the two jars, and what must never be. Reads the jars that this build has just made.
 */
class JobJarITCase {

  private static final Path TARGET = Paths.get("target");

  /** Class file version of Java 11, which is what Managed Flink 1.20 runs. */
  private static final int JAVA_11 = 55;

  private static final long MEBIBYTE = 1024L * 1024L;

  @Test
  void jobJarNamesItsMainClassAndHasIt() throws IOException {
    try (JarFile jar = jobJar()) {
      String main = jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      assertThat(main).isEqualTo("io.gluesnow.CatalogSyncJob");
      assertThat(classes(jar)).contains(main.replace('.', '/') + ".class");
    }
  }

  @Test
  void jobJarIsFarBelowTheLimitOf512Mebibytes() throws IOException {
    assertThat(Files.size(jobJarPath())).isBetween(30 * MEBIBYTE, 100 * MEBIBYTE);
  }

  @Test
  void everyClassOfTheJobJarLoadsOnJava11() throws IOException {
    try (JarFile jar = jobJar()) {
      List<String> tooNew = new ArrayList<>();
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().endsWith(".class") && classFileVersion(jar, entry) > JAVA_11) {
          tooNew.add(entry.getName());
        }
      }
      assertThat(tooNew).isEmpty();
    }
  }

  @Test
  void jobJarHasNoClassThatFlinkOrItsLoggingBrings() throws IOException {
    Set<String> clashes = new TreeSet<>();
    try (JarFile jar = jobJar()) {
      Set<String> ours = classes(jar);
      for (Path platform : platformJars()) {
        try (JarFile theirs = new JarFile(platform.toFile())) {
          for (String name : classes(theirs)) {
            if (ours.contains(name)) {
              clashes.add(name + " of " + platform.getFileName());
            }
          }
        }
      }
      assertThat(ours).noneMatch(name -> name.startsWith("org/apache/flink/runtime/"));
      assertThat(ours).noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/"));
    }
    assertThat(platformJars()).hasSizeGreaterThan(15);
    assertThat(clashes).isEmpty();
  }

  @Test
  void jobJarHasWhatTheJobCalls() throws IOException {
    try (JarFile jar = jobJar()) {
      assertThat(classes(jar))
          .contains(
              "org/apache/flink/streaming/connectors/kinesis/FlinkKinesisConsumer.class",
              "org/apache/flink/connector/sqs/sink/SqsSink.class",
              "org/apache/flink/connector/base/sink/AsyncSinkBase.class",
              "com/amazonaws/services/kinesisanalytics/runtime/KinesisAnalyticsRuntime.class",
              "software/amazon/awssdk/services/glue/GlueAsyncClient.class",
              "software/amazon/awssdk/services/secretsmanager/SecretsManagerAsyncClient.class",
              "software/amazon/awssdk/http/nio/netty/NettyNioAsyncHttpClient.class",
              "okhttp3/OkHttpClient.class",
              "com/fasterxml/jackson/databind/ObjectMapper.class");
    }
  }

  @Test
  void jobJarHasNoStandInNoTestAndNoBinaryOfTheKinesisProducer() throws IOException {
    try (JarFile jar = jobJar()) {
      assertThat(names(jar))
          .noneMatch(name -> name.startsWith("io/gluesnow/standin/"))
          .noneMatch(name -> name.startsWith("org/junit/"))
          .noneMatch(name -> name.startsWith("org/elasticmq/"))
          .noneMatch(name -> name.matches("io/gluesnow/[^$]*(Test|ITCase)([$].*)?\\.class"))
          .noneMatch(name -> name.startsWith("amazon-kinesis-producer-native-binaries/"))
          .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"))
          .noneMatch(name -> name.startsWith("log4j"));
    }
  }

  @Test
  void sharedAwsClassesAreThoseOfAwsBaseInBothJars() throws IOException {
    Path awsBase = onClassPath("flink-connector-aws-base-");
    try (JarFile source = new JarFile(awsBase.toFile());
        JarFile job = jobJar();
        JarFile local = localJar()) {
      List<String> shared =
          classes(source).stream()
              .filter(name -> name.startsWith("org/apache/flink/connector/aws/"))
              .collect(Collectors.toList());
      assertThat(shared)
          .contains(
              "org/apache/flink/connector/aws/sink/throwable/AWSExceptionHandler.class",
              "org/apache/flink/connector/aws/sink/throwable/AWSExceptionClassifierUtil.class");
      for (String name : shared) {
        byte[] expected = bytes(source, name);
        assertThat(bytes(job, name)).as(name).isEqualTo(expected);
        assertThat(bytes(local, name)).as(name).isEqualTo(expected);
      }
    }
  }

  @Test
  void localJarRunsWithNothingButAJdk() throws IOException {
    try (JarFile jar = localJar()) {
      assertThat(names(jar))
          .contains(
              "org/apache/flink/runtime/minicluster/MiniCluster.class",
              "org/apache/flink/runtime/webmonitor/WebSubmissionExtension.class",
              "web/index.html",
              "org/apache/flink/contrib/streaming/state/EmbeddedRocksDBStateBackend.class",
              "librocksdbjni-linux64.so",
              "org/apache/logging/log4j/core/LoggerContext.class",
              "log4j2.properties",
              "org/elasticmq/rest/sqs/SQSRestServerBuilder.class",
              "org/apache/flink/streaming/connectors/kinesis/FlinkKinesisConsumer.class")
          .noneMatch(name -> name.startsWith("org/junit/"))
          .noneMatch(name -> name.startsWith("org/duckdb/"))
          .noneMatch(name -> name.matches("io/gluesnow/[^$]*(Test|ITCase)([$].*)?\\.class"))
          .as("parts of a stand-in may be called like tests")
          .contains("io/gluesnow/standin/snowflake/Expression$NullTest.class");
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS))
          .isEqualTo("io.gluesnow.standin.LocalRun");
      assertThat(manifest.getValue("Add-Opens").split(" "))
          .as("the doors that the tests run with")
          .containsExactlyElementsOf(doorsOfThisProcess("--add-opens="));
      assertThat(manifest.getValue("Add-Exports").split(" "))
          .containsExactlyElementsOf(doorsOfThisProcess("--add-exports="));
    }
  }

  @Test
  void localJarCarriesEveryJobConfiguration() throws IOException {
    Path folder = Paths.get("job-configs");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (JarFile jar = localJar();
        Stream<Path> files = Files.list(folder)) {
      List<String> expected =
          files.map(file -> "job-configs/" + file.getFileName()).collect(Collectors.toList());
      assertThat(names(jar)).containsAll(expected);
    }
  }

  private static List<String> doorsOfThisProcess(String flag) {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(flag))
        .map(argument -> argument.substring(flag.length()).replace("=ALL-UNNAMED", ""))
        .collect(Collectors.toList());
  }

  private static Path jobJarPath() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches("gluesnow-[0-9].*\\.jar"))
              .collect(Collectors.toList());
      assertThat(jars).as("job jars in target; mvn package makes one").hasSize(1);
      return jars.get(0);
    }
  }

  private static JarFile jobJar() throws IOException {
    return new JarFile(jobJarPath().toFile());
  }

  private static JarFile localJar() throws IOException {
    return new JarFile(TARGET.resolve("gluesnow-local.jar").toFile());
  }

  /** Flink's own jars and what it logs with; not the connectors, which each job brings itself. */
  private static List<Path> platformJars() {
    return classPath()
        .filter(
            jar -> {
              String name = jar.getFileName().toString();
              return name.startsWith("flink-") && !name.startsWith("flink-connector-")
                  || name.startsWith("log4j-")
                  || name.startsWith("slf4j-");
            })
        .collect(Collectors.toList());
  }

  private static Path onClassPath(String prefix) {
    return classPath()
        .filter(jar -> jar.getFileName().toString().startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(element -> element.endsWith(".jar"))
        .map(Paths::get);
  }

  private static Set<String> names(JarFile jar) {
    return Collections.list(jar.entries()).stream()
        .map(JarEntry::getName)
        .collect(Collectors.toSet());
  }

  private static Set<String> classes(JarFile jar) {
    return names(jar).stream()
        .filter(name -> name.endsWith(".class"))
        .filter(name -> !name.startsWith("META-INF/") && !name.equals("module-info.class"))
        .collect(Collectors.toSet());
  }

  private static byte[] bytes(JarFile jar, String name) throws IOException {
    return jar.getInputStream(jar.getJarEntry(name)).readAllBytes();
  }

  private static int classFileVersion(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readInt(); // magic
      in.readUnsignedShort(); // minor
      return in.readUnsignedShort();
    }
  }
}
