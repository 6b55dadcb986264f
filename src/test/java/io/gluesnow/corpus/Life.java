package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Writes the life of a catalog: first its databases and tables, then whatever the cards say. */
final class Life {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Draft draft;
  private final Set<Kind> kinds;
  private final Random random;
  private final TableLife tables;
  private final PartitionLife partitions;
  private final Databases databases;
  private final OddRecords odd;
  private final Elsewhere elsewhere;
  private final Damage damage;
  private final List<Kind> pack = new ArrayList<>();

  Life(Draft draft, Set<Kind> kinds) {
    this.draft = draft;
    this.kinds = kinds;
    this.random = draft.random();
    Calls calls = new Calls(random);
    this.tables = new TableLife(draft, calls, kinds.contains(Kind.RECREATE));
    this.partitions = new PartitionLife(draft, calls, tables);
    this.databases = new Databases(draft, calls, tables);
    this.odd = new OddRecords(draft, tables);
    this.elsewhere = new Elsewhere(random, draft::id);
    this.damage = new Damage(random);
  }

  /** The databases, and so many tables. */
  void begin(int firstTables) {
    databases.create();
    for (int i = 0; i < firstTables; i++) {
      boolean refused = i % 5 == 4 && kinds.contains(Kind.CREATE_REFUSED);
      tables.create(refused ? Kind.CREATE_REFUSED : Kind.CREATE_TABLE);
      draft.pass();
    }
  }

  /** Plays so many cards; a pack has every kind in it, and after it comes another. */
  void goOn(int steps) {
    for (int step = 0; step < steps; step++) {
      if (pack.isEmpty()) {
        kinds.forEach(kind -> pack.addAll(Collections.nCopies(kind.weight(), kind)));
        Collections.sort(pack);
        Collections.shuffle(pack, random);
      }
      happen(pack.remove(pack.size() - 1));
      draft.pass();
    }
  }

  private void happen(Kind kind) {
    switch (kind) {
      case CREATE_TABLE:
      case CREATE_REFUSED:
        tables.create(kind);
        return;
      case CREATE_LINK:
        tables.link();
        return;
      case ADD_COLUMN:
        tables.addColumn();
        return;
      case DROP_COLUMN:
        tables.dropColumn();
        return;
      case RETYPE_COLUMN:
        tables.retypeColumn();
        return;
      case DESCRIBE:
        tables.describe();
        return;
      case MOVE:
        tables.move();
        return;
      case CRAWLER_NOISE:
        tables.crawl();
        return;
      case ICEBERG_COMMIT:
        tables.commit();
        return;
      case RENAME:
        tables.rename();
        return;
      case DELETE_TABLE:
        tables.delete();
        return;
      case RECREATE:
        tables.recreate();
        return;
      case BATCH_DELETE:
        tables.deleteBatch(kind, 0);
        return;
      case PARTIAL_BATCH:
        tables.deleteBatch(kind, 1 + random.nextInt(2));
        return;
      case CREATE_DATABASE:
        databases.create();
        return;
      case UPDATE_DATABASE:
        databases.update();
        return;
      case DELETE_DATABASE:
        databases.delete();
        return;
      case CREATE_PARTITION:
        partitions.create();
        return;
      case BATCH_CREATE_PARTITION:
        partitions.createBatch();
        return;
      case PARTIAL_PARTITIONS:
        partitions.createBatchPartly();
        return;
      case UPDATE_PARTITION:
        partitions.update();
        return;
      case DELETE_PARTITION:
        partitions.delete();
        return;
      case BATCH_DELETE_PARTITION:
        partitions.deleteBatch();
        return;
      default:
        record(kind);
    }
  }

  /** What happens to records only. */
  private void record(Kind kind) {
    switch (kind) {
      case FAILED_CALL:
        odd.failed();
        return;
      case CROSS_ACCOUNT:
        odd.crossAccount();
        return;
      case CORRECTION:
        odd.corrected();
        return;
      case LATE:
        odd.late();
        return;
      case OMITTED:
        odd.omitted();
        return;
      case GRANT:
        draft.write(
            kind, elsewhere.grant(draft.now(), tables.any().id()), Tally.of(Item.TABLE_EVENT));
        return;
      case UPDATE_CATALOG:
        draft.write(kind, elsewhere.updateCatalog(draft.now()), Tally.of(Item.ORDER));
        return;
      case S3_TABLES:
        draft.write(kind, elsewhere.commitToS3Tables(draft.now()), Tally.of(Item.TABLE_EVENT));
        return;
      case ORDER:
        draft.write(
            kind,
            Envelope.bytes(elsewhere.order(draft.now(), tables.any().id())),
            Tally.of(Item.ORDER));
        return;
      case OTHER_GLUE_CALL:
        draft.write(kind, elsewhere.otherGlueCall(draft.now()), Tally.of(Item.IRRELEVANT));
        return;
      case OTHER_SERVICE:
        draft.write(kind, elsewhere.otherService(draft.now()), Tally.of(Item.IRRELEVANT));
        return;
      case CONTROL_MESSAGE:
        draft.write(kind, Envelope.controlMessage(), Tally.of(Item.IRRELEVANT));
        return;
      case NAMELESS:
        draft.write(kind, Damage.nameless(earlierRecord()), Tally.of(Item.UNREADABLE));
        return;
      case NO_RECORD:
        draft.write(kind, JSON.createObjectNode().put("hello", "there"), Tally.of(Item.UNREADABLE));
        return;
      default:
        draft.write(kind, damaged(kind), Tally.of(Item.UNREADABLE));
    }
  }

  private byte[] damaged(Kind kind) {
    switch (kind) {
      case TRUNCATED:
        return damage.truncated(earlierRecord());
      case BROKEN_GZIP:
        return damage.brokenGzip(earlierRecord());
      case NO_UTF8:
        return damage.noUtf8(earlierRecord());
      default:
        throw new IllegalStateException("nothing is written for " + kind);
    }
  }

  /** One that is about Glue, by chance. */
  private ObjectNode earlierRecord() {
    List<Happening> earlier = draft.happenings();
    ObjectNode record;
    do {
      record =
          earlier
              .get(random.nextInt(earlier.size()))
              .record()
              .filter(found -> found.path("eventSource").asText().equals("glue.amazonaws.com"))
              .orElse(null);
    } while (record == null);
    return record;
  }
}
