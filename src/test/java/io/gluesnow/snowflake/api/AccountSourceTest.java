package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AccountSourceTest {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final String KEY = TestKeys.secret("01-as-the-sample-says");
  private static final String PAT = TestKeys.secret("11-programmatic-access-token");

  private final ManualTime time = new ManualTime();
  private final Deque<Runnable> handedOver = new ArrayDeque<>();
  private String secret = KEY;
  private int reads;
  private AccountSource accounts = AccountSource.open(this::read, EVERY, Runnable::run, time);

  private String read() {
    reads++;
    if (secret == null) {
      throw new BadSecretException("The secret cannot be read: ask again.");
    }
    return secret;
  }

  @Test
  void itIsReadOnceAtFirstAndBadTextStopsTheStart() {
    assertThat(reads).isEqualTo(1);
    assertThat(accounts.current().user()).isEqualTo("GLUE_SYNC");
    secret = "{}";
    assertThatThrownBy(() -> AccountSource.open(this::read, EVERY, Runnable::run, time))
        .isInstanceOf(BadSecretException.class);
  }

  @Test
  void theSameSecretKeepsTheSameAccountSoThatItsTokensLiveOn() {
    SnowflakeAccount first = accounts.current();
    time.jump(EVERY);

    assertThat(accounts.current()).isSameAs(first);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void itIsReadAgainWhenItHasGrownOldAndNotBefore() {
    time.jump(EVERY.minusMillis(1));
    accounts.current();
    assertThat(reads).isEqualTo(1);

    time.jump(Duration.ofMillis(1));
    secret = PAT;
    accounts.current();

    assertThat(reads).isEqualTo(2);
    assertThat(accounts.current().credentials().carryLease()).isFalse();
  }

  @Test
  @Tag("trap:snowflake-37")
  void aRotatedKeyIsTakenOnRequestWithoutARestart() {
    time.jump(Duration.ofSeconds(30));
    secret = PAT;

    SnowflakeAccount fresh = accounts.refresh().join();

    assertThat(fresh.credentials().carryLease()).isFalse();
    assertThat(accounts.current()).isSameAs(fresh);
  }

  @Test
  void manyWhoAskAtOnceShareOneReading() {
    accounts = AccountSource.open(this::read, EVERY, handedOver::add, time);
    reads = 0;
    time.jump(Duration.ofSeconds(30));

    CompletableFuture<SnowflakeAccount> one = accounts.refresh();
    CompletableFuture<SnowflakeAccount> other = accounts.refresh();
    assertThat(one).isNotDone();
    handedOver.remove().run();

    assertThat(one).isCompleted();
    assertThat(other).isCompleted();
    assertThat(handedOver).isEmpty();
    assertThat(reads).isEqualTo(1);
    accounts.refresh().join();
    assertThat(reads).as("a reading that is young serves too").isEqualTo(1);
  }

  @Test
  void currentDoesNotWaitForAReading() {
    accounts = AccountSource.open(this::read, EVERY, handedOver::add, time);
    time.jump(EVERY);
    secret = PAT;

    assertThat(accounts.current().credentials().carryLease()).isTrue();
    assertThat(handedOver).hasSize(1);
    handedOver.remove().run();
    assertThat(accounts.current().credentials().carryLease()).isFalse();
  }

  @Test
  void aSecretThatCannotBeReadOrUsedLeavesTheLastGoodOneInForce() {
    SnowflakeAccount good = accounts.current();
    time.jump(Duration.ofSeconds(30));
    secret = null;
    assertThat(accounts.refresh().join()).isSameAs(good);
    assertThat(accounts.problem()).contains("The secret cannot be read: ask again.");

    time.jump(Duration.ofSeconds(30));
    secret = "{\"private_key\": hush-hush";
    assertThat(accounts.refresh().join()).isSameAs(good);
    assertThat(accounts.problem().orElseThrow()).startsWith("The secret is not a JSON object");

    time.jump(Duration.ofSeconds(30));
    secret = PAT;
    assertThat(accounts.refresh().join()).isNotSameAs(good);
    assertThat(accounts.problem()).isEmpty();
  }

  @Test
  void aFaultOfTheSourceItselfIsNamedByItsClassOnly() {
    SecretSource faulty =
        () -> {
          if (reads > 0) {
            throw new IllegalStateException("hush-hush");
          }
          return KEY;
        };
    reads = 0;
    accounts = AccountSource.open(faulty, EVERY, Runnable::run, time);
    reads = 1;
    time.jump(Duration.ofSeconds(30));

    accounts.refresh().join();

    assertThat(accounts.problem().orElseThrow())
        .contains("IllegalStateException")
        .doesNotContain("hush");
  }

  @Test
  void aStoppedExecutorEndsTheReadingAndNothingHangs() {
    accounts =
        AccountSource.open(
            this::read,
            EVERY,
            task -> {
              throw new RejectedExecutionException();
            },
            time);
    time.jump(Duration.ofSeconds(30));

    assertThat(accounts.refresh()).isCompletedWithValue(accounts.current());
    time.jump(Duration.ofSeconds(30));
    assertThat(accounts.refresh()).isCompletedWithValue(accounts.current());
  }
}
