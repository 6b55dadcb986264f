package io.gluesnow.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.plan.NamingRule;
import io.gluesnow.plan.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The corpus' policy: the defaults and six stages, with what a case sets otherwise. */
final class GoldenPolicy {
  private GoldenPolicy() {}

  static Policy of(JsonNode settings) {
    Policy.Builder policy =
        Policy.builder("golden")
            .stage("dev_db.public.customerstage", "s3://sample-customers-bucket123/")
            .stage("sales.public.lake", "s3://lake/raw")
            .stage("sales.public.deep", "s3n://lake/raw/deep//")
            .stage("sales.public.\"odd stage\"", "s3://odd bucket's/")
            .stage("sales.public.moved", "s3://lake/moved/")
            .stage("sales.public.hidden", "s3://lake/hidden/");
    settings
        .fields()
        .forEachRemaining(setting -> set(policy, setting.getKey(), setting.getValue()));
    return policy.build();
  }

  private static void set(Policy.Builder policy, String name, JsonNode value) {
    String word = value.asText().toUpperCase(Locale.ROOT).replace('-', '_');
    switch (name) {
      case "case":
        policy.letterCase(Policy.Case.valueOf(word));
        break;
      case "keys":
        policy.keys(Policy.Keys.valueOf(word));
        break;
      case "layout":
        policy.layout(Policy.Layout.valueOf(word));
        break;
      case "escapes":
        policy.escapes(Policy.Escapes.valueOf(word));
        break;
      case "nested":
        policy.nested(Policy.Nested.valueOf(word));
        break;
      case "quoted-escapes":
        policy.quotedEscapes(Policy.QuotedEscapes.valueOf(word));
        break;
      case "retype":
        policy.retype(Policy.Retype.valueOf(word));
        break;
      case "deletion":
        policy.deletion(Policy.Deletion.valueOf(word));
        break;
      case "adopt":
        policy.adopt(value.asBoolean());
        break;
      case "auto-refresh":
        policy.autoRefresh(value.asBoolean());
        break;
      case "lake-formation":
        policy.lakeFormation(Policy.LakeFormation.valueOf(word));
        break;
      case "comments":
        policy.comments(value.asBoolean());
        break;
      case "formats":
        Set<String> formats = new TreeSet<>();
        value.forEach(format -> formats.add(format.asText()));
        policy.fileFormatNames(formats);
        break;
      case "naming":
        List<NamingRule> rules = new ArrayList<>();
        value.forEach(
            rule ->
                rules.add(
                    NamingRule.of(
                        rule.get(0).asText(),
                        rule.get(1).asText(),
                        rule.get(2).asText(),
                        rule.get(3).asText(),
                        rule.get(4).asText())));
        policy.namingRules(rules);
        break;
      default:
        throw new IllegalArgumentException("the corpus has no setting " + name);
    }
  }
}
