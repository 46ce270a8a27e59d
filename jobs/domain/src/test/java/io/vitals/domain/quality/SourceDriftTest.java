package io.vitals.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.quality.ObservedHour.NameCount;
import io.vitals.schemas.Entity;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.FilledField;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.UnknownName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SourceDriftTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Set<String> TAXONOMY = Set.of("feature_used", "login");

  private SourceDrift drift = SourceDrift.none();
  private Set<String> taxonomy = TAXONOMY;
  private long close = START.toEpochMilli() - 1;

  @Test
  void anUnknownNameIsAFaultUntilItWasNotSeenForAWeek() {
    hour(10, "featureUsed", 3);
    assertThat(drift.findings())
        .containsExactly(
            new Finding(
                ExceptionType.UNKNOWN_EVENT_NAME,
                "featureUsed",
                "like feature_used; first seen 2026-03-02 00:20",
                3));
    hour(10, "featureUsed", 2);
    assertThat(drift.findings()).extracting(Finding::count).containsExactly(5L);
    for (int i = 1; i < 7 * 24; i++) {
      hour(0, null, 0);
    }
    assertThat(drift.findings()).hasSize(1);
    hour(0, null, 0);
    assertThat(drift.findings()).isEmpty();
    assertThat(drift.awaitsTime()).isFalse();
  }

  @Test
  void aNameThatJoinsTheTaxonomyIsNoFaultAndNotSeenAsOneBefore() {
    hour(10, "logout", 4);
    assertThat(drift.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.evidence()).startsWith("like no declared name"));
    taxonomy = Set.of("login", "logout");
    hour(10, "logout", 4);
    assertThat(drift.findings()).isEmpty();
    assertThat(share().getCount()).as("intake did not know it yet").isEqualTo(16);
    assertThat(share().getTotal()).isEqualTo(20);
  }

  @Test
  void withoutATaxonomyNothingIsJudged() {
    hour(10, "logout", 4);
    taxonomy = Set.of();
    hour(10, "logout", 4);
    assertThat(drift.findings()).isEmpty();
    assertThat(share().getTotal()).isZero();
    assertThat(drift.awaitsTime()).isFalse();
  }

  @Test
  void theShareIsThatOfTheLast24WholeHours() {
    hour(100, "logout", 100);
    for (int i = 1; i < 24; i++) {
      hour(10, "logout", 1);
    }
    assertThat(share().getCount()).isEqualTo(23 * 9);
    assertThat(share().getTotal()).isEqualTo(100 + 230);
    hour(0, null, 0);
    assertThat(share().getCount()).isEqualTo(23 * 9);
    assertThat(share().getTotal()).isEqualTo(230);
    assertThat(share().getSubject()).isEqualTo("telemetry");
  }

  @Test
  void noMoreNamesThanFitAreToldApart() {
    List<NameCount> names = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      names.add(new NameCount("a%03d".formatted(i), 1, close));
    }
    step(new ObservedHour(null, 70, names));
    names.replaceAll(name -> new NameCount(name.name().replace('a', 'b'), 1, close));
    step(new ObservedHour(null, 70, names));
    assertThat(drift.names()).hasSize(ObservedHour.MOST_NAMES + 1);
    assertThat(drift.findings().get(0))
        .satisfies(rest -> assertThat(rest.subject()).isEmpty())
        .satisfies(rest -> assertThat(rest.count()).isEqualTo(40))
        .satisfies(rest -> assertThat(rest.evidence()).startsWith("names beyond the first 100"));
    step(new ObservedHour(null, 1, List.of(new NameCount("a000", 1, close))));
    assertThat(drift.names())
        .filteredOn(name -> name.name().equals("a000"))
        .singleElement()
        .satisfies(name -> assertThat(name.records()).isEqualTo(2));
  }

  @Test
  void aRowThatOnlyCountsSaysNothing() {
    SourceArrivals row = row(Entity.ACCOUNT).setCreated(7).build();
    assertThat(ObservedHour.of(row).isEmpty()).isTrue();
    step(ObservedHour.of(row));
    assertThat(drift).isEqualTo(SourceDrift.none());
  }

  @Test
  void fieldsAreTrackedByEntity() {
    for (Entity entity : List.of(Entity.ACCOUNT, Entity.SUBSCRIPTION)) {
      drift =
          drift.after(
              close,
              ObservedHour.of(
                  row(entity)
                      .setObserved(7)
                      .setFilled(List.of(new FilledField("tier", 3L)))
                      .build()),
              taxonomy);
    }
    assertThat(drift.fields())
        .extracting(FieldTrack::field)
        .containsExactly("account.tier", "subscription.tier");
  }

  @Test
  void partsOfAnHourAddUpInAnyOrder() {
    for (long seed = 1; seed <= 30; seed++) {
      Random random = new Random(seed);
      List<SourceArrivals> rows = new ArrayList<>();
      for (int i = 0; i < 90; i++) {
        rows.add(randomRow(random));
      }
      ObservedHour inOrder = sum(rows);
      Collections.shuffle(rows, random);
      assertThat(sum(rows)).as("seed %d", seed).isEqualTo(inOrder);
      Map<String, Long> filled = new HashMap<>();
      TreeSet<String> names = new TreeSet<>();
      long unknown = 0;
      for (SourceArrivals row : rows) {
        row.getFilled()
            .forEach(f -> filled.merge("ticket." + f.getField(), f.getRecords(), Long::sum));
        row.getUnknownNames().forEach(name -> names.add(name.getName()));
        unknown += row.getUnknownNames().stream().mapToLong(UnknownName::getRecords).sum();
      }
      assertThat(inOrder.fields())
          .allSatisfy(f -> assertThat(f.filled()).isEqualTo(filled.get(f.field())))
          .hasSameSizeAs(filled.keySet());
      assertThat(inOrder.names().stream().mapToLong(NameCount::records).sum())
          .as("seed %d", seed)
          .isEqualTo(unknown);
      assertThat(names).as("seed %d", seed).hasSizeGreaterThan(ObservedHour.MOST_NAMES);
      assertThat(inOrder.names())
          .extracting(NameCount::name)
          .as("seed %d: the rest, and the first by name", seed)
          .startsWith(ObservedHour.REST)
          .endsWith(names.stream().limit(ObservedHour.MOST_NAMES).toArray(String[]::new))
          .hasSize(ObservedHour.MOST_NAMES + 1);
    }
  }

  @Test
  void namesAndShareAreThoseOfAPlainSearchOfAllHours() {
    for (long seed = 1; seed <= 8; seed++) {
      Random random = new Random(seed);
      drift = SourceDrift.none();
      close = START.toEpochMilli() - 1;
      List<ObservedHour> history = new ArrayList<>();
      for (int i = 0; i < 25 * 24; i++) {
        boolean drifting = random.nextInt(40) == 0;
        long judged = random.nextBoolean() ? 0 : random.nextInt(50);
        String name = "n" + random.nextInt(4);
        long unknown = drifting ? judged / 2 : 0;
        List<NameCount> names =
            unknown == 0 ? null : List.of(new NameCount(name, unknown, close + 1));
        history.add(new ObservedHour(null, judged, names));
        step(history.get(i));
        Map<String, Long> expected = new TreeMap<>();
        for (int name4 = 0; name4 < 4; name4++) {
          long count = sinceForgotten("n" + name4, history);
          if (count > 0) {
            expected.put("n" + name4, count);
          }
        }
        Map<String, Long> told = new TreeMap<>();
        drift.findings().forEach(finding -> told.put(finding.subject(), finding.count()));
        assertThat(told).as("seed %d, hour %d", seed, i).isEqualTo(expected);
        List<ObservedHour> day = history.subList(Math.max(0, i - 23), i + 1);
        assertThat(share().getTotal())
            .as("seed %d, hour %d", seed, i)
            .isEqualTo(day.stream().mapToLong(ObservedHour::namesJudged).sum());
        assertThat(share().getTotal() - share().getCount())
            .as("seed %d, hour %d", seed, i)
            .isEqualTo(
                day.stream().flatMap(h -> h.names().stream()).mapToLong(NameCount::records).sum());
      }
    }
  }

  /** How often a name was seen, back to the last week in which it was not. */
  private static long sinceForgotten(String name, List<ObservedHour> history) {
    long count = 0;
    int notSeen = 0;
    for (int i = history.size() - 1; i >= 0 && notSeen < 7 * 24; i--) {
      long seen =
          history.get(i).names().stream()
              .filter(candidate -> candidate.name().equals(name))
              .mapToLong(NameCount::records)
              .sum();
      notSeen = seen == 0 ? notSeen + 1 : 0;
      count += seen;
    }
    return count;
  }

  private static ObservedHour sum(List<SourceArrivals> rows) {
    ObservedHour sum = ObservedHour.none();
    for (SourceArrivals row : rows) {
      sum = sum.plus(ObservedHour.of(row));
    }
    return sum;
  }

  private static SourceArrivals randomRow(Random random) {
    List<UnknownName> names = new ArrayList<>();
    for (int i = 0; i < random.nextInt(10); i++) {
      names.add(new UnknownName("n" + random.nextInt(200), 1L + random.nextInt(5)));
    }
    return row(Entity.TICKET)
        .setIngestTime(START.plusSeconds(random.nextInt(3_600)))
        .setObserved(9)
        .setFilled(
            List.of(
                new FilledField("priority", (long) random.nextInt(10)),
                new FilledField("csat_score", (long) random.nextInt(10))))
        .setUnknownNames(names)
        .build();
  }

  private static SourceArrivals.Builder row(Entity entity) {
    return SourceArrivals.newBuilder()
        .setIngestTime(START)
        .setSource("telemetry")
        .setEntity(entity)
        .setPartition(0);
  }

  private void hour(long judged, String unknown, long records) {
    List<NameCount> names =
        unknown == null ? null : List.of(new NameCount(unknown, records, close + 1 + HOUR / 3));
    step(new ObservedHour(null, judged, names));
  }

  private void step(ObservedHour hour) {
    close += HOUR;
    drift = drift.after(close, hour, taxonomy);
  }

  private QualityRatio share() {
    return drift.taxonomy("telemetry", Instant.ofEpochMilli(close));
  }
}
