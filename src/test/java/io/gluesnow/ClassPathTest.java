package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of two jars on the class path matters; this test is what notices when it changes. */
class ClassPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.flink.connector.aws.sink.throwable.AWSExceptionHandler",
        "org.apache.flink.connector.aws.sink.throwable.AWSExceptionClassifierUtil",
        "org.apache.flink.connector.aws.table.util.AsyncClientOptionsUtils"
      })
  void sharedClassesComeFromAwsBaseAndNotFromTheKinesisConnector(String name) {
    URL home = getClass().getClassLoader().getResource(name.replace('.', '/') + ".class");
    assertThat(home).isNotNull().asString().contains("flink-connector-aws-base");
  }

  @Test
  void jdkDoorsThatFlinkNeedsAreOpen() {
    assertThat(Object.class.getModule().isOpen("java.util", getClass().getModule())).isTrue();
  }
}
