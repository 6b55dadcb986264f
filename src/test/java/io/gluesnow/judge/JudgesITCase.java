package io.gluesnow.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** Each judge says yes to what is right and no to what is wrong. */
class JudgesITCase {

  private static final StaticCredentialsProvider ANYONE =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  @Test
  void motoKeepsWhatItIsGivenAndKnowsNothingElse() {
    try (JudgeServer moto = Judges.moto();
        GlueClient glue =
            GlueClient.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(ANYONE)
                .httpClient(ApacheHttpClient.create())
                .build()) {
      glue.createDatabase(request -> request.databaseInput(database -> database.name("sales")));
      assertThat(glue.getDatabase(request -> request.name("sales")).database().name())
          .isEqualTo("sales");
      assertThatThrownBy(() -> glue.getDatabase(request -> request.name("other")))
          .isInstanceOf(EntityNotFoundException.class);
    }
  }

  @Test
  void kinesisMockKnowsTheStreamsThatWereMade() {
    try (JudgeServer mock = Judges.kinesisMock();
        KinesisClient kinesis =
            KinesisClient.builder()
                .endpointOverride(mock.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(ANYONE)
                .httpClient(ApacheHttpClient.create())
                .build()) {
      assertThatThrownBy(
              () -> kinesis.describeStreamSummary(request -> request.streamName("events")))
          .isInstanceOf(ResourceNotFoundException.class);
      kinesis.createStream(request -> request.streamName("events").shardCount(2));
      kinesis.waiter().waitUntilStreamExists(request -> request.streamName("events"));
      assertThat(
              kinesis
                  .describeStreamSummary(request -> request.streamName("events"))
                  .streamDescriptionSummary()
                  .openShardCount())
          .isEqualTo(2);
    }
  }

  @Test
  void serversListenOnTheLoopbackAddressOnlyAndEndWhenClosed() throws IOException {
    URI endpoint;
    try (JudgeServer moto = Judges.moto();
        JudgeServer kinesis = Judges.kinesisMock()) {
      endpoint = kinesis.endpoint();
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(network.getInetAddresses())) {
          boolean reached = connects(address, moto.endpoint()) || connects(address, endpoint);
          assertThat(reached && !address.isLoopbackAddress()).as(address.toString()).isFalse();
        }
      }
      assertThat(connects(InetAddress.getByName("127.0.0.1"), endpoint)).isTrue();
    }
    assertThat(connects(InetAddress.getByName("127.0.0.1"), endpoint)).isFalse();
  }

  @Test
  void sqlfluffAcceptsWhatSnowflakeDoesAndRefusesTheRest() {
    List<Verdict> verdicts =
        Judges.sqlfluff(
            List.of(
                "CREATE EXTERNAL TABLE \"DB\".\"S\".\"T\" (\"ID\" NUMBER(38, 0) AS"
                    + " (CAST(GET(VALUE, 'id') AS NUMBER(38, 0)))) LOCATION = @\"DB\".\"S\".\"STG\"/p/"
                    + " REFRESH_ON_CREATE = FALSE AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE ="
                    + " PARQUET) COMMENT = 'it''s'",
                "DROP EXTERNAL TABLE \"DB\".\"S\".\"T\"",
                "CREATE EXTERNL TABLE \"T\" LOCATION = @S/p",
                "DROP EXTERNAL TABLE \"T\"; DROP TABLE \"U\"",
                "COMMENT ON TABLE \"T\" IS 'it's'",
                ""));
    assertThat(verdicts)
        .extracting(Verdict::accepted)
        .containsExactly(true, true, false, false, false, false);
    assertThat(verdicts.get(2).violations().toString()).contains("EXTERNL");
    assertThat(verdicts.get(3).statements()).isEqualTo(2);
  }

  @Test
  void cfnLintFindsAWrongPropertyAndNothingInAGoodTemplate(@TempDir Path folder)
      throws IOException {
    Path template = folder.resolve("template.yaml");
    String stream =
        "Resources:\n"
            + "  Events:\n"
            + "    Type: AWS::Kinesis::Stream\n"
            + "    Properties:\n"
            + "      ShardCount: 1\n";
    Files.writeString(template, stream);
    assertThat(Judges.cfnLint(template)).isEmpty();
    Files.writeString(template, stream.replace("ShardCount", "ShardCuont"));
    assertThat(Judges.cfnLint(template))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("E3002");
              assertThat(finding.line()).isEqualTo(5);
            });
  }

  private static boolean connects(InetAddress address, URI endpoint) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, endpoint.getPort()), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
