package io.vitals.domain.quality;

import io.vitals.domain.quality.ObservedHour.FieldCount;
import io.vitals.domain.quality.ObservedHour.NameCount;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.QualityMeasure;
import io.vitals.schemas.QualityRatio;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How what a source sends departs from what it declares and from what it used to send, as of the
 * close of an hour of ingest time:
 *
 * <ul>
 *   <li>An event name that its taxonomy lacks is a fault from the close of the hour in which it was
 *       seen, until the taxonomy has it or it was not seen for {@link #FORGOTTEN_AFTER}. Without a
 *       taxonomy no name is judged.
 *   <li>Fields that vanished, and new ones: see {@link FieldTrack}.
 *   <li>What share of the event names of the last {@link #HOURS} whole hours is in the taxonomy.
 * </ul>
 *
 * <p>Flat; bounded by the fields of the source's entities, {@link ObservedHour#MOST_NAMES} names
 * and the rest, and the hours.
 *
 * @param fields the optional fields observed, by name
 * @param names the names that the taxonomy lacks, by name; the empty name is the rest
 * @param hours the last hours in which names were judged
 */
public record SourceDrift(List<FieldTrack> fields, List<NameTrack> names, List<JudgedHour> hours) {
  static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);
  static final int HOURS = 24;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * A name that the taxonomy lacks.
   *
   * @param name the name
   * @param similar the name in the taxonomy that it was probably meant to be; null when none is
   *     similar
   * @param firstSeen when it was seen first, epoch milliseconds
   * @param lastSeen close of the hour in which it was seen last
   * @param records how many records bore it
   */
  public record NameTrack(
      String name, String similar, long firstSeen, long lastSeen, long records) {
    private NameTrack plus(NameCount seen, long close) {
      return new NameTrack(name, similar, firstSeen, close, records + seen.records());
    }

    private Finding finding() {
      String what =
          name.equals(ObservedHour.REST)
              ? "names beyond the first %d, and those that look like no identifier"
                  .formatted(ObservedHour.MOST_NAMES)
              : similar == null ? "like no declared name" : "like " + similar;
      String evidence = what + "; first seen " + MINUTE.format(Instant.ofEpochMilli(firstSeen));
      return new Finding(ExceptionType.UNKNOWN_EVENT_NAME, name, evidence, records);
    }
  }

  /**
   * An hour in which names were judged.
   *
   * @param close its close
   * @param judged how many records were
   * @param unknown how many bore a name that the taxonomy lacks
   */
  public record JudgedHour(long close, long judged, long unknown) {}

  /** Reads absent lists as empty. */
  public SourceDrift {
    fields = fields == null ? List.of() : fields;
    names = names == null ? List.of() : names;
    hours = hours == null ? List.of() : hours;
  }

  /** Nothing observed. */
  public static SourceDrift none() {
    return new SourceDrift(null, null, null);
  }

  /**
   * At the close of an hour.
   *
   * @param close the close; rises from call to call
   * @param observed what was observed in the hour
   * @param taxonomy the event names that the source declares; empty: none is judged
   */
  public SourceDrift after(long close, ObservedHour observed, Set<String> taxonomy) {
    return new SourceDrift(
        fieldsAfter(close, observed.fields()),
        taxonomy.isEmpty() ? List.of() : namesAfter(close, observed.names(), taxonomy),
        taxonomy.isEmpty() ? List.of() : hoursAfter(close, observed, taxonomy));
  }

  private List<FieldTrack> fieldsAfter(long close, List<FieldCount> observed) {
    Map<String, FieldTrack> tracks = new TreeMap<>();
    fields.forEach(track -> tracks.put(track.field(), track));
    for (FieldCount count : observed) {
      FieldTrack track = tracks.getOrDefault(count.field(), FieldTrack.of(count.field()));
      tracks.put(count.field(), track.with(close, count.records(), count.filled()));
    }
    List<FieldTrack> after = new ArrayList<>();
    tracks.values().forEach(track -> after.add(track.at(close)));
    return after;
  }

  private List<NameTrack> namesAfter(long close, List<NameCount> observed, Set<String> taxonomy) {
    Map<String, NameTrack> tracks = new TreeMap<>();
    for (NameTrack track : names) {
      if (!taxonomy.contains(track.name())) {
        tracks.put(track.name(), track);
      }
    }
    for (NameCount seen : observed) {
      if (!taxonomy.contains(seen.name())) {
        boolean hasPlace =
            tracks.containsKey(seen.name())
                || tracks.size() - (tracks.containsKey(ObservedHour.REST) ? 1 : 0)
                    < ObservedHour.MOST_NAMES;
        String name = hasPlace ? seen.name() : ObservedHour.REST;
        NameTrack known = tracks.get(name);
        tracks.put(name, (known == null ? first(name, seen, taxonomy) : known).plus(seen, close));
      }
    }
    List<NameTrack> after = new ArrayList<>();
    for (NameTrack track : tracks.values()) {
      if (close - track.lastSeen() < FORGOTTEN_AFTER.toMillis()) {
        after.add(track);
      }
    }
    return after;
  }

  private static NameTrack first(String name, NameCount seen, Set<String> taxonomy) {
    String similar =
        name.equals(ObservedHour.REST) ? null : SimilarName.of(name, taxonomy).orElse(null);
    return new NameTrack(name, similar, seen.firstSeen(), seen.firstSeen(), 0);
  }

  private List<JudgedHour> hoursAfter(long close, ObservedHour observed, Set<String> taxonomy) {
    List<JudgedHour> after = new ArrayList<>();
    for (JudgedHour hour : hours) {
      if (close - hour.close() < Duration.ofHours(HOURS).toMillis()) {
        after.add(hour);
      }
    }
    if (observed.namesJudged() > 0) {
      long unknown =
          observed.names().stream()
              .filter(seen -> !taxonomy.contains(seen.name()))
              .mapToLong(NameCount::records)
              .sum();
      after.add(new JudgedHour(close, observed.namesJudged(), unknown));
    }
    return after;
  }

  /** The faults that show. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    names.forEach(name -> findings.add(name.finding()));
    fields.forEach(field -> field.finding().ifPresent(findings::add));
    return findings;
  }

  /** The share of event names that are in the taxonomy; of 0 when none was judged. */
  public QualityRatio taxonomy(String source, Instant now) {
    long judged = hours.stream().mapToLong(JudgedHour::judged).sum();
    long unknown = hours.stream().mapToLong(JudgedHour::unknown).sum();
    return QualityRatio.newBuilder()
        .setIngestTime(now)
        .setMeasure(QualityMeasure.TAXONOMY)
        .setSubject(source)
        .setCount(judged - unknown)
        .setTotal(judged)
        .build();
  }

  /** Whether anything follows from time alone: what is known now runs out. */
  public boolean awaitsTime() {
    return !names.isEmpty() || !hours.isEmpty() || fields.stream().anyMatch(FieldTrack::awaitsTime);
  }
}
