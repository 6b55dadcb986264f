package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.converge.Depth;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.standin.snowflake.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A grant that is missing parks the table with a sentence; it is never taken for an absence. */
@Tag("trap:snowflake-10")
class MissingGrantsTest {
  private final Lake lake = new Lake(Dialect.newer());

  @AfterEach
  void end() {
    lake.close();
  }

  @Test
  void aDatabaseOrSchemaThatIsClosedOrMissingIsDenied() {
    for (ObjectName name :
        List.of(
            ObjectName.of("NOWHERE", "PUBLIC", "T"),
            ObjectName.of("GOVERNANCE", "POLICIES", "T"),
            ObjectName.of("LAKE", "NOWHERE", "T"))) {
      LookAnswer answer = lake.look(name, Depth.DESC);

      assertThat(answer.kind()).as(answer.toString()).isEqualTo(LookAnswer.Kind.DENIED);
      assertThat(answer.sentence()).contains("GRANT USAGE ON SCHEMA");
    }
  }

  @Test
  void withoutTheRightToCreateATableTheCreateIsDenied() {
    lake.snowflake()
        .executeAsAdmin("REVOKE CREATE EXTERNAL TABLE ON SCHEMA LAKE.PUBLIC FROM ROLE SYNC_ROLE");

    StatementAnswer answer = create(Samples.orders());

    assertThat(answer.kind()).isEqualTo(StatementAnswer.Kind.DENIED);
    assertThat(answer.message()).contains("CREATE EXTERNAL TABLE ON SCHEMA \"LAKE\".\"PUBLIC\"");
  }

  @Test
  void withoutTheStageTheCreateIsDenied() {
    ObjectName hidden = ObjectName.of("LAKE", "PUBLIC", "HIDDEN_STAGE");
    Target.ExternalTable orders = Samples.orders();
    Target.ExternalTable target =
        Target.ExternalTable.of(
            orders.name(),
            orders.columns(),
            orders.partitionBy(),
            StageLocation.of(hidden, "a/"),
            orders.format(),
            false,
            "");

    StatementAnswer answer = create(target);

    assertThat(answer.kind()).isEqualTo(StatementAnswer.Kind.DENIED);
    assertThat(answer.message()).contains("USAGE ON STAGE \"LAKE\".\"PUBLIC\".\"HIDDEN_STAGE\"");
    Map<ObjectName, StageAnswer> stages =
        lake.catalog().stages(List.of(hidden, Samples.STAGE)).join();
    assertThat(stages.get(hidden).kind()).isEqualTo(StageAnswer.Kind.UNSEEN);
    assertThat(stages.get(Samples.STAGE)).isEqualTo(StageAnswer.seen("s3://lake-bucket/raw"));
  }

  @Test
  @Tag("trap:snowflake-12")
  void whatAnotherRoleOwnsCanBeSeenAndNotChanged() {
    lake.create(Samples.orders());
    lake.snowflake()
        .executeAsAdmin(
            "GRANT OWNERSHIP ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS TO ROLE OTHER_ROLE;"
                + "GRANT SELECT ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS TO ROLE SYNC_ROLE;");

    assertThat(lake.described(Samples.ORDERS).owner()).isEqualTo("OTHER_ROLE");
    for (Statement statement :
        List.of(
            Statement.Drop.of(Samples.ORDERS),
            Statement.Refresh.all(Samples.ORDERS),
            Statement.DropColumns.of(Samples.ORDERS, List.of("ID")))) {
      StatementAnswer answer = lake.send(statement);
      assertThat(answer.kind()).isEqualTo(StatementAnswer.Kind.DENIED);
      assertThat(answer.message())
          .contains("OWNERSHIP ON EXTERNAL TABLE \"LAKE\".\"PUBLIC\".\"ORDERS\"");
    }
  }

  @Test
  void whatOurRoleMayNotEvenSeeIsDeniedOnceACreateHasMetItTwice() {
    lake.create(Samples.orders());
    lake.snowflake()
        .executeAsAdmin("GRANT OWNERSHIP ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS TO ROLE OTHER_ROLE");
    assertThat(lake.look(Samples.ORDERS, Depth.DESC).found()).isEmpty();

    assertThat(create(Samples.orders()).kind()).isEqualTo(StatementAnswer.Kind.OVERTAKEN);
    assertThat(lake.look(Samples.ORDERS, Depth.DESC).kind()).isEqualTo(LookAnswer.Kind.FAILED);
    lake.passes(Duration.ofSeconds(10));
    assertThat(lake.look(Samples.ORDERS, Depth.DESC).found()).isEmpty();
    assertThat(create(Samples.orders()).kind()).isEqualTo(StatementAnswer.Kind.OVERTAKEN);
    assertThat(lake.look(Samples.ORDERS, Depth.DESC).kind()).isEqualTo(LookAnswer.Kind.DENIED);
  }

  @Test
  void whatIsGoneIsOvertaken() {
    for (Statement statement :
        List.of(
            Statement.Drop.of(Samples.ORDERS),
            Statement.Refresh.all(Samples.ORDERS),
            Statement.SetAutoRefresh.of(Samples.ORDERS, true),
            Statement.DropColumns.of(Samples.ORDERS, List.of("ID")))) {
      assertThat(lake.send(statement).kind()).isEqualTo(StatementAnswer.Kind.OVERTAKEN);
    }
    lake.create(Samples.orders());
    assertThat(create(Samples.orders()).kind()).isEqualTo(StatementAnswer.Kind.OVERTAKEN);
    assertThat(
            lake.send(
                    Statement.AddColumns.of(
                        Samples.ORDERS, List.of(Samples.orders().columns().get(0))))
                .kind())
        .isEqualTo(StatementAnswer.Kind.OVERTAKEN);
  }

  @Test
  @Tag("trap:snowflake-26")
  void aTableWhoseStageWasReplacedIsDenied() {
    lake.create(Samples.orders());
    lake.snowflake()
        .executeAsAdmin(
            "CREATE OR REPLACE STAGE LAKE.PUBLIC.LAKE_STAGE URL = 's3://lake-bucket/raw'"
                + " STORAGE_INTEGRATION = S3_INT;"
                + "GRANT USAGE ON STAGE LAKE.PUBLIC.LAKE_STAGE TO ROLE SYNC_ROLE");

    LookAnswer answer = lake.look(Samples.ORDERS, Depth.DESC);

    assertThat(answer.kind()).isEqualTo(LookAnswer.Kind.DENIED);
    assertThat(answer.sentence()).contains("stage");
  }

  @Test
  @Tag("trap:snowflake-33")
  void anAccountThatIgnoresTheCaseOfQuotedNamesIsRefused() {
    lake.snowflake().executeAsAdmin("ALTER ACCOUNT SET QUOTED_IDENTIFIERS_IGNORE_CASE = TRUE");

    assertThat(lake.look(Samples.ORDERS, Depth.SHOW).kind()).isEqualTo(LookAnswer.Kind.DENIED);
    assertThat(create(Samples.orders()).kind()).isEqualTo(StatementAnswer.Kind.DENIED);

    lake.snowflake()
        .executeAsAdmin("ALTER USER SYNC_USER SET QUOTED_IDENTIFIERS_IGNORE_CASE = FALSE");
    lake.passes(Duration.ofMinutes(1));
    assertThat(lake.look(Samples.ORDERS, Depth.SHOW).found()).isEmpty();
    assertThat(create(Samples.orders()).kind()).isEqualTo(StatementAnswer.Kind.DONE);
  }

  private StatementAnswer create(Target.ExternalTable target) {
    return lake.send(Statement.Create.of(target, Samples.mark(target)));
  }
}
