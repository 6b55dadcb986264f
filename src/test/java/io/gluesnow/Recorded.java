package io.gluesnow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.CloudTrail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The CloudTrail events of what happens in a Glue catalog, as texts for a bounded source. */
final class Recorded {
  private final List<String> texts = new ArrayList<>();

  private Recorded() {}

  /** Records from now on. */
  static Recorded from(LocalWorld world) {
    Recorded recorded = new Recorded();
    world.glue().onRecord(recorded::add);
    return recorded;
  }

  private synchronized void add(ObjectNode record) {
    texts.add(new String(CloudTrail.inEventBridge(record), StandardCharsets.UTF_8));
  }

  /** What was recorded so far. */
  synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  /** What was recorded so far, and forgets it. */
  synchronized List<String> take() {
    List<String> taken = List.copyOf(texts);
    texts.clear();
    return taken;
  }
}
