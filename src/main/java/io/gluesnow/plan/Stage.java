package io.gluesnow.plan;

import java.util.Objects;

/** A stage as it is configured, with what Snowflake says of it. */
final class Stage {
  private final ObjectName name;
  private final S3Location url;
  private final StageTruth truth;

  private Stage(ObjectName name, S3Location url, StageTruth truth) {
    this.name = name;
    this.url = url;
    this.truth = Objects.requireNonNull(truth, "truth");
  }

  static Stage of(String name, String url) {
    S3Location location =
        S3Location.parse(url)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "stage " + name + " needs an address like s3://bucket/ instead of " + url));
    return new Stage(Identifiers.parse(name), location, StageTruth.UNKNOWN);
  }

  Stage with(StageTruth newTruth) {
    return new Stage(name, url, newTruth);
  }

  ObjectName name() {
    return name;
  }

  S3Location url() {
    return url;
  }

  StageTruth truth() {
    return truth;
  }

  /** What stands in the way of using it, thrown; nothing where Snowflake has confirmed its URL. */
  void requireUsable() {
    switch (truth.state()) {
      case CONFIRMED:
        return;
      case UNKNOWN:
        throw new Refused(
            Refusal.Reason.STAGE_UNSEEN,
            "the URL of stage " + name + " has not been read from Snowflake yet");
      case UNSEEN:
        throw new Refused(
            Refusal.Reason.STAGE_UNSEEN,
            "stage "
                + name
                + " does not exist in Snowflake or our role may not see it: create it with URL "
                + url
                + " or grant USAGE on it, its schema and its database");
      case DIFFERS:
        throw new Refused(
            Refusal.Reason.STAGE_DIFFERS,
            "stage "
                + name
                + " is configured as "
                + url
                + " but points to "
                + truth.url()
                + " in Snowflake: correct the one that is wrong");
      default:
        throw new IllegalStateException(truth.toString());
    }
  }

  @Override
  public String toString() {
    return name + " = " + url;
  }
}
