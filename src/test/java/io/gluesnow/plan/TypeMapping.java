package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A table of types: each is mapped as the only column of a table. In an expression {@code FIELD}
 * stands for the column's field in the file, {@code TEXT} for that field as text.
 */
final class TypeMapping {
  private final Supplier<Glue> format;
  private final List<Runnable> rows = new ArrayList<>();
  private Policy policy = Policies.standard();

  private TypeMapping(Supplier<Glue> format) {
    this.format = format;
  }

  static TypeMapping of(Supplier<Glue> format) {
    return new TypeMapping(format);
  }

  TypeMapping under(Policy newPolicy) {
    policy = newPolicy;
    return this;
  }

  TypeMapping add(String glue, String snowflake, String expression) {
    rows.add(
        () -> {
          Target target = map(glue);
          assertThat(target.externalTable()).as(target.toString()).isPresent();
          TargetColumn column = target.externalTable().get().columns().get(0);
          assertThat(column.type()).as(glue).hasToString(snowflake);
          String field =
              target.externalTable().get().format().type() == FileFormat.Type.CSV
                  ? "value['c1']"
                  : "GET_IGNORE_CASE(value, 'x')";
          assertThat(column.expression())
              .as(glue)
              .hasToString(
                  "cast("
                      + expression.replace("TEXT", "cast(FIELD as VARCHAR)").replace("FIELD", field)
                      + " as "
                      + snowflake
                      + ")");
        });
    return this;
  }

  TypeMapping refuse(String glue, String why) {
    rows.add(
        () -> {
          Target target = map(glue);
          assertThat(target).as(glue).isInstanceOf(Target.None.class);
          Refusal refusal = ((Target.None) target).refusal();
          assertThat(refusal.reason()).isEqualTo(Refusal.Reason.FORMAT);
          assertThat(refusal.sentence()).startsWith("column x is ").contains(why);
        });
    return this;
  }

  private Target map(String type) {
    return TargetMapper.of(policy).map(format.get().column("x", type).definition());
  }

  void holds() {
    assertThat(rows).isNotEmpty();
    rows.forEach(Runnable::run);
  }
}
