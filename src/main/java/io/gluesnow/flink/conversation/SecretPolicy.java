package io.gluesnow.flink.conversation;

import io.gluesnow.config.PolicySettings;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.plan.Fingerprint;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Policy;
import io.gluesnow.plan.PolicyPlanner;
import io.gluesnow.snowflake.SnowflakeCatalog;
import io.gluesnow.snowflake.StageAnswer;
import io.gluesnow.snowflake.api.AccountSource;
import io.gluesnow.snowflake.api.SnowflakeAccount;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy of settings and secret, with each stage's real URL as Snowflake shows it. A secret
 * that names no usable stages or formats leaves the last good policy in force.
 */
final class SecretPolicy implements PolicyWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SecretPolicy.class);

  /** How long a start waits for Snowflake's stages before it goes on without. */
  private static final long FIRST_LOOK_SECONDS = 15;

  private final SyncConfig config;
  private final AccountSource accounts;
  private final SnowflakeCatalog snowflake;
  private volatile Policy policy;
  private volatile Planner planner;

  /** What Snowflake last showed of all stages; null while it has not shown each. */
  private volatile String stages;

  private SecretPolicy(SyncConfig config, AccountSource accounts, SnowflakeCatalog snowflake) {
    this.config = config;
    this.accounts = accounts;
    this.snowflake = snowflake;
  }

  /**
   * Waits a moment for what Snowflake says of the stages; while it says nothing, the tables on a
   * stage are refused as not seen yet, and looked at again.
   *
   * @throws IllegalArgumentException with a sentence, where the secret's stages make no sense
   */
  static SecretPolicy open(SyncConfig config, AccountSource accounts, SnowflakeCatalog snowflake) {
    SecretPolicy watch = new SecretPolicy(config, accounts, snowflake);
    watch.take(watch.of(accounts.current()));
    try {
      watch.confirmStages().get(FIRST_LOOK_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      LOG.warn("Snowflake has not shown the stages in time: their tables wait");
    }
    return watch;
  }

  @Override
  public Planner planner() {
    return planner;
  }

  @Override
  public Optional<String> settled() {
    return Optional.ofNullable(stages).map(shown -> Fingerprint.of(policy.fingerprint(), shown));
  }

  @Override
  public CompletableFuture<Void> refresh() {
    return accounts
        .refresh()
        .thenAccept(
            account -> {
              try {
                Policy next = of(account);
                if (!next.fingerprint().equals(policy.fingerprint())) {
                  stages = null;
                  take(next);
                }
              } catch (IllegalArgumentException e) {
                LOG.warn("the last good policy stays in force: {}", e.getMessage());
              }
            })
        .thenCompose(nothing -> confirmStages());
  }

  private Policy of(SnowflakeAccount account) {
    Policy.Builder builder = PolicySettings.of(config).stages(account.stages());
    return account.fileFormats().isEmpty()
        ? builder.build()
        : builder.fileFormatNames(account.fileFormats()).build();
  }

  private CompletableFuture<Void> confirmStages() {
    return snowflake
        .stages(policy.stageUrls().keySet())
        .thenAccept(
            answers -> {
              Map<ObjectName, Optional<String>> learnt = new HashMap<>();
              answers.forEach(
                  (name, answer) -> {
                    if (answer.kind() != StageAnswer.Kind.FAILED) {
                      learnt.put(name, answer.url());
                    }
                  });
              if (learnt.size() == answers.size()) {
                stages = new TreeMap<>(learnt).toString();
              }
              Policy next = policy.withStages(learnt);
              if (!next.equals(policy)) {
                take(next);
              }
            });
  }

  private synchronized void take(Policy next) {
    policy = next;
    planner = PolicyPlanner.of(next);
  }
}
