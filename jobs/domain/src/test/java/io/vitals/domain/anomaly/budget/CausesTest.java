package io.vitals.domain.anomaly.budget;

import static io.vitals.domain.anomaly.budget.Streams.DAY;
import static io.vitals.domain.anomaly.budget.Streams.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitals.domain.anomaly.budget.Causes.Grouping;
import io.vitals.schemas.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CausesTest {
  private static final Bucket TODAY = new Bucket(START, DAY);
  private static final CauseSettings SETTINGS = CauseSettings.standard();
  private static final SourceBreak HELPDESK =
      new SourceBreak("helpdesk", Set.of(Entity.TICKET), START.plus(Duration.ofHours(5)), null);

  @Test
  void manyAccountsOfASegmentAreOneAnomaly() {
    Grouping grouping = group(TODAY, smb(40, 30, 1e-4), List.of());
    assertThat(grouping.segments()).hasSize(1);
    SegmentAnomaly smb = grouping.segments().get(0);
    assertThat(smb.peers()).isEqualTo(new Peers("smb", "tickets"));
    assertThat(smb.since()).isEqualTo(START);
    assertThat(smb.accounts()).isEqualTo(40);
    assertThat(smb.odd()).isEqualTo(30);
    assertThat(smb.expected()).isEqualTo(0.4, within(1e-12));
    assertThat(smb.arrMinor()).isEqualTo(30 * 100L);
    assertThat(smb.series()).hasSize(30);
    assertThat(smb.tailProbability()).isLessThan(1e-6);

    assertThat(grouping.batch().tests()).isEqualTo(41);
    assertThat(grouping.batch().candidates()).hasSize(31);
    assertThat(cause(grouping, "account-00"))
        .isEqualTo(new Cause(Cause.Kind.SEGMENT, "peers/smb/tickets"));
    assertThat(cause(grouping, "peers/smb/tickets")).isNull();
  }

  @Test
  void fewAreNot() {
    Grouping four = group(TODAY, smb(40, 4, 1e-9), List.of());
    assertThat(four.segments()).isEmpty();
    assertThat(four.batch().candidates()).hasSize(4).allMatch(one -> one.cause() == null);
    assertThat(four.batch().tests()).as("the segment is tested all the same").isEqualTo(41);
    assertThat(group(TODAY, smb(1_000, 12, 1e-4), List.of()).segments())
        .as("of many accounts a dozen is usual")
        .isEmpty();
  }

  @Test
  void aSegmentIsTakenByMeasureAndWithoutAccountsThatHaveNone() {
    List<AccountPoint> points = new ArrayList<>(smb(20, 4, 1e-4));
    points.add(point("x", "smb", "users", 1e-4, null));
    points.add(point("y", null, "tickets", 1e-4, null));
    points.add(point("z", "large", "tickets", 1e-4, null));
    Grouping grouping = group(TODAY, points, List.of());
    assertThat(grouping.segments()).isEmpty();
    assertThat(grouping.batch().tests()).isEqualTo(23 + 3);
    assertThat(cause(grouping, "y")).isNull();
  }

  @Test
  void aSegmentsAnomalyLastsWhileItsAccountsEpisodesDo() {
    Grouping first = group(TODAY, smb(40, 30, 1e-4), List.of());
    Bucket next = new Bucket(START.plus(DAY), DAY);
    List<AccountPoint> calmer = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      calmer.add(point("account-%02d".formatted(i), "smb", "tickets", 0.2, i < 5 ? START : null));
    }
    Grouping second = Causes.group(next, calmer, List.of(), first.open(), SETTINGS);
    assertThat(second.segments()).hasSize(1);
    assertThat(second.segments().get(0).since()).isEqualTo(START);
    assertThat(second.segments().get(0).tailProbability()).isEqualTo(1);
    assertThat(cause(second, "account-00").id()).isEqualTo("peers/smb/tickets");
    Grouping third = Causes.group(next, calmer.subList(1, 40), List.of(), first.open(), SETTINGS);
    assertThat(third.segments()).isEmpty();
    assertThat(third.open()).isEmpty();
  }

  @Test
  void aBreakExplainsWhatItFeedsAndTakesItFromTheSegment() {
    List<AccountPoint> points = new ArrayList<>(smb(40, 30, 1e-4));
    points.add(new AccountPoint("u", "smb", "users", 1e-4, null, null, Set.of(Entity.TELEMETRY)));
    Grouping grouping = group(TODAY, points, List.of(HELPDESK));
    assertThat(grouping.segments()).isEmpty();
    assertThat(cause(grouping, "account-00"))
        .isEqualTo(new Cause(Cause.Kind.SOURCE_BREAK, "helpdesk"));
    assertThat(cause(grouping, "u")).isNull();
    assertThat(grouping.batch().tests()).isEqualTo(41 + 2);
  }

  @Test
  void aBreakExplainsNothingThatBeganBeforeOrLastsLonger() {
    Bucket next = new Bucket(START.plus(DAY), DAY);
    AccountPoint before = point("a", null, "tickets", 1e-4, START.minus(DAY));
    AccountPoint within = point("a", null, "tickets", 1e-4, START);
    assertThat(HELPDESK.explains(before, next)).isFalse();
    assertThat(HELPDESK.explains(within, next)).isTrue();
    assertThat(mended(START.plus(DAY)).explains(within, next)).isFalse();
    assertThat(mended(START.plus(DAY).plusSeconds(1)).explains(within, next)).isTrue();
  }

  @Test
  void theEarliestOfTwoBreaksIsTheCause() {
    SourceBreak later =
        new SourceBreak("a-copy", Set.of(Entity.TICKET), START.plus(Duration.ofHours(6)), null);
    Grouping grouping =
        group(TODAY, List.of(point("a", null, "tickets", 1e-4, null)), List.of(later, HELPDESK));
    assertThat(cause(grouping, "a").id()).isEqualTo("helpdesk");
  }

  @Test
  void orderDoesNotMatter() {
    List<AccountPoint> points = new ArrayList<>(smb(40, 30, 1e-4));
    points.add(point("x", "large", "users", 1e-4, null));
    Grouping expected = group(TODAY, points, List.of());
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(points, new Random(seed));
      assertThat(group(TODAY, points, List.of())).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static SourceBreak mended(Instant until) {
    return new SourceBreak("helpdesk", HELPDESK.feeds(), HELPDESK.since(), until);
  }

  private static Grouping group(
      Bucket bucket, List<AccountPoint> points, List<SourceBreak> breaks) {
    return Causes.group(bucket, points, breaks, List.of(), SETTINGS);
  }

  private static Cause cause(Grouping grouping, String series) {
    return grouping.batch().candidates().stream()
        .filter(candidate -> candidate.series().equals(series))
        .findFirst()
        .orElseThrow()
        .cause();
  }

  private static List<AccountPoint> smb(int accounts, int odd, double p) {
    List<AccountPoint> points = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      points.add(point("account-%02d".formatted(i), "smb", "tickets", i < odd ? p : 0.5, null));
    }
    return points;
  }

  private static AccountPoint point(
      String series, String segment, String measure, double p, Instant episodeStart) {
    return new AccountPoint(series, segment, measure, p, episodeStart, 100L, Set.of(Entity.TICKET));
  }
}
