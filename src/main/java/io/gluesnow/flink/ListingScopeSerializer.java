package io.gluesnow.flink;

import io.gluesnow.catalog.DatabaseId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stored form of {@link ListingScope}. */
public final class ListingScopeSerializer extends ValueSerializer<ListingScope> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<ListingScope> type() {
    return ListingScope.class;
  }

  @Override
  public void write(ListingScope scope, DataOutputStream out) throws IOException {
    writeText(scope.region(), out);
    writeTexts(scope.catalogs(), out);
    writeTexts(scope.unlisted(), out);
  }

  @Override
  public ListingScope read(int version, DataInputStream in) throws IOException {
    String region = readText(in);
    List<String> catalogs = readTexts(in);
    List<DatabaseId> unlisted = new ArrayList<>();
    for (String database : readTexts(in)) {
      unlisted.add(DatabaseId.parse(database));
    }
    return ListingScope.of(region, catalogs, unlisted);
  }
}
