package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.catalog.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final ObjectName LAKE = ObjectName.of("DEV", "PUBLIC", "LAKE");

  @Test
  void eachSettingChangesTheFingerprint() {
    List<UnaryOperator<Policy.Builder>> changes =
        List.of(
            b -> b.apply(false),
            b -> b.selection(Selection.of("a", "")),
            b -> b.selection(Selection.of("", "a")),
            b -> b.namingRules(List.of(NamingRule.of("a", "b", "c", "d", "e"))),
            b -> b.letterCase(Policy.Case.KEEP),
            b -> b.stage("a.b.c", "s3://other/"),
            b -> b.fileFormats(Set.of(FileFormat.Type.CSV)),
            b -> b.keys(Policy.Keys.EXACT),
            b -> b.layout(Policy.Layout.HIVE),
            b -> b.escapes(Policy.Escapes.HIDE),
            b -> b.nested(Policy.Nested.TYPED),
            b -> b.quotedEscapes(Policy.QuotedEscapes.REFUSE),
            b -> b.deletion(Policy.Deletion.DROP),
            b -> b.grace(Duration.ofHours(1)),
            b -> b.retype(Policy.Retype.IN_PLACE),
            b -> b.adopt(true),
            b -> b.autoRefresh(true),
            b -> b.comments(false),
            b -> b.lakeFormation(Policy.LakeFormation.REFUSE));
    List<String> fingerprints = new ArrayList<>();
    fingerprints.add(Policies.builder().build().fingerprint());
    fingerprints.add(
        Policy.builder("other").stage("dev.public.lake", "s3://lake/").build().fingerprint());
    changes.forEach(
        change -> fingerprints.add(change.apply(Policies.builder()).build().fingerprint()));

    assertThat(fingerprints).doesNotHaveDuplicates();
    assertThat(Policies.builder().build().fingerprint()).isEqualTo(fingerprints.get(0));
  }

  @Test
  void whatSnowflakeSaysOfTheStagesIsNoSetting() {
    Policy policy = Policies.builder().build();

    Policy confirmed = policy.withStages(Map.of(LAKE, Optional.of("s3://lake")));

    assertThat(confirmed.fingerprint()).isEqualTo(policy.fingerprint());
    assertThat(confirmed).isNotEqualTo(policy);
  }

  @Test
  void aStageIsUsedOnlyWhereSnowflakeConfirmsItsUrl() {
    Policy policy = Policies.builder().build();

    assertThat(refusal(policy)).startsWith("stage-unseen").contains("not been read");
    assertThat(refusal(policy.withStages(Map.of(LAKE, Optional.of("s3a://lake"))))).isEmpty();
    assertThat(refusal(policy.withStages(Map.of(LAKE, Optional.of("s3://lake/raw/")))))
        .startsWith("stage-differs")
        .contains("s3://lake/raw/");
    assertThat(refusal(policy.withStages(Map.of(LAKE, Optional.of("azure://x/y")))))
        .startsWith("stage-differs");
    assertThat(refusal(policy.withStages(Map.of(LAKE, Optional.of("")))))
        .startsWith("stage-differs");
    Policy unseen = policy.withStages(Map.of(LAKE, Optional.empty()));
    assertThat(refusal(unseen)).startsWith("stage-unseen").contains("grant");
    assertThat(refusal(unseen.withStages(Map.of()))).startsWith("stage-unseen").contains("grant");
    assertThat(refusal(unseen.withStages(Map.of(LAKE, Optional.of("s3://lake/"))))).isEmpty();
  }

  private static String refusal(Policy policy) {
    Target target = TargetMapper.of(policy).map(Glue.parquet().column("id", "int").definition());
    return target.externalTable().isPresent() ? "" : ((Target.None) target).refusal().toString();
  }

  @Test
  void stageNamesAreFoldedUnlessQuoted() {
    Policy policy =
        Policy.builder("t")
            .stages(Map.of("dev_db.public.customerstage", "s3://sample-customers-bucket123/"))
            .stage("\"My Db\".\"a.b\".\"say \"\"hi\"\"\"", "s3a://b//x")
            .build();

    assertThat(policy.stageUrls())
        .containsOnly(
            Map.entry(
                ObjectName.of("DEV_DB", "PUBLIC", "CUSTOMERSTAGE"),
                "s3://sample-customers-bucket123/"),
            Map.entry(ObjectName.of("My Db", "a.b", "say \"hi\""), "s3://b/x/"));
  }

  @Test
  void badSettingsSayWhatToWriteInstead() {
    assertThatThrownBy(() -> Policy.builder("no blanks")).hasMessageContaining("letters, digits");
    assertThatThrownBy(() -> Policies.builder().stage("lake", "s3://x/"))
        .hasMessageContaining("with its database and schema");
    assertThatThrownBy(() -> Policies.builder().stage("a..b", "s3://x/"))
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> Policies.builder().stage("a.b.\"c", "s3://x/"))
        .hasMessageContaining("not closed");
    assertThatThrownBy(() -> Policies.builder().stage("a.b.c", "https://x/"))
        .hasMessageContaining("s3://bucket/");
    assertThatThrownBy(() -> Policies.builder().stage("DEV.public.LAKE", "s3://x/"))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> Policies.builder().fileFormatNames(Set.of("XML")))
        .hasMessageContaining("PARQUET");
    assertThatThrownBy(() -> Policies.builder().fileFormatNames(Set.of()))
        .hasMessageContaining("at least one");
  }
}
