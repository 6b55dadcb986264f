package io.gluesnow.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.judge.JudgeServer;
import io.gluesnow.judge.Judges;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueAsyncClient;

/**
 * The lists against somebody else's idea of Glue. It judges the protocol and the plain paths: moto
 * puts everything on one page, so for pages see {@link AwsGlueListingTest}.
 */
class GlueListingMotoITCase {
  private static final String ACCOUNT = "123456789012";
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  @Test
  void listsWhatWasMadeAsALookUpShowsIt() {
    try (JudgeServer moto = Judges.moto();
        GlueAsyncClient client =
            GlueAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .endpointOverride(moto.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(CREDENTIALS)
                .build();
        AwsGlueListing listing = AwsGlueListing.open(settings(moto), Clock.systemUTC());
        AwsGlueCatalog catalog = AwsGlueCatalog.open(settings(moto), Clock.systemUTC())) {
      client.createDatabase(r -> r.databaseInput(d -> d.name("quay"))).join();
      client
          .createDatabase(
              r ->
                  r.databaseInput(
                      d ->
                          d.name("jetty")
                              .targetDatabase(t -> t.catalogId(ACCOUNT).databaseName("quay"))))
          .join();
      for (String name : List.of("invoices", "orders")) {
        client
            .createTable(
                r ->
                    r.databaseName("quay")
                        .tableInput(
                            t ->
                                t.name(name)
                                    .storageDescriptor(
                                        s ->
                                            s.location("s3://quay/" + name)
                                                .columns(c -> c.name("id").type("bigint")))))
            .join();
      }
      DatabaseId quay = DatabaseId.of(ACCOUNT, "eu-west-1", "quay");
      DatabaseId jetty = DatabaseId.of(ACCOUNT, "eu-west-1", "jetty");

      assertThat(Pages.all(token -> listing.databases("", "eu-west-1", token)))
          .containsExactlyInAnyOrder(ListedDatabase.of(quay), ListedDatabase.link(jetty, quay));
      List<Snapshot> tables = Pages.all(token -> listing.tables(ListedDatabase.of(quay), token));
      assertThat(tables)
          .extracting(Snapshot::table)
          .containsExactlyInAnyOrder(quay.table("invoices"), quay.table("orders"));
      for (Snapshot table : tables) {
        assertThat(table.definition())
            .isEqualTo(Answers.snapshot(catalog.ask(table.table()).join()).definition());
      }
      Snapshot linked =
          Pages.all(token -> listing.tables(ListedDatabase.link(jetty, quay), token)).get(0);
      TableId id = linked.table();
      assertThat(id.databaseId()).isEqualTo(jetty);
      assertThat(linked.definition().flatMap(TableDefinition::linkTo))
          .contains(quay.table(id.table()));
    }
  }

  private static AwsGlueCatalog.Settings settings(JudgeServer moto) {
    return AwsGlueCatalog.Settings.defaults()
        .withEndpoint(moto.endpoint())
        .withCredentials(CREDENTIALS);
  }
}
