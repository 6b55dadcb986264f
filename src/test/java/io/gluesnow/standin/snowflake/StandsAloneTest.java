package io.gluesnow.standin.snowflake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/**
 * The server knows the documentation only: nothing of the job, and nothing that the local jar does
 * not carry.
 */
class StandsAloneTest {
  @Test
  void theServerNeedsTheJdkAndJacksonOnly() {
    DescribedPredicate<JavaClass> server =
        DescribedPredicate.describe(
            "of the server", type -> !outermost(type).getSimpleName().endsWith("Test"));
    classes()
        .that(server)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "com.fasterxml.jackson..", "io.gluesnow.standin.snowflake")
        .check(new ClassFileImporter().importPackages("io.gluesnow.standin.snowflake"));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(StandsAloneTest::outermost).orElse(type);
  }
}
