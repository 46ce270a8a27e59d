package io.vitals.local.list;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is asked of a list.
 *
 * @param <R> its rows
 * @param columns all of the list, in their order
 * @param filters that a row must pass, each of them
 * @param order of the rows
 * @param limit how many rows at most
 */
public record ListQuery<R>(
    List<Column<R>> columns, List<Filter<R>> filters, Comparator<R> order, long limit) {

  public ListQuery {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
  }

  /**
   * A query as a person writes it.
   *
   * @param where conditions as in {@link Filter}
   * @param sort {@code FIELD} or {@code FIELD:desc}; null for the list's own order
   * @param ownOrder the list's own order, which also parts what the person's does not
   * @throws InvalidQueryException when it makes no sense
   */
  public static <R> ListQuery<R> parse(
      List<Column<R>> columns,
      List<String> where,
      String sort,
      Comparator<R> ownOrder,
      long limit) {
    List<Filter<R>> filters = where.stream().map(text -> Filter.parse(text, columns)).toList();
    Comparator<R> order =
        sort == null ? ownOrder : RowOrder.parse(sort, columns).thenComparing(ownOrder);
    return new ListQuery<>(columns, filters, order, limit);
  }

  /** Whether a condition asks for rows in which this field is missing. */
  public boolean asksForMissing(String field) {
    return filters.stream().anyMatch(filter -> filter.asksForMissing(field));
  }

  /** Those of the rows that are asked for, in order. */
  public List<R> of(List<R> rows) {
    Predicate<R> all = row -> filters.stream().allMatch(filter -> filter.test(row));
    return rows.stream().filter(all).sorted(order).limit(limit).toList();
  }
}
