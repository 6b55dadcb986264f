package io.gluesnow.standin.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who changes the catalog, as CloudTrail tells them apart. */
public enum Caller {
  /** Somebody in the console. */
  PERSON(
      "data-admin",
      "jlee",
      "192.0.2.81",
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
      null),
  CRAWLER(
      "harbor-crawler-role",
      "AWS-Crawler",
      "glue.amazonaws.com",
      "glue.amazonaws.com",
      "glue.amazonaws.com"),
  ATHENA(
      "quay-analyst",
      "mkhan",
      "athena.amazonaws.com",
      "athena.amazonaws.com",
      "athena.amazonaws.com"),
  /** A Spark job with a metastore client or Iceberg's catalog. */
  SPARK(
      "lake-writer",
      "spark-7f1",
      "203.0.113.17",
      "aws-sdk-java/2.29.0 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1 lang/java#17.0.13",
      null);

  private final String role;
  private final String session;
  private final String sourceAddress;
  private final String userAgent;
  private final String invokedBy;

  Caller(String role, String session, String sourceAddress, String userAgent, String invokedBy) {
    this.role = role;
    this.session = session;
    this.sourceAddress = sourceAddress;
    this.userAgent = userAgent;
    this.invokedBy = invokedBy;
  }

  String arn(String account) {
    return "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session;
  }

  String sourceAddress() {
    return sourceAddress;
  }

  String userAgent() {
    return userAgent;
  }

  boolean isService() {
    return invokedBy != null;
  }

  /** Writes {@code userIdentity} as of a session that began a while ago. */
  void identify(ObjectNode record, String account, Instant now) {
    ObjectNode identity = record.putObject("userIdentity");
    String roleId = "AROAEXAMPLE" + name();
    identity.put("type", "AssumedRole");
    identity.put("principalId", roleId + ":" + session);
    identity.put("arn", arn(account));
    identity.put("accountId", account);
    identity.put("accessKeyId", "ASIAEXAMPLEKEY000001");
    ObjectNode context = identity.putObject("sessionContext");
    context
        .putObject("sessionIssuer")
        .put("type", "Role")
        .put("principalId", roleId)
        .put("arn", "arn:aws:iam::" + account + ":role/service-role/" + role)
        .put("accountId", account)
        .put("userName", role);
    context.putObject("webIdFederationData");
    context
        .putObject("attributes")
        .put(
            "creationDate",
            now.minus(11, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS).toString())
        .put("mfaAuthenticated", "false");
    if (invokedBy != null) {
      identity.put("invokedBy", invokedBy);
    }
  }
}
