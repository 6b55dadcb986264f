package io.gluesnow.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.ControlEvent.Command;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlEventParserTest {
  private static final String ENVELOPE = "envelopes/control-pause-table";
  private static final String ACCOUNT = "210987654321";
  private static final String REGION = "eu-central-1";

  @Test
  void anOrderSaysWhatAboutWhichTablesToWhomAndWhoGaveItWhen() {
    ControlEvent order = only(TrailFixtures.bytes(ENVELOPE));

    assertThat(order.command()).isEqualTo(Command.PAUSE);
    assertThat(order.scope())
        .isEqualTo(Scope.of(TableId.of(ACCOUNT, REGION, "press_house", "juice")));
    assertThat(order.instance()).contains("prod");
    assertThat(order.isFor("prod")).isTrue();
    assertThat(order.isFor("dev")).isFalse();
    assertThat(order.principal()).isEqualTo("ida");
    assertThat(order.id()).startsWith("11111111-2222-4333-8444-");
    assertThat(order.time())
        .isBetween(Instant.parse("2026-02-20T13:00:00Z"), Instant.parse("2026-02-20T13:01:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'command':'resync','all':true} | *",
        "{'command':'resync','all':true,'catalog':'1'} | 1/eu-central-1",
        "{'command':'resync','all':true,'region':'EU-west-1'} | 210987654321/eu-west-1",
        "{'command':'resume','database':'Sales'} | 210987654321/eu-central-1/sales",
        "{'command':'resume','database':'a/b','catalog':'s3tablescatalog/x','region':'r'}"
            + " | 210987654321:s3tablescatalog%2Fx/r/a%2Fb",
        "{'command':'pause','database':'sales','table':'Orders','catalog':'999999999999'}"
            + " | 999999999999/eu-central-1/sales/orders",
      })
  void whatIsLeftOutIsTheEventsAccountAndRegion(String detail, String scope) {
    ControlEvent order = only(with(detail));

    assertThat(order.scope()).hasToString(scope);
    assertThat(order.instance()).isEmpty();
    assertThat(order.principal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | it has no command: write one of resync, pause, resume",
        "{'command':'stop','all':true} | its command is stop: write one of resync, pause, resume",
        "{'command':'Pause','all':true} | its command is Pause: write one of",
        "{'command':7,'all':true} | its command is no text",
        "{'command':'pause'} | it does not say what it is about",
        "{'command':'pause','catalog':'1'} | \"all\": true",
        "{'command':'pause','table':'orders'} | it names a table and no database: write for example",
        "{'command':'pause','all':true,'database':'d'} | leave out either all or the names",
        "{'command':'pause','all':'true'} | write \"all\": true, or leave it out",
        "{'command':'pause','all':false,'database':'d'} | write \"all\": true, or leave it out",
        "{'command':'pause','tables':['a'],'database':'d'} | the key tables, and there are only",
        "{'command':'pause','database':'  '} | its database is no text",
        "{'command':'pause','database':'d','table':null} | its table is no text",
        "{'command':'pause','database':'d','instance':['a']} | its instance is no text",
        "{'command':'pause','database':'a\\u0000b'} | a character that Glue allows in no name",
        "[] | it has no detail: write for example",
        "'pause' | it has no detail: write for example",
      })
  void whatIsNotUnderstoodIsAnsweredWithWhatToWrite(String detail, String advice) {
    assertUnreadable(with(detail), advice);
  }

  @Test
  void anEventThatIsOnlyHalfOursIsNotPassedOver() {
    assertUnreadable(changed(e -> e.put("source", "mine")), "its source must be \"gluesnow\"");
    assertUnreadable(
        changed(e -> e.put("detail-type", "gluesnow order")),
        "its detail-type must be \"gluesnow control\"");
    assertUnreadable(changed(e -> e.remove("id")), "it has no id");
    assertUnreadable(changed(e -> e.put("id", "x".repeat(200))), "its id has 200 characters");
    assertUnreadable(changed(e -> e.remove("time")), "no time");
    assertUnreadable(changed(e -> e.remove("account")), "it has no account");
    assertUnreadable(changed(e -> e.remove("region")), "it has no region");
  }

  private static void assertUnreadable(byte[] bytes, String advice) {
    Decoded decoded = new CloudTrailDecoder().decode(bytes);

    assertThat(decoded.items()).isEqualTo(1);
    assertThat(decoded.unreadable())
        .singleElement()
        .satisfies(
            u -> {
              assertThat(u.reason()).startsWith("an order to gluesnow: ").contains(advice);
              assertThat(u.bytes()).isEqualTo(bytes);
            });
  }

  private static byte[] with(String detail) {
    try {
      var node = new ObjectMapper().readTree(detail.replace('\'', '"'));
      return changed(e -> e.set("detail", node));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] changed(Consumer<ObjectNode> change) {
    return TrailFixtures.changed(ENVELOPE, change);
  }

  private static ControlEvent only(byte[] bytes) {
    Decoded decoded = new CloudTrailDecoder().decode(bytes);
    assertThat(decoded.unreadable()).isEmpty();
    assertThat(decoded.items()).isEqualTo(1);
    assertThat(decoded.controls()).hasSize(1);
    return decoded.controls().get(0);
  }
}
