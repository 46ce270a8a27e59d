package io.vitals.flink.pipeline;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ChurnReason;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.Operation;
import io.vitals.schemas.OutcomeKind;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Change rows of an account's life, some of them out of order or sent again. */
final class AccountLives {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private AccountLives() {}

  /** A CRM row and its changes: the second version comes after the third, which is sent twice. */
  static List<SourceEntry> crmRows(int account, Random random) {
    RecordWriter<AccountChange> writer = RecordWriter.of(AccountChange.class);
    Instant begin = TestingHistory.start(account < 38 ? 0 : 20).plus(MINUTE);
    AccountChange.Builder row =
        AccountChange.newBuilder()
            .setSource(TestingSource.CRM)
            .setAccountKey(TestingHistory.key(account))
            .setName("Company " + account)
            .setTier(account % 3 == 0 ? "enterprise" : "basic")
            .setSegment(account % 2 == 0 ? "smb" : "enterprise")
            .setRegion("emea")
            .setLifecycleStage(account % 4 == 0 ? LifecycleStage.ONBOARDING : LifecycleStage.MATURE)
            .setParentAccountKey(account % 6 == 5 ? TestingHistory.key(account - 3) : null);
    List<SourceEntry> rows = new ArrayList<>();
    rows.add(crm(account, writer.write(version(row, 1, Operation.CREATE, begin)), begin));
    if (account % 3 == 1) {
      Instant third = begin.plus(Duration.ofHours(10 + random.nextInt(60)));
      byte[] newest = writer.write(version(row.setTier("pro"), 3, Operation.UPDATE, third));
      rows.add(crm(account, newest, third));
      rows.add(
          crm(
              account,
              writer.write(version(row.setTier("stale"), 2, Operation.UPDATE, third.minus(MINUTE))),
              third.plus(MINUTE)));
      rows.add(crm(account, newest, third.plus(Duration.ofMinutes(70))));
    }
    if (account % 8 == 3) {
      Instant deleted = begin.plus(Duration.ofHours(50));
      rows.add(crm(account, writer.write(version(row, 4, Operation.DELETE, deleted)), deleted));
      rows.add(outcome(account, deleted.plus(MINUTE)));
      Instant back = deleted.plus(Duration.ofHours(9));
      rows.add(crm(account, writer.write(version(row, 5, Operation.CREATE, back)), back));
    }
    return rows;
  }

  private static AccountChange version(
      AccountChange.Builder row, long version, Operation op, Instant eventTime) {
    return AccountChange.newBuilder(row.setOp(op).setSourceVersion(version).setEventTime(eventTime))
        .build();
  }

  private static SourceEntry outcome(int account, Instant time) {
    ChurnOutcome outcome =
        ChurnOutcome.newBuilder()
            .setSource(TestingSource.CRM)
            .setOutcomeId("O-" + account)
            .setSourceVersion(1)
            .setOp(Operation.CREATE)
            .setAccountKey(TestingHistory.key(account))
            .setEventTime(time)
            .setKind(OutcomeKind.CHURN)
            .setEffectiveDate(time.atZone(ZoneOffset.UTC).toLocalDate())
            .setReason(ChurnReason.PRICING)
            .setFeedback("said a person")
            .build();
    return crm(account, RecordWriter.of(ChurnOutcome.class).write(outcome), time);
  }

  private static SourceEntry crm(int account, byte[] value, Instant time) {
    return SourceEntry.of(
        Topic.SOURCE_CRM, TestingHistory.key(account), time.toEpochMilli(), value);
  }

  /** Tickets through their lives; the delete of every fifth one comes before its create. */
  static List<SourceEntry> ticketRows(int account, Random random) {
    List<SourceEntry> rows = new ArrayList<>();
    int tickets = account < 35 ? random.nextInt(5) : 0;
    for (int ticket = 0; ticket < tickets; ticket++) {
      Instant opened =
          TestingHistory.start(random.nextInt(60)).plusSeconds(2 + random.nextInt(3000));
      Life life = new Life(account, "T-" + account + "-" + ticket, opened);
      if (random.nextInt(5) == 0) {
        rows.add(life.row(3, Operation.DELETE, TicketStatus.CLOSED, Duration.ofHours(1), false));
        rows.add(life.row(1, Operation.CREATE, TicketStatus.NEW, Duration.ofHours(2), false));
        continue;
      }
      rows.add(life.row(1, Operation.CREATE, TicketStatus.NEW, Duration.ZERO, false));
      boolean escalated = random.nextInt(3) == 0;
      SourceEntry answered =
          life.row(2, Operation.UPDATE, TicketStatus.OPEN, Duration.ofMinutes(50), escalated);
      rows.add(answered);
      rows.add(answered.at(answered.time() + MINUTE.toMillis()));
      Duration solved = Duration.ofHours(2 + random.nextInt(30));
      rows.add(life.row(4, Operation.UPDATE, TicketStatus.SOLVED, solved, false));
      if (random.nextInt(4) == 0) {
        rows.add(life.row(5, Operation.UPDATE, TicketStatus.OPEN, solved.plusHours(1), escalated));
      }
    }
    return rows;
  }

  private record Life(int account, String ticketId, Instant opened) {
    SourceEntry row(
        long version, Operation op, TicketStatus status, Duration after, boolean escalated) {
      Instant time = opened.plus(after);
      boolean solved = status == TicketStatus.SOLVED || status == TicketStatus.CLOSED;
      TicketChange row =
          TicketChange.newBuilder()
              .setSource(TestingSource.TICKETS)
              .setTicketId(ticketId)
              .setSourceVersion(version)
              .setOp(op)
              .setAccountKey(TestingHistory.key(account))
              .setEventTime(time)
              .setStatus(status)
              .setPriority(TicketPriority.values()[account % TicketPriority.values().length])
              .setEscalated(escalated)
              .setEscalatedAt(escalated ? time : null)
              .setOpenedAt(opened)
              .setSolvedAt(solved ? time : null)
              .setFirstResponseAt(version > 1 ? opened.plus(Duration.ofMinutes(50)) : null)
              .setCsatScore(solved ? 1 + account % 5 : null)
              .build();
      return SourceEntry.of(
          Topic.SOURCE_TICKETS,
          TestingHistory.key(account),
          time.toEpochMilli(),
          RecordWriter.of(TicketChange.class).write(row));
    }
  }
}
