package io.vitals.local.list;

import java.util.function.Function;

/**
 * A column of a list, which is also the field that is asked for by its name.
 *
 * @param <R> the rows of the list
 * @param name as in headers and queries
 * @param kind what its values are
 * @param place in tables; CSV and JSON have every column
 * @param value of a row; null when not known
 */
public record Column<R>(String name, FieldKind kind, Place place, Function<R, Object> value) {

  /**
   * A column's place in tables, where not everything fits.
   *
   * @param rank what must go goes by this, the greatest first; 0 is never shown
   * @param least the width to which it may be cut, characters
   * @param most the width beyond which it is cut anyway
   * @param always whether it is shown when no row has a value: that nothing is known is news of
   *     most fields, and none of a field that does not apply
   */
  public record Place(int rank, int least, int most, boolean always) {
    /** In no table. */
    public static final Place NONE = new Place(0, 0, 0, false);

    /** Never cut. */
    public static Place whole(int rank) {
      return new Place(rank, Integer.MAX_VALUE, Integer.MAX_VALUE, true);
    }

    /** Cut where the table is narrow. */
    public static Place flexible(int rank, int least, int most) {
      return new Place(rank, least, most, true);
    }

    /** The same, and not shown where it applies to no row. */
    public Place whereItApplies() {
      return new Place(rank, least, most, false);
    }
  }

  /** The value of a row; null when not known. */
  Object of(R row) {
    return value.apply(row);
  }

  /** This column elsewhere in tables. */
  Column<R> at(Place other) {
    return new Column<>(name, kind, other, value);
  }
}
