package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class CausesTest {
  @Test
  void theDeepestCauseSpeaksWithoutItsClassAndItsPlaces() {
    String trace =
        String.join(
            "\n",
            "org.apache.flink.runtime.JobException: Recovery is suppressed by a strategy",
            "\tat org.apache.flink.runtime.Handler.handle(Handler.java:219)",
            "Caused by: java.lang.IllegalStateException: it did not open",
            "\tat x.Y.z(Y.java:1)",
            "\t... 4 more",
            "Caused by: io.gluesnow.snowflake.api.BadSecretException: The secret a/b cannot be read:"
                + " there is none of that name.",
            "\tat x.Y.z(Y.java:1)");

    assertThat(Causes.deepest(trace))
        .isEqualTo("The secret a/b cannot be read: there is none of that name.");
  }

  @Test
  void aMessageOfSeveralLinesIsKeptWhole() {
    assertThat(Causes.deepest("a.B: two faults:\n- one\n- two\n\tat x.Y.z(Y.java:1)"))
        .isEqualTo("two faults:\n- one\n- two");
  }

  @Test
  void theClassIsNamedWhereTheMessageSaysTooLittle() {
    assertThat(Causes.deepest("java.lang.NullPointerException\n\tat x.Y.z(Y.java:1)"))
        .isEqualTo("NullPointerException");
    assertThat(Causes.deepest("java.nio.file.NoSuchFileException: /tmp/x"))
        .isEqualTo("NoSuchFileException: /tmp/x");
  }

  @Test
  void anExceptionAtHandIsReadTheSameWay() {
    assertThat(
            Causes.of(new RuntimeException("outside", new ConnectException("Connection refused"))))
        .isEqualTo("Connection refused");
    assertThat(Causes.of(new RuntimeException(new ConnectException())))
        .isEqualTo("ConnectException");
    assertThat(Causes.of(new java.nio.file.NoSuchFileException("/tmp/x")))
        .isEqualTo("NoSuchFileException: /tmp/x");
  }
}
