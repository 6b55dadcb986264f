package io.gluesnow.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.glue.AwsGlueCatalog;
import io.gluesnow.glue.GlueAnswer;
import io.gluesnow.glue.GlueCatalog;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Policy;
import io.gluesnow.plan.PolicyPlanner;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.snowflake.SqlRenderer;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.snowflake.CatalogSnapshot;
import io.gluesnow.standin.snowflake.StrictSnowflake;
import io.gluesnow.standin.snowflake.TableSnapshot;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What Snowflake must hold for a truth. Whether a table has an object, and its name, is the
 * truth's; what is in it is what our own mapping makes of Glue's answer, in an account where
 * nothing was before.
 */
public final class ExpectedCatalog {
  private static final String STAGE = "dev_db.public.customerstage";

  private final StrictSnowflake snowflake;
  private final Planner planner;

  private ExpectedCatalog(StrictSnowflake snowflake, String instance) {
    this.snowflake = snowflake;
    Policy policy = Policy.builder(instance).stage(STAGE, LocalWorld.BUCKET).build();
    Map<ObjectName, Optional<String>> seen = new TreeMap<>();
    policy.stageUrls().forEach((name, url) -> seen.put(name, Optional.of(url)));
    this.planner = PolicyPlanner.of(policy.withStages(seen));
  }

  /**
   * By name, in the words of {@link #shown}.
   *
   * @param glue where a Glue is served in which all this is true
   * @param instance whose marks the objects carry
   */
  public static Map<String, String> of(Truth truth, URI glue, String instance) {
    AwsGlueCatalog.Settings settings =
        AwsGlueCatalog.Settings.defaults()
            .withEndpoint(glue)
            .withCredentials(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")));
    try (StrictSnowflake account = StrictSnowflake.builder().build();
        GlueCatalog answers = AwsGlueCatalog.open(settings, Clock.systemUTC())) {
      ExpectedCatalog expected = new ExpectedCatalog(account, instance);
      expected.setUp(truth);
      truth.tables().forEach(table -> expected.establish(table, truth, answers.ask(table).join()));
      return shown(account.catalogSnapshot());
    }
  }

  /** What is in a Snowflake, without the order of columns, owners and grants. */
  public static Map<String, String> shown(CatalogSnapshot snapshot) {
    Map<String, String> shown = new TreeMap<>();
    for (TableSnapshot table : snapshot.tables().values()) {
      Map<String, String> properties = new TreeMap<>(table.properties());
      properties.remove("grants");
      properties.remove("readers");
      shown.put(
          table.name(),
          new TreeSet<>(table.columns()) + " " + properties + " " + new TreeSet<>(table.files()));
    }
    return shown;
  }

  private void setUp(Truth truth) {
    snowflake.executeAsAdmin("CREATE DATABASE DEV_DB");
    for (Home home : Home.values()) {
      home.schema()
          .filter(schema -> !schema.endsWith(".PUBLIC"))
          .ifPresent(schema -> snowflake.executeAsAdmin("CREATE SCHEMA " + schema));
    }
    snowflake.executeAsAdmin(
        "CREATE STORAGE INTEGRATION S3_LOCAL TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3'"
            + " ENABLED = TRUE STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/snowflake'"
            + " STORAGE_ALLOWED_LOCATIONS = ('"
            + LocalWorld.BUCKET
            + "')");
    snowflake.executeAsAdmin(
        "CREATE STAGE "
            + STAGE
            + " URL = '"
            + LocalWorld.BUCKET
            + "' STORAGE_INTEGRATION = S3_LOCAL");
    truth.files().forEach(snowflake.files()::add);
  }

  private void establish(TableId table, Truth truth, GlueAnswer answer) {
    // There is none of a link that leads nowhere.
    Optional<Target> target = definition(answer).map(planner::map);
    Optional<String> object = truth.object(table);
    assertThat(target.flatMap(Target::externalTable).isPresent())
        .as("that there is an object for " + table + ": " + target.map(Target::toString))
        .isEqualTo(object.isPresent());
    target
        .flatMap(Target::externalTable)
        .ifPresent(
            external -> {
              planner.diff(table, external, null).statements().forEach(this::run);
              run(Statement.Refresh.all(external.name()));
              assertThat(snowflake.catalogSnapshot().tables()).containsKey(object.get());
            });
  }

  private void run(Statement statement) {
    snowflake.executeAsAdmin(SqlRenderer.sqlOf(statement));
  }

  private static Optional<TableDefinition> definition(GlueAnswer answer) {
    return answer.accept(
        new GlueAnswer.Visitor<Optional<TableDefinition>>() {
          @Override
          public Optional<TableDefinition> snapshot(Snapshot snapshot) {
            return snapshot.definition();
          }

          @Override
          public Optional<TableDefinition> throttled(String reason) {
            throw new AssertionError(reason);
          }

          @Override
          public Optional<TableDefinition> denied(String reason) {
            throw new AssertionError(reason);
          }

          @Override
          public Optional<TableDefinition> invalid(String reason) {
            throw new AssertionError(reason);
          }
        });
  }
}
