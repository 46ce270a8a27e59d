package io.vitals.domain.intake;

import io.vitals.schemas.FilledField;
import io.vitals.schemas.SourceArrivals;
import java.util.ArrayList;
import java.util.List;

/** Which optional fields arrive filled, counted in a row of arrivals. */
final class ObservedFields {
  private ObservedFields() {}

  /** Counts a record with these fields filled. */
  static void count(SourceArrivals row, long filledFields) {
    if (row.getFilled().isEmpty()) {
      row.setFilled(noneFilled(row));
    }
    row.setObserved(row.getObserved() + 1);
    for (long rest = filledFields; rest != 0; rest &= rest - 1) {
      int place = Long.numberOfTrailingZeros(rest);
      // One on its way through an upgrade may know fields that this release has no more.
      if (place < row.getFilled().size()) {
        FilledField field = row.getFilled().get(place);
        field.setRecords(field.getRecords() + 1);
      }
    }
  }

  /** Adds what a row of the same entity observed. */
  static void merge(SourceArrivals into, SourceArrivals other) {
    into.setObserved(into.getObserved() + other.getObserved());
    if (into.getFilled().isEmpty()) {
      into.setFilled(other.getFilled());
      return;
    }
    for (int i = 0; i < other.getFilled().size(); i++) {
      FilledField field = into.getFilled().get(i);
      field.setRecords(field.getRecords() + other.getFilled().get(i).getRecords());
    }
  }

  /** Whether what a row observed are the optional fields as they are known here. */
  static boolean areOf(SourceArrivals row) {
    List<String> names = row.getFilled().stream().map(FilledField::getField).toList();
    return names.equals(OptionalFields.of(row.getEntity()).names());
  }

  /** Takes out of a row what it observed. */
  static void forget(SourceArrivals row) {
    row.setObserved(0);
    row.setFilled(List.of());
  }

  private static List<FilledField> noneFilled(SourceArrivals row) {
    List<FilledField> fields = new ArrayList<>();
    for (String name : OptionalFields.of(row.getEntity()).names()) {
      fields.add(new FilledField(name, 0L));
    }
    return fields;
  }
}
