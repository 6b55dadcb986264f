package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.CloudTrail;

/** Changes like any other, of which the trail tells in an odd way. */
final class OddRecords {
  private final Draft draft;
  private final TableLife tables;

  OddRecords(Draft draft, TableLife tables) {
    this.draft = draft;
    this.tables = tables;
  }

  /** The caller's account and the owner's each get a record, with an id each and one shared. */
  void crossAccount() {
    Made table =
        draft
            .anyTable(
                made -> TableLife.isNoLink(made) && Home.of(made.id().databaseId()).isForeign())
            .orElseGet(() -> tables.createdIn(Home.PARTNER, Style.PARQUET));
    Change change =
        tables.update(
            Caller.ATHENA, table, table.input().column("shared_" + draft.id().hashCode(), "int"));
    ObjectNode record = draft.made(change);
    record.put("sharedEventID", draft.id().toString());
    draft.write(Kind.CROSS_ACCOUNT, change, record, change.tally());
    ObjectNode copy = record.deepCopy();
    copy.put("eventID", draft.id().toString());
    copy.put("recipientAccountId", table.id().catalog());
    draft.write(Kind.CROSS_ACCOUNT, copy, change.tally().asCopy());
  }

  /** What is said first is wrong: the call did not fail. */
  void corrected() {
    Change change = tables.evolution();
    ObjectNode right = draft.made(change);
    ObjectNode wrong = right.deepCopy();
    wrong.put("errorCode", "InternalServiceException").put("errorMessage", "Rate exceeded.");
    draft.write(Kind.CORRECTION, change, wrong, Tally.of(Item.FAILED_CALL));
    right.put("eventID", draft.id().toString());
    right
        .putObject("addendum")
        .put("reason", "UPDATED_DATA")
        .put("updatedFields", "errorCode,errorMessage")
        .put("originalRequestID", wrong.get("requestID").asText())
        .put("originalEventID", wrong.get("eventID").asText());
    draft.pass();
    draft.write(Kind.CORRECTION, right, change.tally());
  }

  void late() {
    Change change = tables.evolution();
    ObjectNode record = draft.made(change);
    record.putObject("addendum").put("reason", "DELIVERY_DELAY");
    draft.write(Kind.LATE, change, record, change.tally());
  }

  void omitted() {
    Change change = tables.evolution();
    ObjectNode record = draft.made(change);
    CloudTrail.omitParameters(record);
    draft.write(Kind.OMITTED, change, record, change.tally());
  }

  /** A call that fails, of whichever table. */
  void failed() {
    draft.write(Kind.FAILED_CALL, tables.failure());
  }
}
