package io.gluesnow.standin.snowflake;

/**
 * The statements that only look: SHOW, DESCRIBE and SELECT of GET_DDL and of the session's context.
 */
final class Looks {
  private final TableListing tables;
  private final ObjectListing objects;
  private final ContainerListing containers;
  private final Description description;
  private final ContextQuery context;

  Looks(Catalog catalog, Privileges privileges, Account account) {
    ShowScope scope = new ShowScope(catalog, privileges);
    StageLink link = new StageLink(catalog);
    this.tables = new TableListing(scope, link, account);
    this.objects = new ObjectListing(scope, catalog, privileges, account);
    this.containers = new ContainerListing(scope, catalog, privileges);
    this.description = new Description(privileges, link, account);
    this.context = new ContextQuery(privileges, account);
  }

  Result show(Statement.Show show, Run run) {
    switch (show.what) {
      case EXTERNAL_TABLES:
        return tables.externalTables(show, run);
      case TABLES:
      case OBJECTS:
        return tables.tables(show, run);
      case DATABASES:
        return containers.databases(show, run);
      case SCHEMAS:
        return containers.schemas(show, run);
      case STAGES:
        return objects.stages(show, run);
      case PARAMETERS:
        return objects.parameters(show, run);
      case ROW_ACCESS_POLICIES:
        return objects.policies(show, run);
      case STREAMS:
        return objects.streams(show, run);
      case GRANTS_ON_TABLE:
        return objects.grants(show, run);
      default:
        throw new IllegalStateException(show.what.toString());
    }
  }

  Result describe(Statement.Describe describe, Run run) {
    return description.describe(describe, run);
  }

  Result select(Statement.Select select, Run run) {
    return context.select(select, run);
  }
}
