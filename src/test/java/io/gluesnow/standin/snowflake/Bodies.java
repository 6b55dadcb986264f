package io.gluesnow.standin.snowflake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The bodies of the answers: ResultSet, QueryStatus, QueryFailureStatus and CancelStatus of
 * https://docs.snowflake.com/en/developer-guide/sql-api/reference.
 */
final class Bodies {
  private static final String STATEMENTS = "/api/v2/statements/";

  private final ObjectMapper json;
  private final Account account;
  private final int rowsPerPartition;

  Bodies(ObjectMapper json, Account account, int rowsPerPartition) {
    this.json = json;
    this.account = account;
    this.rowsPerPartition = rowsPerPartition;
  }

  ObjectNode refused(HttpFailure failure) {
    return json.createObjectNode().put("code", failure.code()).put("message", failure.getMessage());
  }

  private ObjectNode status(Execution execution, String code, String sqlState, String message) {
    return json.createObjectNode()
        .put("code", code)
        .put("sqlState", sqlState)
        .put("message", message)
        .put("statementHandle", execution.handle())
        .put("createdOn", execution.createdOn())
        .put("statementStatusUrl", STATEMENTS + execution.handle());
  }

  ObjectNode running(Execution execution) {
    return json.createObjectNode()
        .put("code", "333334")
        .put(
            "message",
            "Asynchronous execution in progress. Use provided query id to perform query monitoring and management.")
        .put("statementHandle", execution.handle())
        .put("statementStatusUrl", STATEMENTS + execution.handle());
  }

  ObjectNode failed(Execution execution, SqlFailure failure) {
    return status(execution, failure.code(), failure.sqlState(), failure.getMessage());
  }

  ObjectNode cancelled(Execution execution) {
    ObjectNode body = status(execution, "000604", "57014", "SQL execution canceled");
    body.remove("createdOn");
    return body;
  }

  ObjectNode unknownHandle(String handle) {
    return json.createObjectNode()
        .put("code", "000709")
        .put("sqlState", "02000")
        .put("message", "Statement " + handle + " not found")
        .put("statementHandle", handle)
        .put("statementStatusUrl", STATEMENTS + handle);
  }

  int partitions(Result result) {
    return Math.max(1, (result.rows().size() + rowsPerPartition - 1) / rowsPerPartition);
  }

  /** Partition 0 comes with everything that describes the result. */
  ObjectNode first(Execution execution, Result result, boolean nullable) {
    ObjectNode body = status(execution, "090001", "00000", "Statement executed successfully.");
    ObjectNode meta = body.putObject("resultSetMetaData");
    meta.put("numRows", result.rows().size());
    meta.put("format", "jsonv2");
    ArrayNode rowType = meta.putArray("rowType");
    result.columns().forEach(column -> rowType.add(rowType(column)));
    ArrayNode partitions = meta.putArray("partitionInfo");
    for (int i = 0; i < partitions(result); i++) {
      List<List<String>> rows = rows(result, i);
      ObjectNode partition = partitions.addObject().put("rowCount", rows.size());
      partition.put("uncompressedSize", size(rows));
      if (i > 0) {
        partition.put("compressedSize", size(rows) / 4);
      }
    }
    body.set("data", data(result, 0, nullable));
    return body;
  }

  /** A later partition is its data alone. */
  ObjectNode later(Result result, int partition, boolean nullable) {
    ObjectNode body = json.createObjectNode();
    body.set("data", data(result, partition, nullable));
    return body;
  }

  private List<List<String>> rows(Result result, int partition) {
    int from = Math.min(result.rows().size(), partition * rowsPerPartition);
    return result.rows().subList(from, Math.min(result.rows().size(), from + rowsPerPartition));
  }

  private static int size(List<List<String>> rows) {
    int size = 2;
    for (List<String> row : rows) {
      for (String value : row) {
        size += value == null ? 5 : value.length() + 3;
      }
    }
    return size;
  }

  private ArrayNode data(Result result, int partition, boolean nullable) {
    ArrayNode data = json.createArrayNode();
    for (List<String> row : rows(result, partition)) {
      ArrayNode values = data.addArray();
      for (int i = 0; i < row.size(); i++) {
        String value = sent(result.columns().get(i), row.get(i));
        values.add(value == null && !nullable ? "null" : value);
      }
    }
    return data;
  }

  /** TIMESTAMP_TZ adds an offset in minutes plus 1440: handling-responses. */
  private String sent(ResultColumn column, String value) {
    boolean offset = value != null && moment(column) && account.momentsWithOffset();
    return offset ? value + " 1440" : value;
  }

  private static boolean moment(ResultColumn column) {
    return column.type().startsWith("timestamp");
  }

  private ObjectNode rowType(ResultColumn column) {
    ObjectNode type = json.createObjectNode();
    type.put("name", column.name());
    type.put("database", "");
    type.put("schema", "");
    type.put("table", "");
    type.put("nullable", true);
    boolean text = column.type().equals("text");
    boolean moment = moment(column);
    int length = account.dialect().defaultVarchar();
    if (text) {
      type.put("byteLength", length).put("length", length);
    } else {
      type.putNull("byteLength").putNull("length");
    }
    type.put("type", moment && account.momentsWithOffset() ? "timestamp_tz" : column.type());
    if (column.type().equals("fixed")) {
      type.put("precision", 38).put("scale", 0);
    } else if (moment) {
      type.put("precision", 0).put("scale", 3);
    } else {
      type.putNull("precision").putNull("scale");
    }
    type.putNull("collation");
    return type;
  }
}
