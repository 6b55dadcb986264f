package io.gluesnow.cloudtrail;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.OutcomeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What some bytes came to, item by item: catalog events and orders that go on, records that end
 * here as {@code irrelevant} or {@code failed-call}, and what could not be read. There is always at
 * least one item, so whoever counts the items has accounted for everything that came in.
 */
public final class Decoded {
  private final List<CatalogEvent> events;
  private final List<ControlEvent> controls;
  private final long irrelevant;
  private final long failedCalls;
  private final List<Unreadable> unreadable;

  private Decoded(Builder builder) {
    this.events = List.copyOf(builder.events);
    this.controls = List.copyOf(builder.controls);
    this.irrelevant = builder.irrelevant;
    this.failedCalls = builder.failedCalls;
    this.unreadable = List.copyOf(builder.unreadable);
    if (items() < 1) {
      throw new IllegalStateException("nothing was decoded, and nothing accounts for it");
    }
  }

  static Builder builder() {
    return new Builder();
  }

  /** In the order in which they were found, which says nothing about the order of the changes. */
  public List<CatalogEvent> events() {
    return events;
  }

  /** Orders about tables: what a person has sent, and what is as good as one. */
  public List<ControlEvent> controls() {
    return controls;
  }

  /** What goes to the dead letters, each with its own reason and bytes. */
  public List<Unreadable> unreadable() {
    return unreadable;
  }

  /**
   * How many items end here with this outcome: {@code IRRELEVANT}, {@code FAILED_CALL} and {@code
   * DEAD_LETTERED} can be more than zero.
   */
  public long ended(OutcomeKind kind) {
    if (kind == OutcomeKind.IRRELEVANT) {
      return irrelevant;
    }
    if (kind == OutcomeKind.FAILED_CALL) {
      return failedCalls;
    }
    return kind == OutcomeKind.DEAD_LETTERED ? unreadable.size() : 0;
  }

  /**
   * The events and orders plus all that ended here; what the accounts call "read". At least one.
   */
  public long items() {
    return events.size() + controls.size() + irrelevant + failedCalls + unreadable.size();
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof Decoded)) {
      return false;
    }
    Decoded other = (Decoded) o;
    return events.equals(other.events)
        && controls.equals(other.controls)
        && irrelevant == other.irrelevant
        && failedCalls == other.failedCalls
        && unreadable.equals(other.unreadable);
  }

  @Override
  public int hashCode() {
    return Objects.hash(events, controls, irrelevant, failedCalls, unreadable);
  }

  @Override
  public String toString() {
    return "decoded: "
        + events
        + ", "
        + controls
        + ", irrelevant "
        + irrelevant
        + ", failed calls "
        + failedCalls
        + ", "
        + unreadable;
  }

  static final class Builder {
    private final List<CatalogEvent> events = new ArrayList<>();
    private final List<ControlEvent> controls = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private long irrelevant;
    private long failedCalls;

    void event(CatalogEvent event) {
      events.add(event);
    }

    void control(ControlEvent control) {
      controls.add(control);
    }

    void irrelevant() {
      irrelevant++;
    }

    void failedCall() {
      failedCalls++;
    }

    void unreadable(String reason, Piece piece) {
      unreadable.add(Unreadable.of(reason, piece.bytes()));
    }

    Decoded build() {
      return new Decoded(this);
    }
  }
}
