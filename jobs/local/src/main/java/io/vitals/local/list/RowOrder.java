package io.vitals.local.list;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Orders of rows. What is missing comes last, in either direction. */
public final class RowOrder {

  private RowOrder() {}

  /**
   * The order that a text says: {@code FIELD}, {@code FIELD:asc} or {@code FIELD:desc}.
   *
   * @throws InvalidQueryException when it says none
   */
  static <R> Comparator<R> parse(String text, List<Column<R>> columns) {
    int colon = text.indexOf(':');
    String direction = colon < 0 ? "asc" : text.substring(colon + 1).toLowerCase(Locale.ROOT);
    if (!List.of("asc", "desc").contains(direction)) {
      throw new InvalidQueryException("--sort '" + text + "': write FIELD or FIELD:desc");
    }
    String field = colon < 0 ? text : text.substring(0, colon);
    Column<R> column = Fields.named(field.strip(), columns, "--sort");
    return direction.equals("asc") ? ascending(column) : descending(column);
  }

  static <R> Comparator<R> ascending(Column<R> column) {
    return by(column, Comparator.naturalOrder());
  }

  /** The greatest value first. */
  public static <R> Comparator<R> descending(Column<R> column) {
    return by(column, Comparator.reverseOrder());
  }

  private static <R> Comparator<R> by(Column<R> column, Comparator<Comparable<Object>> order) {
    return Comparator.comparing(row -> comparable(column.of(row)), Comparator.nullsLast(order));
  }

  /** Values of one column are of one type, so they compare with each other. */
  @SuppressWarnings("unchecked")
  private static Comparable<Object> comparable(Object value) {
    return (Comparable<Object>)
        (value instanceof String text ? text.toLowerCase(Locale.ROOT) : value);
  }
}
