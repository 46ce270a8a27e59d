package io.vitals.local.list;

import java.util.List;
import java.util.stream.Collectors;

/** Looks fields up by the names that people write. */
final class Fields {

  private Fields() {}

  /**
   * The column of that name.
   *
   * @param option that named it
   * @throws InvalidQueryException naming all fields when there is none
   */
  static <R> Column<R> named(String name, List<Column<R>> columns, String option) {
    return columns.stream()
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidQueryException(
                    option
                        + ": no field '"
                        + name
                        + "'; there are "
                        + columns.stream().map(Column::name).collect(Collectors.joining(", "))));
  }
}
