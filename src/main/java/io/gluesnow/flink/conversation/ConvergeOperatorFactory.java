package io.gluesnow.flink.conversation;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.flink.AccountsAudience;
import io.gluesnow.flink.OutcomeRecord;
import io.gluesnow.flink.ScopeNews;
import io.gluesnow.flink.TableNews;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Makes converge operators with the mailbox through which answers come back to the task thread. */
public final class ConvergeOperatorFactory extends AbstractStreamOperatorFactory<OutcomeRecord>
    implements TwoInputStreamOperatorFactory<TableNews, ScopeNews, OutcomeRecord> {
  private static final long serialVersionUID = 1L;

  private final SyncConfig config;
  private final Clients clients;
  private final AccountsAudience audience;
  private final Duration checkpointInterval;

  /**
   * @param checkpointInterval of the cluster, from which the lease follows unless it is set
   */
  public ConvergeOperatorFactory(
      SyncConfig config, Clients clients, AccountsAudience audience, Duration checkpointInterval) {
    this.config = Objects.requireNonNull(config, "config");
    this.clients = Objects.requireNonNull(clients, "clients");
    this.audience = Objects.requireNonNull(audience, "audience");
    this.checkpointInterval = Objects.requireNonNull(checkpointInterval, "checkpointInterval");
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends StreamOperator<OutcomeRecord>> T createStreamOperator(
      StreamOperatorParameters<OutcomeRecord> parameters) {
    ConvergeOperator operator =
        new ConvergeOperator(
            config,
            clients,
            audience,
            checkpointInterval,
            parameters.getMailboxExecutor(),
            parameters.getProcessingTimeService());
    operator.setup(
        parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
    return (T) operator;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return ConvergeOperator.class;
  }
}
