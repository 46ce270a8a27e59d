package io.vitals.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.quality.OpenExceptions.Step;
import io.vitals.domain.quality.OpenExceptions.Whose;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.QualityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenExceptionsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Whose ACME = new Whose("acme:1", null, "o-1", "smb", 100L);

  @Test
  void aFaultOpensIsToldAgainEachDayAndClosesByItself() {
    Step opened = OpenExceptions.none().next(List.of(fault("tier")), ACME, NOON);
    assertThat(opened.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getExceptionId()).isEqualTo("MISSING_FIELD|acme:1|tier");
              assertThat(row.getOpened()).isEqualTo(NOON);
              assertThat(row.getClosed()).isNull();
              assertThat(row.getOwnerId()).isEqualTo("o-1");
            });
    Step same = opened.next().next(List.of(fault("tier")), ACME, NOON.plus(Duration.ofHours(23)));
    assertThat(same.rows()).isEmpty();
    Instant tomorrow = NOON.plus(Duration.ofDays(1));
    Step again = same.next().next(List.of(fault("tier")), ACME, tomorrow);
    assertThat(again.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getOpened()).isEqualTo(NOON);
              assertThat(row.getLastSeen()).isEqualTo(tomorrow);
            });
    Step closed = again.next().next(List.of(), ACME, tomorrow.plusSeconds(1));
    assertThat(closed.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getExceptionId()).isEqualTo("MISSING_FIELD|acme:1|tier");
              assertThat(row.getClosed()).isEqualTo(tomorrow.plusSeconds(1));
              assertThat(row.getOpened()).isEqualTo(NOON);
            });
    assertThat(closed.next().open()).isEmpty();
  }

  @Test
  void newEvidenceIsToldAtOnce() {
    Step opened = OpenExceptions.none().next(List.of(fault("tier")), ACME, NOON);
    Finding changed = new Finding(ExceptionType.MISSING_FIELD, "tier", "still no tier", 1);
    assertThat(opened.next().next(List.of(changed), ACME, NOON.plusSeconds(1)).rows())
        .singleElement()
        .extracting(QualityException::getEvidence)
        .isEqualTo("still no tier");
  }

  @Test
  void whatGrewIsToldAtOnce() {
    Finding pair = new Finding(ExceptionType.SUBSCRIPTION_OVERLAP, "", "s and t", 1);
    Finding pairs = new Finding(ExceptionType.SUBSCRIPTION_OVERLAP, "", "s and t", 3);
    Step opened = OpenExceptions.none().next(List.of(pair), ACME, NOON);
    Step grown = opened.next().next(List.of(pairs), ACME, NOON.plusSeconds(1));
    assertThat(grown.rows()).singleElement().extracting(QualityException::getCount).isEqualTo(3L);
    assertThat(grown.next().next(List.of(pairs), ACME, NOON.plusSeconds(2)).rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsOpenInTheTopicIsWhatShows(long seed) {
    Random random = new Random(seed);
    Map<String, QualityException> topic = new HashMap<>();
    OpenExceptions open = OpenExceptions.none();
    for (int i = 0; i < 500; i++) {
      List<Finding> findings = new ArrayList<>();
      TreeSet<String> expected = new TreeSet<>();
      for (String field : List.of("a", "b", "c", "d")) {
        if (random.nextBoolean()) {
          findings.add(fault(field));
          expected.add("MISSING_FIELD|acme:1|" + field);
        }
      }
      Step step = open.next(findings, ACME, NOON.plus(Duration.ofHours(i)));
      open = step.next();
      step.rows().forEach(row -> topic.put(row.getExceptionId(), row));
      TreeSet<String> shown = new TreeSet<>();
      topic.values().stream()
          .filter(row -> row.getClosed() == null)
          .forEach(row -> shown.add(row.getExceptionId()));
      assertThat(shown).as("seed %s, step %s", seed, i).isEqualTo(expected);
    }
  }

  private static Finding fault(String field) {
    return new Finding(ExceptionType.MISSING_FIELD, field, "no " + field, 1);
  }
}
