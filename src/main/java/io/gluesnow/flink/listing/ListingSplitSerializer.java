package io.gluesnow.flink.listing;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.flink.ValueSerializer;
import io.gluesnow.glue.ListedDatabase;
import io.gluesnow.snowflake.MarkPosition;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stored form of {@link ListingSplit}. */
public final class ListingSplitSerializer extends ValueSerializer<ListingSplit> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<ListingSplit> type() {
    return ListingSplit.class;
  }

  @Override
  protected void write(ListingSplit split, DataOutputStream out) throws IOException {
    out.writeLong(split.roundsDone());
    out.writeBoolean(split.round().isPresent());
    if (split.round().isPresent()) {
      write(split.round().get().toBuilder(), out);
    }
  }

  private static void write(ListingRound.Builder round, DataOutputStream out) throws IOException {
    writeTime(round.startedAt, out);
    writeText(round.phase.name(), out);
    writePlaces(round.places, out);
    writeText(round.own, out);
    out.writeInt(round.databases.size());
    for (ListedDatabase database : round.databases) {
      writeText(database.id().toString(), out);
      writeText(database.target().map(DatabaseId::toString).orElse(""), out);
    }
    writeText(round.token, out);
    out.writeInt(round.restarts);
    writePlaces(round.listed, out);
    writeTexts(round.unlisted, out);
    writeText(round.marks.step().name(), out);
    writeText(round.marks.database(), out);
    writeText(round.marks.schema(), out);
    writeText(round.marks.name(), out);
    out.writeLong(round.counts.databasesFound());
    out.writeLong(round.counts.databasesDone());
    out.writeLong(round.counts.tables());
    out.writeLong(round.counts.marks());
    out.writeLong(round.counts.denied());
  }

  @Override
  protected ListingSplit read(int version, DataInputStream in) throws IOException {
    long roundsDone = in.readLong();
    return ListingSplit.of(in.readBoolean() ? readRound(in) : null, roundsDone);
  }

  private static ListingRound readRound(DataInputStream in) throws IOException {
    ListingRound.Builder round = new ListingRound.Builder();
    round.startedAt = readTime(in);
    round.phase = ListingRound.Phase.valueOf(readText(in));
    round.places = readPlaces(in);
    round.own = readText(in);
    List<ListedDatabase> databases = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      DatabaseId id = DatabaseId.parse(readText(in));
      String target = readText(in);
      databases.add(
          target.isEmpty()
              ? ListedDatabase.of(id)
              : ListedDatabase.link(id, DatabaseId.parse(target)));
    }
    round.databases = List.copyOf(databases);
    round.token = readText(in);
    round.restarts = in.readInt();
    round.listed = readPlaces(in);
    List<DatabaseId> unlisted = new ArrayList<>();
    for (String database : readTexts(in)) {
      unlisted.add(DatabaseId.parse(database));
    }
    round.unlisted = unlisted;
    round.marks =
        MarkPosition.of(
            MarkPosition.Step.valueOf(readText(in)), readText(in), readText(in), readText(in));
    round.counts =
        ListingCounts.of(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    return round.build();
  }

  private static void writePlaces(List<ListingPlace> places, DataOutputStream out)
      throws IOException {
    out.writeInt(places.size());
    for (ListingPlace place : places) {
      writeText(place.catalog(), out);
      writeText(place.region(), out);
    }
  }

  private static List<ListingPlace> readPlaces(DataInputStream in) throws IOException {
    List<ListingPlace> places = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      places.add(ListingPlace.of(readText(in), readText(in)));
    }
    return List.copyOf(places);
  }
}
