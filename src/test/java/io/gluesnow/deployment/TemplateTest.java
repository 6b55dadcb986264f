package io.gluesnow.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.cloudtrail.CloudTrailDecoder;
import io.gluesnow.cloudtrail.Decoded;
import io.gluesnow.cloudtrail.EventSources;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.plan.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private final Template template = Template.read();

  @Test
  void theRuleForwardsExactlyTheCallsThatTheJobReads() throws IOException {
    String[] detail = {"Resources", "Rule", "Properties", "EventPattern", "detail"};
    List<?> sources = template.list(with(detail, "eventSource"));
    List<?> forwarded = template.list(with(detail, "eventName"));
    Set<String> read = new TreeSet<>();
    for (String line : Files.readAllLines(Paths.get("src/test/resources/cloudtrail/calls.txt"))) {
      String[] call = line.split(" ");
      if (sources.contains(call[0])
          && decode(call[0], call[1]).ended(OutcomeKind.IRRELEVANT) == 0) {
        read.add(call[1]);
      }
    }

    assertThat(EventSources.RELEVANT).containsAll(List.of(sources.toArray(new String[0])));
    assertThat(forwarded.stream().map(Object::toString)).containsExactlyInAnyOrderElementsOf(read);
  }

  private static Decoded decode(String source, String call) {
    String record =
        "{\"eventVersion\":\"1.11\",\"eventSource\":\""
            + source
            + "\",\"eventName\":\""
            + call
            + "\"}";
    return new CloudTrailDecoder().decode(record.getBytes(UTF_8));
  }

  @Test
  void anOrderThatTheOtherRuleForwardsIsReadAsOne() {
    Map<String, Object> pattern =
        template.map("Resources", "OrdersRule", "Properties", "EventPattern");
    String order =
        "{\"source\":\""
            + ((List<?>) pattern.get("source")).get(0)
            + "\",\"detail-type\":\""
            + ((List<?>) pattern.get("detail-type")).get(0)
            + "\",\"id\":\"1\",\"time\":\"2026-11-03T09:00:00Z\","
            + "\"detail\":{\"command\":\"resync\",\"all\":true}}";

    assertThat(new CloudTrailDecoder().decode(order.getBytes(UTF_8)).controls()).hasSize(1);
  }

  @Test
  void theRuleMayWriteToTheStreamAndKeepsWhatItCannotDeliver() {
    String[] target = {"Resources", "Rule", "Properties", "Targets", "0"};

    assertThat(template.map(target).get("Arn")).isEqualTo(Map.of("!GetAtt", "Stream.Arn"));
    assertThat(template.map(target).get("RoleArn")).isEqualTo(Map.of("!GetAtt", "RuleRole.Arn"));
    assertThat(template.map(target).get("DeadLetterConfig"))
        .isEqualTo(Map.of("Arn", Map.of("!GetAtt", "UndeliveredQueue.Arn")));
    assertThat(template.list("Resources", "UndeliveredQueuePolicy", "Properties", "Queues"))
        .isEqualTo(List.of(Map.of("!Ref", "UndeliveredQueue")));
    assertThat(template.at("Resources", "Stream", "Type")).isEqualTo("AWS::Kinesis::Stream");
  }

  @Test
  void theSecretHasNoValueHereAndOutlivesTheStack() {
    Map<String, Object> secret = template.map("Resources", "Secret");

    assertThat(secret.get("DeletionPolicy")).isEqualTo("Retain");
    assertThat(secret.get("UpdateReplacePolicy")).isEqualTo("Retain");
    assertThat(secret.get("Condition")).isEqualTo("MakesSecret");
    assertThat(template.map("Resources", "Secret", "Properties"))
        .containsOnlyKeys("Name", "Description", "KmsKeyId");
  }

  @Test
  @Tag("trap:aws-18")
  void theServiceIsToldWhatItWouldOtherwiseIgnore() {
    String[] flink = {
      "Resources",
      "Application",
      "Properties",
      "ApplicationConfiguration",
      "FlinkApplicationConfiguration"
    };
    Map<String, Object> checkpoints = template.map(with(flink, "CheckpointConfiguration"));
    Map<String, Object> parallelism = template.map(with(flink, "ParallelismConfiguration"));

    assertThat(template.at("Resources", "Application", "Properties", "RuntimeEnvironment"))
        .isEqualTo("FLINK-1_20");
    assertThat(checkpoints)
        .containsEntry("ConfigurationType", "CUSTOM")
        .containsEntry("CheckpointingEnabled", "true")
        .containsEntry("CheckpointInterval", Map.of("!Ref", "CheckpointMilliseconds"));
    assertThat(template.map("Parameters", "CheckpointMilliseconds"))
        .containsEntry("MinValue", "5000")
        .containsEntry("MaxValue", "10000");
    assertThat(parallelism)
        .containsEntry("ConfigurationType", "CUSTOM")
        .containsEntry("AutoScalingEnabled", "false");
    assertThat(template.map(with(flink, "MonitoringConfiguration")))
        .containsEntry("ConfigurationType", "CUSTOM");
    assertThat(
            template.at(
                "Resources",
                "Application",
                "Properties",
                "ApplicationConfiguration",
                "ApplicationSnapshotConfiguration",
                "SnapshotsEnabled"))
        .isEqualTo("true");
  }

  @Test
  void theJobMayDoWhatItDoesAndNothingElse() {
    Set<String> always = new TreeSet<>();
    Set<String> sometimes = new TreeSet<>();
    for (Object statement : statements()) {
      Map<?, ?> entry = (Map<?, ?>) statement;
      boolean conditional = entry.containsKey("Fn::If");
      Map<?, ?> grant = conditional ? (Map<?, ?>) ((List<?>) entry.get("Fn::If")).get(1) : entry;
      assertThat(grant.get("Resource")).as("%s", grant).isNotEqualTo("*");
      Object action = grant.get("Action");
      List<?> actions = action instanceof List ? (List<?>) action : List.of(action);
      actions.forEach(a -> (conditional ? sometimes : always).add(a.toString()));
    }

    assertThat(always)
        .containsExactly(
            "glue:GetDatabase",
            "glue:GetDatabases",
            "glue:GetTable",
            "glue:GetTables",
            "kinesis:DescribeStream",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents",
            "s3:GetObject",
            "s3:GetObjectVersion",
            "secretsmanager:GetSecretValue",
            "sqs:SendMessage");
    assertThat(sometimes)
        .containsExactly(
            "kinesis:DeregisterStreamConsumer",
            "kinesis:DescribeStreamConsumer",
            "kinesis:DescribeStreamSummary",
            "kinesis:RegisterStreamConsumer",
            "kinesis:SubscribeToShard",
            "kms:Decrypt",
            "s3:GetObject",
            "s3:ListBucket",
            "sts:AssumeRole");
  }

  @Test
  void theTrailsKeyMayBeUsedForItsObjectsOnlyAndWhereOneIsNamed() {
    assertThat(template.map("Parameters", "TrailKmsKeyArn")).containsEntry("Default", "");
    assertThat(statements())
        .filteredOn(statement -> statement.toString().contains("TrailKmsKeyArn"))
        .singleElement()
        .isEqualTo(
            Map.of(
                "Fn::If",
                List.of(
                    "HasTrailKey",
                    Map.of(
                        "Sid",
                        "ArchiveKey",
                        "Effect",
                        "Allow",
                        "Action",
                        "kms:Decrypt",
                        "Resource",
                        Map.of("!Ref", "TrailKmsKeyArn"),
                        "Condition",
                        Map.of("StringLike", Map.of("kms:ViaService", "s3.*.amazonaws.com"))),
                    Map.of("!Ref", "AWS::NoValue"))));
  }

  @Test
  void theSettingsOfTheTemplateAreAcceptedAndBeginInShadowMode() {
    SyncConfig config = SyncConfig.of(settings());

    assertThat(config.get(SyncOptions.APPLY)).isEqualTo(SyncOptions.Apply.OFF);
    assertThat(config.get(SyncOptions.DELETION)).isEqualTo(Policy.Deletion.OFF);
    assertThat(config.streamName()).contains("gluesnow-events");
  }

  @Test
  void eachChoiceThatTheTemplateOffersIsAccepted() {
    for (String parameter : template.map("Parameters").keySet()) {
      Object allowed = template.at("Parameters", parameter, "AllowedValues");
      if (allowed != null && !parameter.equals("LogRetentionDays")) {
        for (Object value : (List<?>) allowed) {
          SyncConfig.of(settings(Map.of(parameter, value.toString())));
        }
      }
    }
  }

  @Test
  void theDefaultsOfTheTemplateAreThoseOfTheOptions() {
    SyncConfig config = SyncConfig.of(settings());

    SyncOptions.all().stream()
        .filter(o -> o.hasDefaultValue() && !o.key().equals(SyncOptions.CONSUMER.key()))
        .forEach(o -> assertThat(config.get(o)).as(o.key()).isEqualTo(o.defaultValue()));
  }

  @Test
  void everyOptionIsNamedInTheTemplateOrAnExampleAndEveryNameIsAnOption() throws IOException {
    Set<String> named = new TreeSet<>(settings().keySet());
    try (Stream<Path> files = Files.list(Paths.get("job-configs"))) {
      files.forEach(file -> named.addAll(PropertyGroups.ofFile(file).keySet()));
    }
    Set<String> options =
        SyncOptions.all().stream().map(o -> o.key()).collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isEqualTo(options);
  }

  /** What the job's role may do. */
  private List<?> statements() {
    return template.list(
        "Resources", "Role", "Properties", "Policies", "0", "PolicyDocument", "Statement");
  }

  private Map<String, String> settings() {
    return settings(Map.of());
  }

  /** The property groups with each parameter at its default or at the value given. */
  private Map<String, String> settings(Map<String, String> parameters) {
    Map<String, String> settings = new TreeMap<>();
    for (Object group :
        template.list(
            "Resources",
            "Application",
            "Properties",
            "ApplicationConfiguration",
            "EnvironmentProperties",
            "PropertyGroups")) {
      Map<?, ?> entry = (Map<?, ?>) group;
      ((Map<?, ?>) entry.get("PropertyMap"))
          .forEach(
              (key, value) ->
                  settings.put(entry.get("PropertyGroupId") + "." + key, value(value, parameters)));
    }
    return settings;
  }

  private String value(Object value, Map<String, String> parameters) {
    if (value instanceof String) {
      return (String) value;
    }
    String what = value.toString();
    Map<String, String> known =
        Map.of(
            "{!GetAtt=Stream.Arn}",
            "arn:aws:kinesis:eu-west-1:111122223333:stream/gluesnow-events",
            "{!Ref=AWS::StackName}",
            "gluesnow",
            "{!Ref=AWS::Region}",
            "eu-west-1",
            "{!Ref=DeadLetterQueue}",
            "https://sqs.eu-west-1.amazonaws.com/111122223333/gluesnow-dead-letters",
            "{!If=[AssumesRoles, {!Join=[;, {!Ref=GlueRoles}]}, {!Ref=AWS::NoValue}]}",
            "",
            "{!If=[MakesSecret, {!Ref=Secret}, {!Ref=SecretArn}]}",
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:gluesnow/snowflake-abcdef");
    if (known.containsKey(what)) {
      return known.get(what);
    }
    String parameter = ((Map<?, ?>) value).get("!Ref").toString();
    return parameters.getOrDefault(
        parameter, template.at("Parameters", parameter, "Default").toString());
  }

  private static String[] with(String[] path, String last) {
    return Stream.concat(Stream.of(path), Stream.of(last)).toArray(String[]::new);
  }
}
