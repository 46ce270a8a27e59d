package io.vitals.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.domain.alerting.SegmentRisk.Member;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentRiskTest {
  private static final int TODAY = (int) LocalDate.parse("2026-11-23").toEpochDay();
  private static final Instant CLOSE = Instant.parse("2026-11-24T00:00:00Z");
  private static final int LONG_KNOWN = TODAY - 100;

  @Test
  void threeAtOnceWhereNoneIsUsualAreASpike() {
    Condition condition = SegmentRisk.of("smb", members(0, 1, 2), LONG_KNOWN, CLOSE);
    assertThat(condition.standing()).isEqualTo(Standing.HOLDS);
    assertThat(condition.stake().accounts()).isEqualTo(3);
    assertThat(condition.stake().affected()).as("greatest ARR first").startsWith("demo:2");
    assertThat(condition.stake().shareOfArr()).isEqualTo(1);
  }

  @Test
  void twoAreNone() {
    assertThat(SegmentRisk.of("smb", members(0, 1), LONG_KNOWN, CLOSE).standing())
        .isEqualTo(Standing.CLEAR);
  }

  @Test
  void whatIsUsualIsNoSpike() {
    List<Member> members = members(0, 1, 2, 3);
    for (int week = 1; week <= 8; week++) {
      members.addAll(members(week * 7, week * 7 + 1, week * 7 + 2, week * 7 + 3));
    }
    assertThat(SegmentRisk.of("smb", members, LONG_KNOWN, CLOSE).standing())
        .isEqualTo(Standing.CLEAR);
  }

  @Test
  void fourWhereOneAWeekIsUsualComeByChance() {
    List<Member> members = members(0, 1, 2, 3);
    for (int week = 1; week <= 8; week++) {
      members.addAll(members(week * 7));
    }
    assertThat(SegmentRisk.of("smb", members, LONG_KNOWN, CLOSE).standing())
        .isNotEqualTo(Standing.HOLDS);
    members.addAll(members(4, 5, 6));
    assertThat(SegmentRisk.of("smb", members, LONG_KNOWN, CLOSE).standing())
        .as("seven do not")
        .isEqualTo(Standing.HOLDS);
  }

  @Test
  void whatIsUsualMustBeKnown() {
    assertThat(SegmentRisk.of("smb", members(0, 1, 2), TODAY - 20, CLOSE).standing())
        .isEqualTo(Standing.UNKNOWN);
    assertThat(SegmentRisk.of("smb", members(0, 1, 2), TODAY - 34, CLOSE).standing())
        .isEqualTo(Standing.HOLDS);
  }

  @Test
  void churnedAccountsAreNone() {
    List<Member> gone =
        members(0, 1, 2).stream()
            .map(one -> new Member(one.accountId(), false, 1L, one.atRiskSinceDay(), true))
            .toList();
    assertThat(SegmentRisk.of("smb", gone, LONG_KNOWN, CLOSE).standing()).isEqualTo(Standing.CLEAR);
  }

  private static List<Member> members(int... daysAgo) {
    List<Member> members = new ArrayList<>();
    for (int ago : daysAgo) {
      members.add(new Member("demo:" + ago, true, 100L * ago, TODAY - ago, true));
    }
    return members;
  }
}
