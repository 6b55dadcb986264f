package io.gluesnow.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The independent judges, ready to be asked. The first call on a machine installs them (about half
 * a minute and 350 MB, see {@link JudgesHome}); every failure is an exception that says what is
 * missing, never a skipped test.
 */
public final class Judges {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Judges() {}

  /**
   * Starts moto, which answers as Glue, SQS, Secrets Manager, S3 and others, with any credentials
   * and region, at one endpoint. The state is its own and empty.
   */
  public static JudgeServer moto() {
    JudgesHome home = JudgesHome.installed();
    int port = JudgeServer.freePort();
    return JudgeServer.start(
        "moto",
        port,
        "/moto-api/",
        Map.of(),
        home.python(),
        home.script("moto_on_loopback.py"),
        Integer.toString(port));
  }

  /**
   * Starts kinesis-mock, which answers as Kinesis does, with any credentials, over plain HTTP/1.1
   * and HTTP/2. It has no stream; CreateStream answers before the stream is there. Resharding and
   * SubscribeToShard work.
   */
  public static JudgeServer kinesisMock() {
    JudgesHome home = JudgesHome.installed();
    int port = JudgeServer.freePort();
    Map<String, String> environment =
        Map.of(
            "KINESIS_MOCK_CERT_PATH", home.nodeModule("kinesis-local/server.json"),
            "KINESIS_MOCK_PLAIN_PORT", Integer.toString(port),
            "KINESIS_MOCK_TLS_PORT", Integer.toString(JudgeServer.freePort()),
            "SHARD_LIMIT", "200",
            "LOG_LEVEL", "ERROR");
    return JudgeServer.start(
        "kinesis-mock",
        port,
        "/healthcheck",
        environment,
        home.node(),
        "--require",
        home.script("loopback.js"),
        home.nodeModule("kinesis-local/main.js"));
  }

  /**
   * Parses each of {@code statements} with sqlfluff's Snowflake dialect, all in one process (about
   * 60 a second).
   *
   * @return one verdict for each statement, in the same order
   */
  public static List<Verdict> sqlfluff(List<String> statements) {
    JudgesHome home = JudgesHome.installed();
    try {
      String answer =
          Program.run(
              JSON.writeValueAsString(statements),
              home.python(),
              home.script("parse_snowflake.py"));
      JsonNode verdicts = JSON.readTree(answer);
      if (verdicts.size() != statements.size()) {
        throw new IllegalStateException(
            "sqlfluff judged " + verdicts.size() + " of " + statements.size() + " statements");
      }
      List<Verdict> result = new ArrayList<>();
      for (int i = 0; i < statements.size(); i++) {
        JsonNode verdict = verdicts.get(i);
        List<String> violations = new ArrayList<>();
        verdict.get("violations").forEach(violation -> violations.add(violation.asText()));
        result.add(Verdict.of(statements.get(i), verdict.get("statements").asInt(), violations));
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read sqlfluff's answer", e);
    }
  }

  /**
   * Checks one CloudFormation template with cfn-lint.
   *
   * @return what it found, errors and warnings; empty for a good template
   */
  public static List<Finding> cfnLint(Path template) {
    if (!Files.isReadable(template)) {
      throw new IllegalArgumentException("no such template: " + template);
    }
    JudgesHome home = JudgesHome.installed();
    String answer =
        Program.run(
            "",
            home.program("cfn-lint"),
            "--format",
            "json",
            "--non-zero-exit-code",
            "none",
            template.toString());
    try {
      List<Finding> findings = new ArrayList<>();
      for (JsonNode found : JSON.readTree(answer.getBytes(StandardCharsets.UTF_8))) {
        findings.add(
            Finding.of(
                found.at("/Rule/Id").asText(),
                found.at("/Level").asText(),
                found.at("/Location/Start/LineNumber").asInt(),
                found.at("/Message").asText()));
      }
      return findings;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read cfn-lint's answer: " + answer, e);
    }
  }
}
