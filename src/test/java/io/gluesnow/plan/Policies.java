package io.gluesnow.plan;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Policies for tests. */
final class Policies {
  private Policies() {}

  /** The defaults, with one stage over the whole bucket {@code lake}. */
  static Policy.Builder builder() {
    return Policy.builder("test").stage("dev.public.lake", "s3://lake/");
  }

  static Policy standard() {
    return confirmed(builder());
  }

  /** Built, and with every stage as Snowflake would confirm it. */
  static Policy confirmed(Policy.Builder builder) {
    Policy policy = builder.build();
    Map<ObjectName, Optional<String>> seen =
        policy.stageUrls().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> Optional.of(e.getValue())));
    return policy.withStages(seen);
  }
}
