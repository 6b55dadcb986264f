package io.gluesnow.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.CatalogEventSerializer;
import io.gluesnow.flink.ControlEventSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What must be true of whatever comes of any bytes. */
final class DecodedChecks {
  private static final CloudTrailDecoder DECODER = new CloudTrailDecoder();

  private DecodedChecks() {}

  /** Decodes, and checks what comes of it. */
  static synchronized Decoded decode(byte[] bytes) {
    Decoded decoded = DECODER.decode(bytes);

    assertThat(decoded.items())
        .isPositive()
        .isEqualTo(
            decoded.events().size()
                + decoded.controls().size()
                + decoded.ended(OutcomeKind.IRRELEVANT)
                + decoded.ended(OutcomeKind.FAILED_CALL)
                + decoded.ended(OutcomeKind.DEAD_LETTERED));
    decoded.unreadable().forEach(unreadable -> check(unreadable, bytes));
    decoded.events().forEach(DecodedChecks::check);
    decoded.controls().forEach(DecodedChecks::check);
    return decoded;
  }

  private static void check(Unreadable unreadable, byte[] bytes) {
    assertThat(unreadable.reason()).isNotBlank().doesNotContain(CloudTrailDecoder.OUR_FAULT);
    assertThat(unreadable.bytes().length).isLessThanOrEqualTo(Math.max(bytes.length, 1 << 20));
    assertThat(UnreadableLetter.of(unreadable, "shard", "1").getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(UnreadableLetter.LARGEST);
  }

  private static void check(CatalogEvent event) {
    assertThat(event.eventId()).isNotEmpty();
    assertThat(DatabaseId.parse(event.database().toString())).isEqualTo(event.database());
    event.table().ifPresent(t -> assertThat(TableId.parse(t.toString())).isEqualTo(t));
    event.paths().forEach(p -> assertThat(PartitionPath.parse(p)).hasToString(p));
    event.linkTarget().ifPresent(l -> assertThat(LinkTarget.parse(l.toString())).isEqualTo(l));
    assertThat(event.paths()).hasSizeLessThanOrEqualTo(PartitionPath.MANY);
    assertThat(event.paths().isEmpty())
        .isEqualTo(event.kind() != CatalogEvent.Kind.PARTITIONS_CHANGED);
    isKeptByItsStoredForm(event, new CatalogEventSerializer());
  }

  private static void check(ControlEvent order) {
    assertThat(order.id()).isNotEmpty();
    assertThat(Scope.parse(order.scope().toString())).isEqualTo(order.scope());
    isKeptByItsStoredForm(order, new ControlEventSerializer());
  }

  private static <T> void isKeptByItsStoredForm(T value, SimpleVersionedSerializer<T> form) {
    try {
      assertThat(form.deserialize(form.getVersion(), form.serialize(value))).isEqualTo(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
