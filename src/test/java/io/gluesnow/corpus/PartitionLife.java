package io.gluesnow.corpus;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** How partitions are registered and go; their files stay, as Glue deletes none. */
final class PartitionLife {
  private final Draft draft;
  private final Calls calls;
  private final TableLife tables;
  private final Random random;

  PartitionLife(Draft draft, Calls calls, TableLife tables) {
    this.draft = draft;
    this.calls = calls;
    this.tables = tables;
    this.random = draft.random();
  }

  void create() {
    Made table = partitioned(made -> true);
    String folder = freshFolder(table, Set.of());
    draft.write(
        Kind.CREATE_PARTITION,
        change(table, calls.createPartition(table, folder), plus(table, List.of(folder)), false)
            .laying(TableLife.files(table, List.of(folder))));
  }

  void createBatch() {
    Made table = partitioned(made -> true);
    List<String> folders = freshFolders(table);
    draft.write(
        Kind.BATCH_CREATE_PARTITION,
        change(table, calls.batchCreatePartition(table, folders), plus(table, folders), false)
            .laying(TableLife.files(table, folders)));
  }

  void createBatchPartly() {
    Made table = withPartitions();
    List<String> folders = freshFolders(table);
    List<String> asked = new ArrayList<>(folders);
    asked.add(random.nextInt(asked.size() + 1), table.partitions().iterator().next());
    draft.write(
        Kind.PARTIAL_PARTITIONS,
        change(table, calls.batchCreatePartition(table, asked), plus(table, folders), true)
            .laying(TableLife.files(table, folders)));
  }

  void update() {
    Made table = withPartitions();
    String folder = table.partitions().iterator().next();
    draft.write(
        Kind.UPDATE_PARTITION,
        change(table, calls.updatePartition(table, folder), table.partitions(), false));
  }

  void delete() {
    Made table = withPartitions();
    List<String> folders = List.of(table.partitions().iterator().next());
    draft.write(
        Kind.DELETE_PARTITION,
        change(table, calls.deletePartition(table, folders.get(0)), minus(table, folders), false));
  }

  void deleteBatch() {
    Made table = withPartitions();
    List<String> folders = new ArrayList<>();
    Iterator<String> present = table.partitions().iterator();
    while (present.hasNext() && folders.size() < 3) {
      folders.add(present.next());
    }
    draft.write(
        Kind.BATCH_DELETE_PARTITION,
        change(table, calls.batchDeletePartition(table, folders), minus(table, folders), false));
  }

  private static Change change(Made table, GlueCall call, Set<String> after, boolean partly) {
    // One event, however many partitions; what failed of a batch is no item of its own.
    Tally tally = Tally.of(Item.TABLE_EVENT);
    Change change = partly ? Change.partlyBy(call, tally) : Change.by(call, tally);
    return change.making(table.withPartitions(after));
  }

  private Made partitioned(Predicate<Made> which) {
    return draft
        .anyTable(table -> !table.partitionKeys().isEmpty() && which.test(table))
        .orElseGet(this::newPartitioned);
  }

  private Made newPartitioned() {
    Made table;
    do {
      table = tables.created(Style.PARQUET);
    } while (table.partitionKeys().isEmpty());
    return table;
  }

  /** One that has some; if there is none, some are made for the purpose. */
  private Made withPartitions() {
    if (draft.tables(table -> !table.partitions().isEmpty()).isEmpty()) {
      createBatch();
      draft.pass();
    }
    return partitioned(table -> !table.partitions().isEmpty());
  }

  private List<String> freshFolders(Made table) {
    Set<String> folders = new TreeSet<>();
    int count = 1 + random.nextInt(4);
    while (folders.size() < count) {
      folders.add(freshFolder(table, folders));
    }
    return List.copyOf(folders);
  }

  private String freshFolder(Made table, Set<String> taken) {
    String folder;
    do {
      StringBuilder text = new StringBuilder();
      table
          .partitionKeys()
          .forEach(key -> text.append(key).append('=').append(value(key)).append('/'));
      folder = text.toString();
    } while (taken.contains(folder) || table.partitions().contains(folder));
    return folder;
  }

  private String value(String key) {
    switch (key) {
      case "region":
        return "r" + random.nextInt(1_000);
      case "day":
        return String.format("2026-%02d-%02d", 1 + random.nextInt(12), 1 + random.nextInt(28));
      case "year":
        return String.valueOf(1970 + random.nextInt(60));
      default:
        return String.format("%02d", 1 + random.nextInt(12));
    }
  }

  private static Set<String> plus(Made table, List<String> folders) {
    Set<String> sum = new TreeSet<>(table.partitions());
    sum.addAll(folders);
    return sum;
  }

  private static Set<String> minus(Made table, List<String> folders) {
    Set<String> rest = new TreeSet<>(table.partitions());
    rest.removeAll(folders);
    return rest;
  }
}
