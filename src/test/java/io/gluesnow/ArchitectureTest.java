package io.gluesnow;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The walls between the rooms: who may know whom. */
@AnalyzeClasses(packages = "io.gluesnow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.gluesnow";
  private static final String CATALOG = "io.gluesnow.catalog..";
  private static final String PLAN = "io.gluesnow.plan..";
  private static final String CONVERGE = "io.gluesnow.converge..";
  private static final String CLOUDTRAIL = "io.gluesnow.cloudtrail..";
  private static final String ARCHIVE = "io.gluesnow.cloudtrail.archive..";
  private static final String GLUE = "io.gluesnow.glue..";
  private static final String SNOWFLAKE = "io.gluesnow.snowflake..";
  private static final String SNOWFLAKE_API = "io.gluesnow.snowflake.api..";
  private static final String CONFIG = "io.gluesnow.config..";
  private static final String FLINK = "io.gluesnow.flink..";
  private static final String CLI = "io.gluesnow.cli..";

  @ArchTest static final ArchRule catalogKnowsTheJdkOnly = knowsOnly(CATALOG, "java..");

  @ArchTest static final ArchRule planKnowsTheCatalogOnly = knowsOnly(PLAN, "java..", CATALOG);

  @ArchTest
  static final ArchRule convergeKnowsPlanAndCatalogOnly =
      knowsOnly(CONVERGE, "java..", CATALOG, PLAN);

  @ArchTest
  static final ArchRule cloudtrailKnowsTheCatalogAndJson =
      knowsOnly(
          CLOUDTRAIL,
          "java..",
          CATALOG,
          "com.fasterxml.jackson..",
          "org.slf4j..",
          // One class of the archive's only, by the rule on SDK types below.
          "software.amazon.awssdk..");

  @ArchTest
  static final ArchRule theArchiveIsReadWithoutJsonLibraries =
      noClasses()
          .that()
          .resideInAPackage(ARCHIVE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson..", CATALOG);

  @ArchTest
  static final ArchRule glueKnowsTheCatalogAndTheSdk =
      knowsOnly(
          GLUE,
          "java..",
          CATALOG,
          "software.amazon.awssdk..",
          "io.netty..",
          "com.fasterxml.jackson..",
          "org.reactivestreams..",
          "org.slf4j..");

  @ArchTest
  static final ArchRule theHttpHalfOfSnowflakeKnowsSqlAndNoTables =
      noClasses()
          .that()
          .resideInAPackage(SNOWFLAKE_API)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CATALOG, PLAN, CONVERGE, GLUE, CLOUDTRAIL);

  @ArchTest
  static final ArchRule snowflakeKnowsNothingOfTheOtherCloudOrTheJob =
      noClasses()
          .that()
          .resideInAPackage(SNOWFLAKE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(GLUE, CLOUDTRAIL, FLINK, CLI);

  @ArchTest
  static final ArchRule onlyFourRoomsKnowFlink =
      noClasses()
          .that()
          .resideOutsideOfPackages(FLINK, CONFIG, CLI, ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "com.amazonaws.services.kinesisanalytics..");

  @ArchTest
  static final ArchRule sdkTypesStopAtGlueTheSecretTheOrdersStreamAndTheBucket =
      noClasses()
          .that()
          .resideOutsideOfPackage(GLUE)
          .and()
          .haveSimpleNameNotContaining("Secret")
          .and()
          .doNotHaveFullyQualifiedName("io.gluesnow.cli.OrderStream")
          .and()
          .haveNameNotMatching("io\\.gluesnow\\.cloudtrail\\.archive\\.S3ObjectStore(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule secretsAreReadInTwoRoomsAtMost =
      noClasses()
          .that()
          .resideOutsideOfPackages(GLUE, SNOWFLAKE, CONFIG)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk.services.secretsmanager..");

  @ArchTest
  static final ArchRule onlySnowflakeSpeaksHttp =
      noClasses()
          .that()
          .resideOutsideOfPackage(SNOWFLAKE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "okio..", "kotlin..");

  @ArchTest
  static final ArchRule nothingImportsTheRoot =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule theJobDoesNotNeedItsCommands =
      noClasses()
          .that()
          .resideInAnyPackage(FLINK, CONFIG, CLOUDTRAIL, GLUE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);

  @ArchTest
  static final ArchRule noRoomIsForOddsAndEnds =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  @ArchTest
  static final ArchRule roomsDoNotGoRoundInCircles =
      slices().matching("io.gluesnow.(*)..").should().beFreeOfCycles();

  /** The same input must give the same answer, or a failing seed could not be played again. */
  @ArchTest
  static final ArchRule thePureRoomsAskNobodyForTheTimeOrForLuck =
      noClasses()
          .that()
          .resideInAnyPackage(CATALOG, PLAN, CONVERGE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Instant.class, "now", Clock.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..");

  @ArchTest
  static final ArchRule everyOtherRoomIsGivenItsClock =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now");

  /** Managed Flink refuses or ignores them there; a local run is a cluster of our own. */
  @Test
  @Tag("trap:aws-18")
  void settingsOfTheClusterAreNotMadeInCode() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .haveSimpleName("CheckpointConfig")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                "org\\.apache\\.flink\\.configuration"
                    + "\\.(Checkpointing|StateBackend|RestartStrategy|StateRecovery)Options")
            .orShould()
            .callMethodWhere(
                target(
                        nameMatching(
                            "enableCheckpointing|setStateBackend|setRestartStrategy|configure"))
                    .and(target(owner(assignableTo(StreamExecutionEnvironment.class)))));
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    rule.check(ours);
    JavaClasses withTests = new ClassFileImporter().importPackages(ROOT);
    assertThat(rule.evaluate(withTests).hasViolation())
        .as("the tests run on clusters of their own, so the rule must refuse them")
        .isTrue();
  }

  @Test
  void aWallThatIsBrokenIsNoticed() {
    JavaClasses withTests = new ClassFileImporter().importPackages("io.gluesnow");
    assertThat(catalogKnowsTheJdkOnly.evaluate(withTests).hasViolation())
        .as("the catalog's tests import AssertJ, so the rule must refuse them")
        .isTrue();
  }

  private static ArchRule knowsOnly(String room, String... known) {
    String[] all = Arrays.copyOf(known, known.length + 1);
    all[known.length] = room;
    return classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(all);
  }
}
