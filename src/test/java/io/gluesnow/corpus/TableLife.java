package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.TableId;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** How tables come, change and go. A name keeps its style, so that its fate does not change. */
final class TableLife {
  /** Homes are never emptier than this by single deletions. */
  private static final int FEWEST = 3;

  private final Draft draft;
  private final Calls calls;
  private final boolean returning;
  private final Random random;
  private int counter;

  /**
   * @param returning whether a name that is gone may be used again
   */
  TableLife(Draft draft, Calls calls, boolean returning) {
    this.draft = draft;
    this.calls = calls;
    this.returning = returning;
    this.random = draft.random();
  }

  void create(Kind kind) {
    Home home = draft.anyHome();
    boolean shown = kind != Kind.CREATE_REFUSED;
    Optional<Map.Entry<TableId, Style>> gone =
        random.nextInt(3) == 0 && returning
            ? draft
                .anyGone(home)
                .filter(known -> known.getValue() != Style.LINK)
                .filter(known -> known.getValue().isShown() == shown)
            : Optional.empty();
    TableId id = gone.map(Map.Entry::getKey).orElse(home.id().table(draft.freshName()));
    Style style =
        gone.map(Map.Entry::getValue)
            .orElseGet(() -> shown ? Style.shown(random) : Style.refused(random));
    draft.write(kind, creation(caller(), fresh(id, style)));
  }

  /** To a table that can be shown. */
  void link() {
    Made target = anyShown();
    Home home = draft.anyHome();
    TableId id =
        draft
            .anyGone(home)
            .filter(known -> known.getValue() == Style.LINK && returning)
            .map(Map.Entry::getKey)
            .orElse(home.id().table("link_to_" + draft.freshName()));
    TableId to = target.id();
    TableInput input = TableInput.link(id.table(), to.catalog(), to.database(), to.table());
    draft.write(Kind.CREATE_LINK, creation(Caller.PERSON, Made.of(id, Style.LINK, input)));
  }

  /** Some change of a table that leaves it as it was made. */
  Change evolution() {
    return addition(any());
  }

  void addColumn() {
    draft.write(Kind.ADD_COLUMN, addition(any()));
  }

  private Change addition(Made table) {
    String[] names = {"added_", "order", "unit price ", "It's "};
    String name = names[random.nextInt(names.length)] + ++counter;
    return update(caller(), table, table.input().column(name, table.style().type(random)));
  }

  void dropColumn() {
    Made table =
        draft
            .anyTable(candidate -> candidate.columns().size() > 1)
            .orElseThrow(() -> new IllegalStateException("every table has two columns at first"));
    String column = anyOf(table.columns());
    draft.write(Kind.DROP_COLUMN, update(Caller.SPARK, table, table.input().withoutColumn(column)));
  }

  void retypeColumn() {
    Made table = any();
    TableInput input = table.input();
    ArrayNode columns =
        (ArrayNode) input.json().path("StorageDescriptor").path("Columns").require();
    ObjectNode column = (ObjectNode) columns.get(random.nextInt(columns.size()));
    column.put("Type", table.style().type(random));
    draft.write(Kind.RETYPE_COLUMN, update(Caller.CRAWLER, table, input));
  }

  void describe() {
    Made table = any();
    TableInput input = table.input().description("It's \"number\" " + ++counter + "; -- \\ \n$$");
    draft.write(Kind.DESCRIBE, update(Caller.PERSON, table, input));
  }

  void move() {
    Made table = anyShown();
    String location = table.location().replaceAll("v\\d+/$", "v" + ++counter + "/");
    Made moved = table.with(table.input().location(location));
    draft.write(
        Kind.MOVE, update(Caller.ATHENA, table, moved.input()).laying(files(moved, List.of())));
  }

  void crawl() {
    Made table = any();
    TableInput input =
        table
            .input()
            .parameter("UPDATED_BY_CRAWLER", "harbor-crawler")
            .parameter("recordCount", String.valueOf(random.nextInt(100_000)))
            .parameter("objectCount", String.valueOf(++counter));
    draft.write(Kind.CRAWLER_NOISE, update(Caller.CRAWLER, table, input));
  }

  void commit() {
    Made table =
        draft
            .anyTable(candidate -> candidate.style() == Style.ICEBERG)
            .orElseGet(() -> created(Style.ICEBERG));
    String before = table.input().json().path("Parameters").path("metadata_location").asText();
    String after = table.location() + String.format("metadata/%05d.metadata.json", ++counter);
    TableInput input =
        table
            .input()
            .parameter("previous_metadata_location", before)
            .parameter("metadata_location", after);
    draft.write(Kind.ICEBERG_COMMIT, update(Caller.SPARK, table, input));
  }

  void rename() {
    Made old = any();
    String name = draft.freshName();
    Made renamed = Made.of(old.id().databaseId().table(name), old.style(), old.input().copy(name));
    draft.write(Kind.RENAME, creation(Caller.SPARK, renamed));
    draft.passAMoment();
    draft.write(Kind.RENAME, deletion(Caller.SPARK, old));
  }

  void delete() {
    draft.write(Kind.DELETE_TABLE, deletion(Caller.PERSON, spare()));
  }

  void recreate() {
    Made old = any();
    draft.write(Kind.RECREATE, deletion(Caller.ATHENA, old));
    draft.passAMoment();
    draft.write(Kind.RECREATE, creation(Caller.ATHENA, fresh(old.id(), old.style())));
  }

  /**
   * @param missing how many tables to name that there never were
   */
  void deleteBatch(Kind kind, int missing) {
    List<Made> gone = new ArrayList<>(draft.tablesOf(spare().id().databaseId()));
    while (gone.size() > 2) {
      gone.remove(random.nextInt(gone.size()));
    }
    List<String> names = gone.stream().map(made -> made.id().table()).collect(Collectors.toList());
    for (int i = 0; i < missing; i++) {
      names.add(random.nextInt(names.size() + 1), "never_made_" + ++counter);
    }
    GlueCall call = calls.batchDelete(gone.get(0).id().databaseId(), names);
    Tally deleted = Tally.NOTHING.and(Item.TABLE_EVENT, gone.size());
    Change change =
        missing == 0
            ? Change.by(call, deleted)
            : Change.partlyBy(call, deleted.and(Item.FAILED_CALL, missing));
    for (Made table : gone) {
      change = change.removing(table.id());
    }
    draft.write(kind, change);
  }

  /** A call that Glue refuses. */
  Change failure() {
    Made table = any();
    switch (random.nextInt(4)) {
      case 0:
        return Change.refused(
            calls.createTable(Caller.ATHENA, table.id().databaseId(), table.input()));
      case 1:
        return Change.refused(
            calls.updateTable(
                Caller.SPARK,
                table.id().databaseId(),
                table.input().copy("never_made_" + ++counter)));
      case 2:
        return Change.refused(
            calls.deleteTable(Caller.PERSON, table.id().databaseId(), "never_made_" + ++counter));
      default:
        return Change.refused(calls.updateTooLate(table.id().databaseId(), table.input()));
    }
  }

  /** What is no link: an update of a link would be one of what it leads to. */
  Made any() {
    return draft.anyTable(TableLife::isNoLink).orElseGet(() -> created(Style.PARQUET));
  }

  /** One that can be shown, were it only for itself. */
  private Made anyShown() {
    return draft
        .anyTable(table -> table.style().isShown() && isNoLink(table))
        .orElseGet(() -> created(Style.ORC));
  }

  static boolean isNoLink(Made table) {
    return table.style() != Style.LINK;
  }

  /** One whose home has enough besides. */
  private Made spare() {
    return draft
        .anyTable(table -> draft.tablesOf(table.id().databaseId()).size() > FEWEST)
        .orElseGet(() -> created(Style.JSON));
  }

  /** One that is made for the purpose. */
  Made created(Style style) {
    return createdIn(draft.anyHome(), style);
  }

  Made createdIn(Home home, Style style) {
    Made table = fresh(home.id().table(draft.freshName()), style);
    Kind kind = style.isShown() ? Kind.CREATE_TABLE : Kind.CREATE_REFUSED;
    draft.write(kind, creation(Caller.PERSON, table));
    draft.pass();
    return table;
  }

  private Made fresh(TableId id, Style style) {
    String bucket = style == Style.ELSEWHERE ? "s3://elsewhere/" : LocalWorld.BUCKET;
    String location = bucket + id.database() + "/" + id.table() + "/v1/";
    return Made.of(id, style, style.input(random, id.table(), location));
  }

  private Change creation(Caller caller, Made table) {
    return Change.by(
            calls.createTable(caller, table.id().databaseId(), table.input()),
            Tally.of(Item.TABLE_EVENT))
        .making(table)
        .laying(files(table, List.of()));
  }

  Change update(Caller caller, Made table, TableInput input) {
    return Change.by(
            calls.updateTable(caller, table.id().databaseId(), input), Tally.of(Item.TABLE_EVENT))
        .making(table.with(input));
  }

  private Change deletion(Caller caller, Made table) {
    return Change.by(
            calls.deleteTable(caller, table.id().databaseId(), table.id().table()),
            Tally.of(Item.TABLE_EVENT))
        .removing(table.id());
  }

  /** A file in each of these folders of the table, or two at its root. */
  static List<String> files(Made table, List<String> folders) {
    if (!table.location().startsWith(LocalWorld.BUCKET)) {
      return List.of();
    }
    if (folders.isEmpty()) {
      return List.of(table.location() + "part-0", table.location() + "part-1");
    }
    return folders.stream()
        .map(folder -> table.location() + folder + "part-0")
        .collect(Collectors.toList());
  }

  private Caller caller() {
    return Caller.values()[random.nextInt(Caller.values().length)];
  }

  private <T> T anyOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
