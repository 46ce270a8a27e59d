package io.vitals.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.intake.Identities.Identity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdentityHistoryTest {
  private static final long TEN = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long BEGIN = Long.MIN_VALUE;

  @Test
  void aKeyNothingWasSaidOfNamesNobody() {
    assertThat(IdentityHistory.empty().at(TEN)).isEmpty();
  }

  @Test
  void aRecordFromBeforeTheFirstMappingTakesIt() {
    IdentityHistory history = IdentityHistory.empty().with("acme:1", TEN, BEGIN);
    assertThat(history.at(TEN - MINUTE)).contains(new Identity("acme:1", TEN));
  }

  @Test
  void aRemapMovesNothingThatCameBeforeIt() {
    IdentityHistory history =
        IdentityHistory.empty().with("acme:1", TEN, BEGIN).with("acme:2", TEN + MINUTE, BEGIN);
    assertThat(history.at(TEN + MINUTE - 1)).contains(new Identity("acme:1", TEN));
    assertThat(history.at(TEN + MINUTE)).contains(new Identity("acme:2", TEN + MINUTE));
  }

  @Test
  void aKeyTakenOutNamesNobodyUntilItIsMappedAgain() {
    IdentityHistory out =
        IdentityHistory.empty().with("acme:1", TEN, BEGIN).with(null, TEN + MINUTE, BEGIN);
    assertThat(out.at(TEN)).contains(new Identity("acme:1", TEN));
    assertThat(out.at(TEN + MINUTE)).isEmpty();
    assertThat(out.with("acme:3", TEN + 2 * MINUTE, BEGIN).at(TEN + MINUTE))
        .contains(new Identity("acme:3", TEN + 2 * MINUTE));
  }

  @Test
  void theSameMappingAgainChangesNothing() {
    IdentityHistory history = IdentityHistory.empty().with("acme:1", TEN, BEGIN);
    assertThat(history.with("acme:1", TEN + MINUTE, BEGIN)).isSameAs(history);
  }

  @Test
  void whatWasSupersededBeforeTimeIsForgotten() {
    IdentityHistory history = IdentityHistory.empty();
    for (int i = 0; i < 100; i++) {
      history = history.with("acme:" + i, TEN + i * MINUTE, TEN + (i - 1) * MINUTE);
    }
    assertThat(history.accountIds()).containsExactly("acme:98", "acme:99");
    assertThat(history.at(TEN + 98 * MINUTE)).contains(new Identity("acme:98", TEN + 98 * MINUTE));
  }
}
