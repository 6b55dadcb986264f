package io.gluesnow.standin.snowflake;

import java.util.Locale;
import java.util.Optional;

/** An external table's stage and file format as they are now. */
final class StageLink {
  private final Catalog catalog;

  StageLink(Catalog catalog) {
    this.catalog = catalog;
  }

  static String slashed(String url) {
    return url.endsWith("/") ? url : url + "/";
  }

  Optional<Securable> stage(ExternalTable table) {
    return catalog
        .find(Kind.STAGE, table.stage())
        .filter(found -> found.generation() == table.stageGeneration());
  }

  Optional<String> formatType(ExternalTable table) {
    Optional<String> named =
        table
            .format()
            .name()
            .flatMap(name -> catalog.find(Kind.FILE_FORMAT, name))
            .map(format -> format.property("TYPE").orElse("CSV").toUpperCase(Locale.ROOT));
    return named.isPresent() ? named : table.format().type();
  }
}
