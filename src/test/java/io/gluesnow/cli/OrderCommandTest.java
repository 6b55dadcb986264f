package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.ControlEvent.Command;
import io.gluesnow.cloudtrail.CloudTrailDecoder;
import io.gluesnow.standin.SettableClock;
import io.gluesnow.standin.kinesis.KinesisStream;
import io.gluesnow.standin.kinesis.StandInKinesis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderCommandTest {
  private static final String ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/glue-events";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final StandInKinesis kinesis = StandInKinesis.start(Clock.systemUTC());
  private final KinesisStream stream = kinesis.createStream("glue-events", 4);
  private final TestConsole console =
      TestConsole.plain(SettableClock.at(Instant.parse("2026-11-03T09:00:00.123456Z")));
  private String config;

  @BeforeEach
  void writeConfiguration() throws IOException {
    config = configuration(ARN);
  }

  private String configuration(String arn) throws IOException {
    String text =
        "[{'PropertyGroupId': 'policy', 'PropertyMap': {'instance': 'prod'}},"
            + " {'PropertyGroupId': 'aws', 'PropertyMap': {'region': 'eu-west-1',"
            + "   'local-credentials': 'true'}},"
            + " {'PropertyGroupId': 'snowflake', 'PropertyMap': {'secret-id': 's',"
            + "   'secrets-endpoint': 'http://127.0.0.1:1'}},"
            + " {'PropertyGroupId': 'glue', 'PropertyMap': {'endpoint': 'http://127.0.0.1:1'}},"
            + " {'PropertyGroupId': 'dead-letters', 'PropertyMap': {'queue-url':"
            + "   'http://127.0.0.1:1/q', 'endpoint': 'http://127.0.0.1:1'}},"
            + " {'PropertyGroupId': 'source', 'PropertyMap': {'kinesis.endpoint': '"
            + kinesis.uri()
            + "'"
            + (arn.isEmpty() ? "" : ", 'kinesis.stream-arn': '" + arn + "'")
            + "}}]";
    Path file = folder.resolve("config-" + arn.length() + ".json");
    return Files.writeString(file, text.replace('\'', '"')).toString();
  }

  @AfterEach
  void close() {
    kinesis.close();
  }

  private int run(String... arguments) {
    return Commands.run(console.console(), (env, settings) -> {}, arguments);
  }

  private List<JsonNode> sent() throws IOException {
    List<JsonNode> sent = new ArrayList<>();
    for (byte[] record : stream.records()) {
      sent.add(JSON.readTree(new String(record, StandardCharsets.UTF_8)));
    }
    return sent;
  }

  @Test
  void anOrderAboutATableGoesToTheStreamForTheInstanceOfTheConfiguration() throws Exception {
    assertThat(run("resync", "--config", config, "--table", "lake.orders.of.2026"))
        .as(console.err())
        .isZero();

    JsonNode event = sent().get(0);
    assertThat(event.get("source").asText()).isEqualTo("gluesnow");
    assertThat(event.get("detail-type").asText()).isEqualTo("gluesnow control");
    assertThat(event.get("id").asText()).hasSize(36);
    assertThat(event.get("time").asText()).isEqualTo("2026-11-03T09:00:00.123Z");
    assertThat(event.get("account").asText()).isEqualTo("111122223333");
    assertThat(event.get("region").asText()).isEqualTo("eu-west-1");
    JsonNode detail = event.get("detail");
    assertThat(detail.get("command").asText()).isEqualTo("resync");
    assertThat(detail.get("instance").asText()).isEqualTo("prod");
    assertThat(detail.get("database").asText()).isEqualTo("lake");
    assertThat(detail.get("table").asText()).isEqualTo("orders.of.2026");
    assertThat(detail.has("all") || detail.has("catalog") || detail.has("region")).isFalse();
    assertThat(console.out()).startsWith("Sent to " + ARN + ", shardId-");
  }

  @Test
  void theJobReadsWhatIsSent() throws Exception {
    run("pause", "--config", config, "--table", "Lake.Orders");
    run("resume", "--config", config, "--database", "lake", "--catalog", "2", "--region", "x-1");
    run("resync", "--config", config, "--all", "--instance", "*");

    List<ControlEvent> orders = new ArrayList<>();
    for (byte[] record : stream.records()) {
      orders.addAll(new CloudTrailDecoder().decode(record).controls());
    }
    assertThat(orders)
        .extracting(ControlEvent::command)
        .containsExactly(Command.PAUSE, Command.RESUME, Command.RESYNC);
    assertThat(orders)
        .extracting(order -> order.scope().toString())
        .containsExactly("111122223333/eu-west-1/lake/orders", "2/x-1/lake", "*");
    assertThat(orders).allMatch(order -> order.isFor("prod"));
    assertThat(orders).extracting(order -> order.isFor("dev")).containsExactly(false, false, true);
  }

  @Test
  void ordersStayInOrderInOneShard() throws Exception {
    for (String order : Arrays.asList("pause", "resume", "resync", "pause", "resume")) {
      assertThat(run(order, "--config", config, "--database", "lake", "--instance", "*")).isZero();
    }
    assertThat(sent())
        .extracting(event -> event.get("detail").get("command").asText())
        .containsExactly("pause", "resume", "resync", "pause", "resume");
    assertThat(sent()).allMatch(event -> !event.get("detail").has("instance"));
    assertThat(console.out().lines().map(line -> line.split(", ")[1]).distinct()).hasSize(1);
  }

  @Test
  void printedItCanBeSentByHandAndNothingIsSent() throws Exception {
    assertThat(run("pause", "--all", "--print", "--catalog", "1", "--region", "eu-west-1"))
        .as(console.err())
        .isZero();
    JsonNode event = JSON.readTree(console.out());
    assertThat(event.get("detail").get("all").asBoolean()).isTrue();
    assertThat(event.get("detail").get("catalog").asText()).isEqualTo("1");
    assertThat(event.get("detail").has("instance")).isFalse();

    assertThat(run("pause", "--all", "--print", "--config", config)).isZero();
    assertThat(console.out()).contains("\"instance\" : \"prod\"");
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodIsSaidAndEndsWithTwo() throws Exception {
    assertThat(run("resync", "--config", config)).isEqualTo(2);
    assertThat(run("resync", "--config", config, "--all", "--database", "lake")).isEqualTo(2);
    assertThat(run("resync", "--config", config, "--table", "orders")).isEqualTo(2);
    assertThat(console.err()).contains("`orders` names no table: write <database>.<table>");
    assertThat(run("resync", "--all")).isEqualTo(2);
    assertThat(console.err()).contains("give --config");
    assertThat(run("resync", "--all", "--print")).isEqualTo(2);
    assertThat(console.err()).contains("give --catalog and --region");
    assertThat(run("resync", "--all", "--config", configuration(""))).isEqualTo(2);
    assertThat(console.err()).contains("so the job hears no orders");
    assertThat(sent()).isEmpty();
  }

  @Test
  void whereThereIsNoSuchStreamItEndsWithOneAndSaysSo() throws Exception {
    String other = configuration(ARN + "-of-others");
    assertThat(run("resync", "--all", "--config", other)).isEqualTo(1);
    assertThat(console.err())
        .contains("the order was not sent to " + ARN + "-of-others: there is no such stream");
  }
}
