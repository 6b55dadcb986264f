package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the parser gathers of a CREATE EXTERNAL TABLE, with the documented defaults (both refreshes
 * are TRUE).
 */
final class CreateClauses {
  Name name;
  boolean orReplace;
  boolean ifNotExists;
  List<Statement.ColumnDefinition> columns = new ArrayList<>();
  List<String> partitionBy = new ArrayList<>();
  StagePath location;
  boolean userSpecified;
  boolean refreshOnCreate = true;
  boolean refreshOnCreateStated;
  boolean autoRefresh = true;
  boolean autoRefreshStated;
  String pattern;
  FileFormat format;
  boolean delta;
  boolean copyGrants;
  String comment;
  Name policy;
  Map<Name, String> tags = new LinkedHashMap<>();
}
