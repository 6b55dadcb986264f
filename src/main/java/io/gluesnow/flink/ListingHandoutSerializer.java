package io.gluesnow.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of {@link ListingHandout}. */
public final class ListingHandoutSerializer extends ValueSerializer<ListingHandout> {
  private static final long serialVersionUID = 1L;
  private static final ListingSplitSerializer SPLIT = new ListingSplitSerializer();

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  Class<ListingHandout> type() {
    return ListingHandout.class;
  }

  @Override
  void write(ListingHandout handout, DataOutputStream out) throws IOException {
    out.writeBoolean(handout.given());
    out.writeBoolean(handout.back().isPresent());
    if (handout.back().isPresent()) {
      writePart(SPLIT, handout.back().get(), out);
    }
  }

  @Override
  ListingHandout read(int version, DataInputStream in) throws IOException {
    boolean given = in.readBoolean();
    return ListingHandout.of(given, in.readBoolean() ? readPart(SPLIT, in) : null);
  }
}
