package io.vitals.flink.intake;

import static io.vitals.flink.intake.SourceRecords.KEY;
import static io.vitals.flink.intake.SourceRecords.event;
import static io.vitals.flink.intake.SourceRecords.mapping;
import static io.vitals.flink.intake.SourceRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.intake.ArrivalCounts.Fate;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Operation;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeOperatorTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant HAPPENED = NOON.minusSeconds(20);

  private TestingIntake intake;

  @BeforeEach
  void start() throws Exception {
    intake = TestingIntake.fresh();
  }

  @AfterEach
  void stop() throws Exception {
    intake.close();
  }

  @Test
  void whoseParentIsDoesNotDependOnWhatWasReadFirst() throws Exception {
    SourceRecord account = SourceRecords.account(HAPPENED, NOON, "parent-key");
    SourceRecord own = mapping(KEY, "acme:1", NOON.minusSeconds(60));
    SourceRecord parents = mapping("parent-key", "acme:0", NOON.plusSeconds(90));

    intake.readIdentity(parents);
    intake.readIdentity(own);
    intake.read(account);
    Arrived mappedFirst = intake.onlyJudged();

    Arrived mappedLast;
    try (TestingIntake other = TestingIntake.fresh()) {
      other.read(account);
      other.readIdentity(own);
      assertThat(other.judged()).isEmpty();
      other.readIdentity(parents);
      mappedLast = other.onlyJudged();
    }
    assertThat(mappedLast).usingRecursiveComparison().isEqualTo(mappedFirst);
    AccountChange canonical = RecordReader.of(AccountChange.class).read(mappedFirst.value());
    assertThat(canonical.getParentAccountId()).isEqualTo("acme:0");
    assertThat(canonical.getIngestTime()).isEqualTo(NOON.plusSeconds(90));
  }

  @Test
  void anAccountWhoseParentNobodyKnowsPassesWithoutAfterTheGrace() throws Exception {
    intake.readIdentity(mapping(KEY, "acme:1", NOON));
    intake.read(SourceRecords.account(HAPPENED, NOON, "parent-key"));
    intake.watermark(NOON.plus(TestingIntake.GRACE).minusMillis(1));
    assertThat(intake.judged()).isEmpty();
    intake.watermark(NOON.plus(TestingIntake.GRACE));
    Arrived arrived = intake.onlyJudged();
    assertThat(arrived.topic()).isEqualTo(Topic.CRM_ACCOUNTS);
    assertThat(RecordReader.of(AccountChange.class).read(arrived.value()).getParentAccountId())
        .isNull();
    assertThat(parkedIn(intake.snapshot())).isZero();
  }

  @Test
  void aRecordOfAKnownAccountIsAcceptedWithoutItsUser() throws Exception {
    intake.readIdentity(mapping(KEY, "acme:1", NOON.minusSeconds(60)));
    intake.read(telemetry(event("e", HAPPENED), NOON));
    Arrived arrived = intake.onlyJudged();
    assertThat(arrived.topic()).isEqualTo(Topic.TELEMETRY_EVENTS);
    assertThat(arrived.key()).isEqualTo("acme:1");
    assertThat(arrived.outPartition()).isEqualTo(Topic.TELEMETRY_EVENTS.partitionOf("acme:1"));
    assertThat(arrived.fate()).isEqualTo(Fate.ACCEPTED);
    TelemetryEvent canonical = RecordReader.of(TelemetryEvent.class).read(arrived.value());
    assertThat(canonical.getUserId()).isNull();
    assertThat(canonical.getUserHash()).isNotNull();
    assertThat(canonical.getIngestTime()).isEqualTo(NOON);
  }

  @Test
  void whatIsObservedOfARecordTravelsWithIt() throws Exception {
    intake.readIdentity(mapping(KEY, "acme:1", NOON.minusSeconds(60)));
    intake.read(telemetry(event("e", HAPPENED), NOON));
    Arrived known = intake.onlyJudged();
    assertThat(known.filledFields()).as("the user").isEqualTo(1);
    assertThat(known.nameJudged()).isTrue();
    assertThat(known.unknownName()).isNull();
    intake.read(telemetry(event("e", HAPPENED).setEventName("opened"), NOON));
    assertThat(intake.onlyJudged().unknownName()).isEqualTo("opened");
  }

  @Test
  void telemetryTenDaysBehindIsKeptApart() throws Exception {
    intake.readIdentity(mapping(KEY, "acme:1", NOON));
    SourceRecord sent = telemetry(event("e", NOON.minus(Duration.ofDays(10))), NOON);
    intake.read(sent);
    Arrived arrived = intake.onlyJudged();
    assertThat(arrived.topic()).isEqualTo(Topic.LATE_EVENTS);
    assertThat(arrived.fate()).isEqualTo(Fate.LATE);
    DeadLetters.assertWhole(arrived, sent, null);
  }

  @Test
  void aLateRecordIsKeptWhateverItsKey() throws Exception {
    String enormous = "k".repeat(300_000);
    intake.readIdentity(mapping(enormous, "acme:1", NOON));
    SourceRecord sent =
        telemetry(event("e", NOON.minus(Duration.ofDays(10))).setAccountKey(enormous), NOON);
    intake.read(sent);
    Arrived arrived = intake.onlyJudged();
    assertThat(arrived.topic()).isEqualTo(Topic.LATE_EVENTS);
    assertThat(arrived.key()).hasSizeLessThan(2_000);
    DeadLetters.assertWhole(arrived, sent, null);
  }

  @Test
  void aChangeRowIsNeverLate() throws Exception {
    intake.readIdentity(mapping(KEY, "acme:1", NOON));
    intake.read(SourceRecords.account(NOON.minus(Duration.ofDays(900)), NOON));
    assertThat(intake.onlyJudged().topic()).isEqualTo(Topic.CRM_ACCOUNTS);
  }

  @Test
  void aDeletionBeforeItsCreationPasses() throws Exception {
    intake.readIdentity(mapping(KEY, "acme:1", NOON));
    intake.read(SourceRecords.ticketDeleted(NOON));
    Arrived arrived = intake.onlyJudged();
    assertThat(arrived.topic()).isEqualTo(Topic.TICKETS_CHANGES);
    assertThat(arrived.operation()).isEqualTo(Operation.DELETE);
  }

  @Test
  void aHeartbeatIsOnlyCounted() throws Exception {
    intake.read(SourceRecords.heartbeat(HAPPENED, NOON));
    Arrived arrived = intake.onlyJudged();
    assertThat(arrived.topic()).isNull();
    assertThat(arrived.entity()).isEqualTo(Entity.HEARTBEAT);
    assertThat(arrived.completeThrough()).isEqualTo(HAPPENED.toEpochMilli());
  }

  @Test
  void whoseAccountNobodyKnowsIsADeadLetterAfterTheGrace() throws Exception {
    SourceRecord sent = telemetry(event("e", HAPPENED), NOON);
    intake.read(sent);
    intake.watermark(NOON.plus(TestingIntake.GRACE).minusMillis(1));
    assertThat(intake.judged()).isEmpty();
    intake.watermark(NOON.plus(TestingIntake.GRACE));
    DeadLetters.assertWhole(intake.onlyJudged(), sent, DeadLetterReason.UNKNOWN_ACCOUNT);
    intake.watermark(NOON.plus(Duration.ofDays(1)));
    assertThat(intake.judged()).isEmpty();
    assertThat(parkedIn(intake.snapshot())).isZero();
  }

  @Test
  void theEndOfTimeEndsNoGrace() throws Exception {
    intake.read(telemetry(event("e", HAPPENED), NOON));
    intake.watermark(Long.MAX_VALUE);
    assertThat(intake.judged()).isEmpty();
  }

  @Test
  void whatWaitedCountsFromTheMappingOn() throws Exception {
    Instant mapped = NOON.plusSeconds(90);
    intake.read(telemetry(event("e1", HAPPENED), NOON));
    intake.read(telemetry(event("other", HAPPENED).setAccountKey("key-2"), NOON));
    intake.read(telemetry(event("e2", HAPPENED), NOON));
    assertThat(intake.judged()).isEmpty();
    intake.readIdentity(mapping(KEY, "acme:1", mapped));
    List<Arrived> released = intake.judged();
    assertThat(released).hasSize(2);
    assertThat(released).extracting(Arrived::ingestTime).containsOnly(mapped.toEpochMilli());
    assertThat(released)
        .extracting(
            arrived -> RecordReader.of(TelemetryEvent.class).read(arrived.value()).getEventId())
        .containsExactly("e1", "e2");
  }

  @Test
  void aMappingSaidAgainChangesNothing() throws Exception {
    intake.readIdentity(mapping(KEY, "acme:1", NOON));
    intake.readIdentity(mapping(KEY, "acme:1", NOON.plusSeconds(600)));
    intake.read(telemetry(event("e", NOON), NOON.plusSeconds(5)));
    assertThat(intake.onlyJudged().ingestTime()).isEqualTo(NOON.plusSeconds(5).toEpochMilli());
  }

  @Test
  void theOldestLeavesWhenTooManyWait() throws Exception {
    for (int i = 0; i <= TestingIntake.MAX_PARKED; i++) {
      intake.read(telemetry(event("e" + i, HAPPENED), NOON.plusSeconds(i)));
    }
    RejectedRecord left = DeadLetters.of(intake.onlyJudged());
    assertThat(left.getTimestamp()).isEqualTo(NOON);
    assertThat(parkedIn(intake.snapshot())).isEqualTo(TestingIntake.MAX_PARKED);
  }

  @Test
  void aFaultOfTheIdentityMapIsSaidOnce() throws Exception {
    SourceRecord broken =
        SourceRecords.of(Topic.IDENTITY_MAP, NOON, SourceRecords.bytes("no mapping"));
    List<Arrived> said = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (TestingIntake one = TestingIntake.of(2, subtask, null)) {
        one.readIdentity(broken);
        said.addAll(one.judged());
      }
    }
    assertThat(said).hasSize(1);
    DeadLetters.assertWhole(said.get(0), broken, DeadLetterReason.NOT_SINGLE_OBJECT);
  }

  @Test
  void everySubtaskKnowsTheIdentityMapAfterARescale() throws Exception {
    intake.readIdentity(mapping(KEY, "acme:1", NOON));
    OperatorSubtaskState state = intake.snapshot();
    for (int subtask = 0; subtask < 3; subtask++) {
      try (TestingIntake one = TestingIntake.of(3, subtask, part(state, 1, 3, subtask))) {
        one.read(telemetry(event("e", HAPPENED), NOON));
        assertThat(one.onlyJudged().key()).isEqualTo("acme:1");
      }
    }
  }

  @Test
  void whatWaitsIsNeitherLostNorDoubledByARescale() throws Exception {
    for (int i = 0; i < TestingIntake.MAX_PARKED; i++) {
      intake.read(telemetry(event("e" + i, HAPPENED), NOON));
    }
    OperatorSubtaskState state = intake.snapshot();
    List<String> released = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (TestingIntake one = TestingIntake.of(2, subtask, part(state, 1, 2, subtask))) {
        one.readIdentity(mapping(KEY, "acme:1", NOON));
        one.judged().forEach(arrived -> released.add(idOf(arrived)));
      }
    }
    assertThat(released).containsExactlyInAnyOrder("e0", "e1", "e2", "e3", "e4");
  }

  @Test
  void whatWaitsOfASourceThatIsNoLongerDeclaredIsADeadLetter() throws Exception {
    SourceRecord sent = telemetry(event("e", HAPPENED), NOON);
    intake.read(sent);
    try (TestingIntake after = TestingIntake.ofSources(Set.of("desk"), intake.snapshot())) {
      DeadLetters.assertWhole(after.onlyJudged(), sent, DeadLetterReason.UNDECLARED_SOURCE);
    }
  }

  @Test
  void aRestoreInMidStreamEqualsNone() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      List<String> atOnce = run(seed, false);
      assertThat(atOnce).as("seed %d", seed).isNotEmpty();
      assertThat(run(seed, true)).as("seed %d", seed).isEqualTo(atOnce);
    }
  }

  private static List<String> run(long seed, boolean restoring) throws Exception {
    Random random = new Random(seed);
    List<String> judged = new ArrayList<>();
    TestingIntake intake = TestingIntake.fresh();
    Instant now = NOON;
    for (int step = 0; step < 150; step++) {
      now = now.plusSeconds(random.nextInt(400));
      String key = "key-" + random.nextInt(6);
      boolean restore = random.nextInt(10) == 0;
      switch (random.nextInt(6)) {
        case 0 ->
            intake.readIdentity(mapping(key, random.nextInt(4) == 0 ? null : "acme:" + key, now));
        case 1 -> intake.watermark(now.minusMillis(1));
        default -> intake.read(telemetry(event("e" + step, now).setAccountKey(key), now));
      }
      intake
          .judged()
          .forEach(
              it ->
                  judged.add(
                      it.topic() + " " + it.key() + " " + it.ingestTime() + " " + it.fate()));
      if (restoring && restore) {
        TestingIntake before = intake;
        intake = TestingIntake.of(1, 0, before.snapshot());
        before.close();
      }
    }
    intake.close();
    return judged;
  }

  private static OperatorSubtaskState part(
      OperatorSubtaskState state, int before, int after, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, TestingIntake.MAX_PARALLELISM, before, after, subtask);
  }

  /** How many records wait: they all leave when their grace is over. */
  private static int parkedIn(OperatorSubtaskState state) throws Exception {
    try (TestingIntake restored = TestingIntake.of(1, 0, state)) {
      restored.watermark(NOON.plus(Duration.ofDays(100)));
      return restored.judged().size();
    }
  }

  private static String idOf(Arrived arrived) {
    return RecordReader.of(TelemetryEvent.class).read(arrived.value()).getEventId();
  }
}
