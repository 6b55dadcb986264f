package io.gluesnow.flink.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.converge.Provenance;

/**
 * Why a statement was sent, for Snowflake's query history: JSON with the Glue table, its version,
 * the event, who caused it, and the attempt of the job.
 */
final class QueryTag {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_PRINCIPAL = 300;

  private QueryTag() {}

  static String of(Provenance provenance, String attempt) {
    ObjectNode tag = JSON.createObjectNode();
    tag.put("app", "gluesnow");
    tag.put("table", provenance.table().toString());
    provenance.linkTo().ifPresent(target -> tag.put("linkTo", target.toString()));
    provenance.eventId().ifPresent(id -> tag.put("event", id));
    provenance
        .principal()
        .ifPresent(
            who ->
                tag.put("principal", who.substring(0, Math.min(LONGEST_PRINCIPAL, who.length()))));
    provenance.glueVersion().ifPresent(v -> tag.put("glueVersion", v.number()));
    tag.put("attempt", attempt);
    return tag.toString();
  }
}
