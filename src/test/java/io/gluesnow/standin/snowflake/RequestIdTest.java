package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * https://docs.snowflake.com/en/developer-guide/sql-api/submitting-requests, "Resubmitting a
 * request".
 */
class RequestIdTest {
  private final ManualTime time = ManualTime.startingAt(World.NOON);
  private final StrictSnowflake snowflake = World.at(time).start(0);
  private final SqlApiClient client = new SqlApiClient(snowflake);
  private final String id = UUID.randomUUID().toString();

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private SqlApiClient.Answer send(String query) {
    return client.post("?requestId=" + id + query, client.body(World.createOrders()));
  }

  @Test
  void aSecondSendWithoutRetryRunsAgain() {
    assertThat(send("").status).isEqualTo(200);
    assertThat(send("").code()).isEqualTo("002002");
    assertThat(send("&retry=false").code()).isEqualTo("002002");
  }

  @Test
  void aRetryOfASuccessGivesTheEarlierOutcome() {
    SqlApiClient.Answer first = send("");
    SqlApiClient.Answer second = send("&retry=true");

    assertThat(second.status).isEqualTo(200);
    assertThat(second.handle()).isEqualTo(first.handle());
    assertThat(snowflake.journal().size()).isEqualTo(1);
  }

  @Test
  void aRetryOfAFailureRunsAgain() {
    snowflake.faults().once(request -> true, Fault.permissionMissing());
    assertThat(send("").code()).isEqualTo("003001");

    assertThat(send("&retry=true").status).isEqualTo(200);
  }

  @Test
  void aRetryOfWhatStillRunsRunsAgain() {
    snowflake
        .faults()
        .once(request -> true, Fault.slow(Duration.ofSeconds(5)).and(Fault.accepted()));
    send("");
    assertThat(send("&retry=true").status).isEqualTo(200);
    time.advance(5_000);

    assertThat(snowflake.journal().entries()).hasSize(2);
    assertThat(snowflake.journal().entries().get(1).failure().get().code()).isEqualTo("002002");
  }

  @Test
  void anIdIsForgottenAfterATime() {
    snowflake.requestIdMemory(Duration.ofSeconds(10));
    send("");
    time.advance(10_001);

    assertThat(send("&retry=true").code()).isEqualTo("002002");
  }
}
