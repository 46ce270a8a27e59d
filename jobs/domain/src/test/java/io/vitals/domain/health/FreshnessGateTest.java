package io.vitals.domain.health;

import static io.vitals.domain.health.HealthFixtures.MONDAY;
import static io.vitals.schemas.Entity.SUBSCRIPTION;
import static io.vitals.schemas.Entity.TELEMETRY;
import static io.vitals.schemas.Entity.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.freshness.EntityFreshness;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import io.vitals.schemas.InputStatus;
import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.ScoreInput;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessGateTest {
  private static final EntityFreshness FRESH = EntityFreshness.of(Map.of());
  private final FreshnessGate gate = new FreshnessGate(Duration.ofMinutes(30));
  private static final long POINT = 1_000_000;

  private final BandRule bands = HealthFixtures.defaultModel().bandRule();

  @ParameterizedTest(name = "telemetry {0}, tickets {1}, crm {2}: {3} {4} {5} {6}")
  @CsvSource({
    // Telemetry weighs 50, tickets 30, subscriptions 20; the score alone is healthy.
    "FRESH, FRESH, FRESH, HEALTHY, FRESH, 1000000, HEALTHY",
    "LATE, LATE, LATE, HEALTHY, FRESH, 1000000, HEALTHY",
    "FRESH, FRESH, STALE, HEALTHY, HELD, 800000, HELD",
    "FRESH, SILENT, FRESH, HEALTHY, HELD, 700000, HELD",
    "LATE, RECOVERING, FRESH, HEALTHY, HELD, 700000, HELD",
    "FRESH, SILENT, SILENT, WATCH, HELD, 500000, WATCH",
    "SILENT, FRESH, FRESH, WATCH, HELD, 500000, WATCH",
    "SILENT, FRESH, SILENT, UNKNOWN, UNKNOWN, 300000, UNKNOWN",
    "SILENT, SILENT, SILENT, UNKNOWN, UNKNOWN, 0, UNKNOWN",
  })
  void freshnessDecidesWhatMayBePublished(
      FreshnessStatus telemetry,
      FreshnessStatus tickets,
      FreshnessStatus crm,
      HealthBand band,
      HealthStatus status,
      long confidence,
      CountBand countBand) {
    GateState published =
        gate.onScore(row(80, HealthBand.HEALTHY), FRESH, GateState.initial(), MONDAY).next();

    for (GateState before : new GateState[] {GateState.initial(), published}) {
      AccountHealth health =
          gate.onFreshness(
                  row(80, HealthBand.HEALTHY),
                  EntityFreshness.of(
                      Map.of(TELEMETRY, telemetry, TICKET, tickets, SUBSCRIPTION, crm)),
                  before,
                  MONDAY)
              .health();

      assertThat(health.getBand()).isEqualTo(band);
      assertThat(health.getStatus()).isEqualTo(status);
      assertThat(health.getConfidenceMicros()).isEqualTo(confidence);
      assertThat(health.getCountBand()).isEqualTo(countBand);
      assertThat(health.getScoreMicros())
          .isEqualTo(band == HealthBand.UNKNOWN ? null : Long.valueOf(80 * POINT));
      assertThat(health.getBandBeforeGates()).isEqualTo(HealthBand.HEALTHY);
    }
  }

  @ParameterizedTest
  @CsvSource({"HEALTHY, HELD", "WATCH, WATCH", "AT_RISK, AT_RISK", "NOT_SCORED, NOT_SCORED"})
  void onlyTheHealthyAreCountedAsHeld(HealthBand band, CountBand counted) {
    Gated gated =
        gate.onScore(
            row(80, band),
            EntityFreshness.of(Map.of(TICKET, FreshnessStatus.SILENT)),
            initial(),
            MONDAY);

    assertThat(gated.health().getCountBand()).isEqualTo(counted);
  }

  @Test
  void whileHeldItMayGetWorseButNotBetter() {
    EntityFreshness silent = EntityFreshness.of(Map.of(TICKET, FreshnessStatus.SILENT));
    Gated before = gate.onScore(row(60, HealthBand.WATCH), FRESH, initial(), MONDAY);
    Gated held = gate.onFreshness(row(60, HealthBand.WATCH), silent, before.next(), MONDAY);
    Gated better = gate.onScore(row(75, HealthBand.HEALTHY, 15), silent, held.next(), MONDAY);
    Gated worse = gate.onScore(row(50, HealthBand.WATCH, -25), silent, better.next(), MONDAY);
    Gated betterAgain = gate.onScore(row(78, HealthBand.HEALTHY, 28), silent, worse.next(), MONDAY);
    Gated recovered =
        gate.onFreshness(row(78, HealthBand.HEALTHY), FRESH, betterAgain.next(), MONDAY);

    assertThat(held.isWorthARow()).isTrue();
    assertThat(held.health().getHeldReason()).isEqualTo("held: ticket silent");
    assertThat(held.health().getInputs())
        .extracting(ScoreInput::getStatus)
        .containsExactly(InputStatus.FRESH, InputStatus.STALE, InputStatus.FRESH);
    assertPublished(better, 60, HealthBand.WATCH, "CUSTOMER 15", "HELD -15");
    assertPublished(worse, 50, HealthBand.WATCH, "CUSTOMER -25", "HELD 15");
    assertPublished(betterAgain, 50, HealthBand.WATCH, "CUSTOMER 28", "HELD -28");
    assertPublished(recovered, 78, HealthBand.HEALTHY, "HELD 28");
    assertThat(recovered.health().getLedger().get(0).getText())
        .isEqualTo("data recovered: what was held back counts from now on");
    assertThat(recovered.next().heldScore()).isNull();
    assertThat(recovered.health().getHeldReason()).isNull();
  }

  private static void assertPublished(Gated gated, long points, HealthBand band, String... lines) {
    assertThat(gated.health().getScoreMicros()).isEqualTo(points * POINT);
    assertThat(gated.health().getBand()).isEqualTo(band);
    assertThat(gated.health().getLedger())
        .extracting(line -> line.getCause() + " " + line.getDeltaMicros() / POINT)
        .containsExactly(lines);
  }

  @Test
  void whatCameBetterAfterTheLastGoodDataIsTakenBackWhenTheBreakIsFound() {
    Instant good = MONDAY.plus(Duration.ofMinutes(10));
    EntityFreshness silent =
        new EntityFreshness(
            Map.of(TICKET, FreshnessStatus.SILENT),
            Map.of(TICKET, good.toEpochMilli()),
            good.toEpochMilli());
    Gated before = gate.onScore(row(60, HealthBand.WATCH), FRESH, initial(), MONDAY);
    Gated better =
        gate.onScore(
            row(80, HealthBand.HEALTHY, 20),
            FRESH,
            before.next(),
            good.plus(Duration.ofMinutes(5)));
    Gated found =
        gate.onFreshness(
            row(80, HealthBand.HEALTHY), silent, better.next(), good.plus(Duration.ofMinutes(30)));

    assertThat(better.health().getScoreMicros()).isEqualTo(80 * POINT);
    assertPublished(found, 60, HealthBand.WATCH, "HELD -20");
    Gated recovered =
        gate.onFreshness(
            row(80, HealthBand.HEALTHY), FRESH, found.next(), good.plus(Duration.ofMinutes(60)));
    assertPublished(recovered, 80, HealthBand.HEALTHY, "HELD 20");
  }

  @Test
  void whatWasBadLongBeforeTheLastGoodDataHoldsNothingDown() {
    Instant good = MONDAY.plus(Duration.ofHours(5));
    EntityFreshness silent =
        new EntityFreshness(
            Map.of(TICKET, FreshnessStatus.SILENT),
            Map.of(TICKET, good.toEpochMilli()),
            good.toEpochMilli());
    Gated low = gate.onScore(row(30, HealthBand.AT_RISK), FRESH, initial(), MONDAY);
    Gated high =
        gate.onScore(
            row(80, HealthBand.HEALTHY, 50), FRESH, low.next(), MONDAY.plus(Duration.ofMinutes(1)));
    Gated found =
        gate.onFreshness(
            row(80, HealthBand.HEALTHY), silent, high.next(), good.plus(Duration.ofMinutes(30)));

    assertPublished(found, 80, HealthBand.HEALTHY);
  }

  @Test
  void whatWasUnknownWhileHeldComesBackAsWatchAtMost() {
    AccountScore row = row(80, HealthBand.HEALTHY);
    EntityFreshness silent = EntityFreshness.of(Map.of(TICKET, FreshnessStatus.SILENT));
    EntityFreshness two =
        EntityFreshness.of(
            Map.of(TELEMETRY, FreshnessStatus.SILENT, TICKET, FreshnessStatus.SILENT));
    Gated before = gate.onScore(row, FRESH, initial(), MONDAY);
    Gated unknown = gate.onFreshness(row, two, before.next(), MONDAY);
    Gated half = gate.onFreshness(row, silent, unknown.next(), MONDAY);
    Gated fresh = gate.onFreshness(row, FRESH, half.next(), MONDAY);

    assertThat(unknown.health().getBand()).isEqualTo(HealthBand.UNKNOWN);
    assertThat(unknown.health().getHeldReason())
        .isEqualTo("held: telemetry silent, ticket silent; confidence 0.2 below 0.5: unknown");
    assertThat(half.health().getBand()).isEqualTo(HealthBand.WATCH);
    assertThat(fresh.health().getBand()).isEqualTo(HealthBand.HEALTHY);
  }

  @Test
  void anInputNothingEverFedHoldsNothingAndOneThatDoesNotApplyCountsNowhere() {
    AccountScore row = row(80, HealthBand.HEALTHY);
    row.getInputs().get(1).setStatus(InputStatus.MISSING);
    row.getInputs().get(1).setMissingReason(MissingReason.NEVER_SEEN);
    EntityFreshness silent = EntityFreshness.of(Map.of(TICKET, FreshnessStatus.SILENT));

    Gated neverSeen = gate.onScore(row, silent, initial(), MONDAY);
    assertThat(neverSeen.health().getStatus()).isEqualTo(HealthStatus.FRESH);
    assertThat(neverSeen.health().getConfidenceMicros()).isEqualTo(700_000);

    row.getInputs().get(1).setSource("helpdesk");
    assertThat(gate.onScore(row, silent, initial(), MONDAY).health().getStatus())
        .isEqualTo(HealthStatus.HELD);

    row.getInputs().get(1).setSource(null);
    row.getInputs().get(1).setMissingReason(MissingReason.NOT_APPLICABLE);
    assertThat(gate.onScore(row, silent, initial(), MONDAY).health().getConfidenceMicros())
        .isEqualTo(1_000_000);
  }

  @Test
  void latenessAloneIsNotWorthARow() {
    AccountScore row = row(80, HealthBand.HEALTHY);
    Gated before = gate.onScore(row, FRESH, initial(), MONDAY);
    Instant later = MONDAY.plus(Duration.ofHours(1));

    assertThat(
            gate.onFreshness(
                    row,
                    EntityFreshness.of(Map.of(TICKET, FreshnessStatus.LATE)),
                    before.next(),
                    later)
                .isWorthARow())
        .isFalse();
    Gated stale =
        gate.onFreshness(
            row, EntityFreshness.of(Map.of(TICKET, FreshnessStatus.STALE)), before.next(), later);
    assertThat(stale.isWorthARow()).isTrue();
    assertThat(stale.health().getBandSince()).isEqualTo(MONDAY);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void neverBetterWhileHeldAndTheLedgerIsExact(long seed) {
    Random random = new Random(seed);
    GateState state = initial();
    long raw = 80 * POINT;
    AccountScore row = row(80, HealthBand.HEALTHY);
    Map<Entity, FreshnessStatus> statuses = new EnumMap<>(Entity.class);
    AccountHealth published = null;
    for (int round = 0; round < 2000; round++) {
      String description = "seed " + seed + ", round " + round;
      boolean newRow = published == null || random.nextBoolean();
      if (newRow) {
        long next = random.nextInt(100_000_001);
        HealthBand band = bands.bare(next);
        row = row(0, band);
        row.setScoreMicros(next);
        row.setLedger(List.of(customer(next - raw)));
        raw = next;
      } else {
        Entity entity = new Entity[] {TELEMETRY, TICKET, SUBSCRIPTION}[random.nextInt(3)];
        statuses.put(entity, FreshnessStatus.values()[random.nextInt(5)]);
      }
      Gated gated =
          newRow
              ? gate.onScore(row, EntityFreshness.of(statuses), state, MONDAY)
              : gate.onFreshness(row, EntityFreshness.of(statuses), state, MONDAY);
      if (!newRow && !FreshnessGate.mayChange(EntityFreshness.of(statuses), state)) {
        assertThat(gated.isWorthARow()).as(description).isFalse();
        assertThat(gated.next()).as(description).isEqualTo(state);
      }
      if (gated.isWorthARow()) {
        AccountHealth health = gated.health();
        check(description, published, health, state.held());
        published = health;
      }
      state = gated.next();
    }
  }

  private static void check(
      String description, AccountHealth before, AccountHealth after, boolean wasHeld) {
    if (before == null || before.getScoreMicros() == null || after.getScoreMicros() == null) {
      assertThat(after.getLedger()).as(description).isEmpty();
      return;
    }
    assertThat(HealthFixtures.sum(after.getLedger()))
        .as(description)
        .isEqualTo(after.getScoreMicros() - before.getScoreMicros());
    if (after.getStatus() == HealthStatus.HELD) {
      assertThat(after.getScoreMicros())
          .as(description)
          .isLessThanOrEqualTo(before.getScoreMicros());
      assertThat(after.getBand()).as(description).isGreaterThanOrEqualTo(before.getBand());
    } else {
      assertThat(after.getHeldReason()).as(description + " was held: " + wasHeld).isNull();
    }
  }

  private static GateState initial() {
    return GateState.initial();
  }

  private static AccountScore row(long points, HealthBand band, long change) {
    AccountScore row = row(points, band);
    row.setLedger(List.of(customer(change * POINT)));
    return row;
  }

  @Test
  void theFloorsAreThoseOfTheModelThatScored() {
    AccountScore row = row(80, HealthBand.WATCH);
    row.setVariant("mature/standard/daily");
    row.setCoverageMicros(450_000L);
    EntityFreshness half =
        EntityFreshness.of(
            Map.of(TELEMETRY, FreshnessStatus.SILENT, SUBSCRIPTION, FreshnessStatus.LATE));
    row.setUnknownBelowMicros(510_000);
    row.setWatchBelowMicros(600_000);
    AccountHealth unknown = gate.onScore(row, half, GateState.initial(), MONDAY).health();
    row.setUnknownBelowMicros(400_000);
    AccountHealth watch = gate.onScore(row, half, GateState.initial(), MONDAY).health();

    assertThat(unknown.getConfidenceMicros()).isEqualTo(500_000);
    assertThat(unknown.getBand()).isEqualTo(HealthBand.UNKNOWN);
    assertThat(watch.getBand()).isEqualTo(HealthBand.WATCH);
    assertThat(watch.getCoverageMicros()).isEqualTo(450_000);
    assertThat(watch.getVariant()).isEqualTo("mature/standard/daily");
    assertThat(watch.getDictionaryVersion()).isEqualTo(1);
  }

  private static LedgerLine customer(long micros) {
    return new LedgerLine(LedgerCause.CUSTOMER, "support.escalations_28d", micros, "a change");
  }

  private static AccountScore row(long points, HealthBand band) {
    return AccountScore.newBuilder()
        .setIngestTime(MONDAY)
        .setAccountId("t:1")
        .setFinal$(true)
        .setScoreMicros(band == HealthBand.NOT_SCORED ? null : Long.valueOf(points * POINT))
        .setBandBeforeGates(band)
        .setBand(band)
        .setBandSince(MONDAY)
        .setUnknownBelowMicros(500_000)
        .setWatchBelowMicros(600_000)
        .setModel("default@1")
        .setModelHash("hash")
        .setVariant("adopting/standard/daily")
        .setCodeVersion("1")
        .setDictionaryVersion(1)
        .setInputs(List.of(input(TELEMETRY, 50), input(TICKET, 30), input(SUBSCRIPTION, 20)))
        .setGates(List.of())
        .setLedger(List.of())
        .setFacts(AccountFacts.newBuilder().build())
        .build();
  }

  private static ScoreInput input(Entity entity, long weight) {
    return ScoreInput.newBuilder()
        .setName("test." + entity)
        .setValue(1.0)
        .setPointsMicros(80 * POINT)
        .setWeightMicros(weight * POINT)
        .setStatus(InputStatus.FRESH)
        .setEntities(List.of(entity))
        .build();
  }
}
