package io.vitals.domain.quality;

import io.vitals.schemas.FilledField;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.UnknownName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What intake observed of a source's records in an hour or a part of one: which fields they had
 * filled, and which event names the taxonomy lacks. Parts add up in any order. Flat; bounded by the
 * fields of the source's entities and {@link #MOST_NAMES}.
 *
 * @param fields the optional fields of what arrived, by name
 * @param namesJudged how many event names were looked up
 * @param names those that were not in the taxonomy, by name; the empty name is all that is not told
 *     apart
 */
public record ObservedHour(List<FieldCount> fields, long namesJudged, List<NameCount> names) {
  /** How many unknown names are told apart: the first by name. */
  static final int MOST_NAMES = 100;

  /** The name of all that is not told apart. */
  static final String REST = "";

  /**
   * A field.
   *
   * @param field entity and field, as {@code account.owner_id}
   * @param records how many records were looked at
   * @param filled how many of them had it filled
   */
  public record FieldCount(String field, long records, long filled) {
    private FieldCount plus(FieldCount other) {
      return new FieldCount(field, records + other.records, filled + other.filled);
    }
  }

  /**
   * An event name that the taxonomy lacks.
   *
   * @param name the name
   * @param records how many records bore it
   * @param firstSeen ingest time of the first row that counts one, epoch milliseconds
   */
  public record NameCount(String name, long records, long firstSeen) {
    private NameCount plus(NameCount other) {
      return new NameCount(name, records + other.records, Math.min(firstSeen, other.firstSeen));
    }
  }

  /** Reads absent lists as empty. */
  public ObservedHour {
    fields = fields == null ? List.of() : fields;
    names = names == null ? List.of() : names;
  }

  /** Nothing observed. */
  public static ObservedHour none() {
    return new ObservedHour(null, 0, null);
  }

  /** What a row of arrivals observed; nothing for one that only counts. */
  public static ObservedHour of(SourceArrivals row) {
    String entity = row.getEntity().name().toLowerCase(Locale.ROOT);
    List<FieldCount> fields = new ArrayList<>();
    for (FilledField field : row.getFilled()) {
      fields.add(
          new FieldCount(entity + "." + field.getField(), row.getObserved(), field.getRecords()));
    }
    List<NameCount> names = new ArrayList<>();
    for (UnknownName name : row.getUnknownNames()) {
      names.add(
          new NameCount(name.getName(), name.getRecords(), row.getIngestTime().toEpochMilli()));
    }
    return new ObservedHour(fields, row.getNamesJudged(), names);
  }

  /** Whether nothing was observed. */
  public boolean isEmpty() {
    return fields.isEmpty() && namesJudged == 0 && names.isEmpty();
  }

  /** With what another part of the hour observed. */
  public ObservedHour plus(ObservedHour other) {
    return new ObservedHour(
        fieldsWith(other.fields), namesJudged + other.namesJudged, namesWith(other.names));
  }

  private List<FieldCount> fieldsWith(List<FieldCount> more) {
    Map<String, FieldCount> sums = new TreeMap<>();
    fields.forEach(count -> sums.put(count.field(), count));
    more.forEach(count -> sums.merge(count.field(), count, FieldCount::plus));
    return new ArrayList<>(sums.values());
  }

  private List<NameCount> namesWith(List<NameCount> more) {
    if (more.isEmpty()) {
      return names;
    }
    TreeMap<String, NameCount> sums = new TreeMap<>();
    names.forEach(count -> sums.put(count.name(), count));
    more.forEach(count -> sums.merge(count.name(), count, NameCount::plus));
    while (sums.size() > MOST_NAMES + (sums.containsKey(REST) ? 1 : 0)) {
      NameCount last = sums.pollLastEntry().getValue();
      sums.merge(REST, new NameCount(REST, last.records(), last.firstSeen()), NameCount::plus);
    }
    return new ArrayList<>(sums.values());
  }
}
