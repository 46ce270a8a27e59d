package io.vitals.local.list;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** Rows as a JSON array of objects with every column. What is missing is null. */
public final class JsonRows {
  private JsonRows() {}

  /** The rows, in their order. */
  public static <R> ArrayNode of(List<Column<R>> columns, List<R> rows) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (R row : rows) {
      ObjectNode object = array.addObject();
      for (Column<R> column : columns) {
        Object value = column.of(row);
        if (value == null) {
          object.putNull(column.name());
        } else if (value instanceof BigDecimal number) {
          object.put(column.name(), number);
        } else {
          object.put(column.name(), FieldKind.plain(value));
        }
      }
    }
    return array;
  }
}
