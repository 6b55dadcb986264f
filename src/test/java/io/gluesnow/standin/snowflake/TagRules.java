package io.gluesnow.standin.snowflake;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags and the values that they allow. */
final class TagRules {
  private final Catalog catalog;
  private final Privileges privileges;

  TagRules(Catalog catalog, Privileges privileges) {
    this.catalog = catalog;
    this.privileges = privileges;
  }

  /** Sets tags on a table being changed, each with APPLY and an allowed value. */
  void set(Map<Name, String> tags, ExternalTable.Draft draft, Session session) {
    tags.forEach(
        (tag, value) ->
            draft.tags.put(
                privileges.tag(session, session.resolve(tag, 3)), allowed(session, tag, value)));
  }

  private String allowed(Session session, Name tag, String value) {
    Securable found =
        catalog.find(Kind.TAG, session.resolve(tag, 3)).orElseThrow(IllegalStateException::new);
    Optional<String> values = found.property("ALLOWED_VALUES");
    if (values.isPresent() && !List.of(values.get().split(",")).contains(value)) {
      throw SqlFailure.invalidValue(value, tag.shown());
    }
    return value;
  }
}
