package io.gluesnow.flink.listing;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.HiveTypeParser;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.glue.GlueListing;
import io.gluesnow.glue.ListAnswer;
import io.gluesnow.glue.ListedDatabase;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.snowflake.MarkListing;
import io.gluesnow.snowflake.MarkPage;
import io.gluesnow.snowflake.MarkPosition;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A Glue and a Snowflake to be listed, in memory: databases with so many tables each, made when
 * they are asked for, and one mark a page.
 */
final class ListedCatalog implements ListingClients {
  private static final long serialVersionUID = 1L;
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";

  private final transient Map<String, Integer> databases = new TreeMap<>();
  private final transient List<TableId> marks = new ArrayList<>();
  private final transient Map<String, Supplier<ListAnswer<?>>> faults = new TreeMap<>();
  private final transient List<String> asked = new ArrayList<>();
  private transient Supplier<MarkPage> markFault = () -> null;
  private transient Exception closedDoor;
  private transient int opened;
  private transient int closed;
  private transient int pageSize = 100;

  ListedCatalog database(String name, int tables) {
    databases.put(name, tables);
    return this;
  }

  ListedCatalog mark(String database, String table) {
    marks.add(TableId.of(ACCOUNT, REGION, database, table));
    return this;
  }

  ListedCatalog pagesOf(int items) {
    pageSize = items;
    return this;
  }

  /** Answers the questions that begin so with this; null lets one through. */
  void answer(String question, Supplier<ListAnswer<?>> with) {
    faults.put(question, with);
  }

  void answerMarks(Supplier<MarkPage> with) {
    markFault = with;
  }

  /** Clients cannot be opened, for this reason; null when they can again. */
  void refuse(Exception reason) {
    closedDoor = reason;
  }

  /** Questions as they were asked: what of, and the token. */
  List<String> asked() {
    return asked;
  }

  int opened() {
    return opened;
  }

  int closed() {
    return closed;
  }

  static DatabaseId database(String name) {
    return DatabaseId.of(ACCOUNT, REGION, name);
  }

  static TableDefinition definition(TableId id) {
    return TableDefinition.builder(id, TableVersion.of(Instant.EPOCH, 0, Instant.EPOCH))
        .location("s3://lake/" + id.table())
        .columns(List.of(Column.of("id", HiveTypeParser.parse("bigint"))))
        .build();
  }

  @Override
  public Opened open(Clock clock) throws Exception {
    if (closedDoor != null) {
      throw closedDoor;
    }
    opened++;
    return new Opened() {
      @Override
      public GlueListing glue() {
        return new Glue(clock);
      }

      @Override
      public MarkListing marks() {
        return ListedCatalog.this::marks;
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  private CompletableFuture<MarkPage> marks(MarkPosition at) {
    asked.add("marks " + at.name());
    MarkPage fault = markFault.get();
    if (fault != null) {
      return CompletableFuture.completedFuture(fault);
    }
    int i = at.name().isEmpty() ? 0 : Integer.parseInt(at.name());
    if (i >= marks.size()) {
      return CompletableFuture.completedFuture(MarkPage.marks(List.of(), null));
    }
    TableId table = marks.get(i);
    ObjectName name = ObjectName.of("DB", "S", table.table());
    return CompletableFuture.completedFuture(
        MarkPage.marks(
            List.of(MarkPage.Found.of(table, name)),
            i + 1 == marks.size()
                ? null
                : MarkPosition.of(MarkPosition.Step.AFTER_NAME, "DB", "S", String.valueOf(i + 1))));
  }

  private final class Glue implements GlueListing {
    private final Clock clock;

    Glue(Clock clock) {
      this.clock = clock;
    }

    @Override
    public CompletableFuture<ListAnswer<ListedDatabase>> databases(
        String catalog, String region, String token) {
      Optional<ListAnswer<ListedDatabase>> fault =
          asked("databases " + catalog + "/" + region + " " + token);
      if (fault.isPresent()) {
        return CompletableFuture.completedFuture(fault.get());
      }
      List<String> names = new ArrayList<>(databases.keySet());
      int from = token.isEmpty() ? 0 : Integer.parseInt(token);
      int to = Math.min(names.size(), from + pageSize);
      List<ListedDatabase> page = new ArrayList<>();
      for (String name : names.subList(from, to)) {
        page.add(
            ListedDatabase.of(DatabaseId.of(catalog.isEmpty() ? ACCOUNT : catalog, region, name)));
      }
      return CompletableFuture.completedFuture(
          ListAnswer.page(
              page, to < names.size() ? Optional.of(String.valueOf(to)) : Optional.empty()));
    }

    @Override
    public CompletableFuture<ListAnswer<Snapshot>> tables(ListedDatabase database, String token) {
      String name = database.target().orElse(database.id()).database();
      Optional<ListAnswer<Snapshot>> fault = asked("tables " + name + " " + token);
      if (fault.isPresent()) {
        return CompletableFuture.completedFuture(fault.get());
      }
      int from = token.isEmpty() ? 0 : Integer.parseInt(token);
      int to = Math.min(databases.getOrDefault(name, 0), from + pageSize);
      List<Snapshot> page = new ArrayList<>();
      for (int i = from; i < to; i++) {
        page.add(
            Snapshot.present(
                clock.instant(), definition(database.id().table(String.format("t%06d", i)))));
      }
      return CompletableFuture.completedFuture(
          ListAnswer.page(
              page,
              to < databases.getOrDefault(name, 0)
                  ? Optional.of(String.valueOf(to))
                  : Optional.empty()));
    }

    @SuppressWarnings("unchecked")
    private <T> Optional<ListAnswer<T>> asked(String question) {
      asked.add(question);
      return faults.entrySet().stream()
          .filter(fault -> question.startsWith(fault.getKey()))
          .map(fault -> (ListAnswer<T>) fault.getValue().get())
          .filter(java.util.Objects::nonNull)
          .findFirst();
    }

    @Override
    public void close() {}
  }
}
