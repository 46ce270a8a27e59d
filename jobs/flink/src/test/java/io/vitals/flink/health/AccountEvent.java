package io.vitals.flink.health;

import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Something that happened in an account's life, and when it was learned.
 *
 * @param row the record; its ingest time is set when it is fed
 */
record AccountEvent(String source, Instant time, Instant learned, SpecificRecord row) {

  AccountEvent learnedAt(Instant later) {
    return new AccountEvent(source, time, later, row);
  }

  /** A seeded life with use that swells and fades, tickets, and a subscription that changes. */
  static List<AccountEvent> life(long seed, Instant start, int days) {
    Random random = new Random(seed);
    List<AccountEvent> life = new ArrayList<>();
    life.add(
        of(
            "crm",
            start,
            Canonical.subscription("s", 1, start)
                .setStartDate(LocalDate.ofInstant(start, ZoneOffset.UTC).minusDays(200))
                .setAutoRenew(true)
                .build()));
    int version = 1;
    double vigor = 1;
    int tickets = 0;
    for (int day = 0; day < days; day++) {
      Instant midnight = start.plus(Duration.ofDays(day));
      vigor = Math.max(0, Math.min(1.5, vigor + random.nextGaussian() * 0.35));
      for (int hour = 7; hour < 19; hour++) {
        int uses = (int) Math.round(vigor * random.nextInt(6));
        for (int use = 0; use < uses; use++) {
          Instant at = midnight.plusSeconds(hour * 3600L + random.nextInt(3_500));
          life.add(
              of(
                  "product",
                  at,
                  Canonical.event(at, at).setUserHash((long) random.nextInt(10)).build()));
        }
      }
      if (random.nextInt(4) == 0) {
        ticket("t" + tickets++, midnight.plusSeconds(random.nextInt(86_400)), random, life);
      }
      if (random.nextInt(9) == 0) {
        Instant at = midnight.plusSeconds(random.nextInt(86_400));
        life.add(
            of(
                "crm",
                at,
                Canonical.subscription("s", ++version, at)
                    .setStartDate(LocalDate.ofInstant(start, ZoneOffset.UTC).minusDays(200))
                    .setAutoRenew(random.nextBoolean())
                    .setSeats(5 + random.nextInt(10))
                    .setArrMinor(50_000L + random.nextInt(100_000))
                    .build()));
      }
    }
    life.sort(Comparator.comparing(AccountEvent::time));
    return life;
  }

  private static void ticket(String id, Instant opened, Random random, List<AccountEvent> life) {
    boolean escalated = random.nextInt(3) == 0;
    TicketPriority priority = TicketPriority.values()[random.nextInt(4)];
    TicketChange open =
        Canonical.ticket(id, 1, opened).setPriority(priority).setEscalated(escalated).build();
    life.add(of("desk", opened, open));
    if (random.nextInt(5) > 0) {
      Instant solved = opened.plusSeconds(3_600L * (1 + random.nextInt(90)));
      life.add(
          of(
              "desk",
              solved,
              TicketChange.newBuilder(open)
                  .setSourceVersion(2)
                  .setOp(Operation.UPDATE)
                  .setEventTime(solved)
                  .setStatus(TicketStatus.SOLVED)
                  .setSolvedAt(solved)
                  .setCsatScore(1 + random.nextInt(5))
                  .build()));
    }
  }

  private static AccountEvent of(String source, Instant time, SpecificRecord row) {
    return new AccountEvent(source, time, time.plusMillis(1_500), row);
  }

  /** What is fed of events that were learned within one hour; use summed by hours. */
  static List<AccountRecord> records(List<AccountEvent> events) {
    Map<Long, List<TelemetryEvent>> use = new TreeMap<>();
    List<AccountRecord> records = new ArrayList<>();
    long order = 0;
    for (AccountEvent event : events) {
      // Rows that were held back are learned one after the other.
      Instant learned =
          event.learned().plusMillis(event.learned().equals(event.time()) ? 0 : order++ % 400);
      if (event.row() instanceof TelemetryEvent row) {
        use.computeIfAbsent(event.time().toEpochMilli() / 3_600_000, hour -> new ArrayList<>())
            .add(TelemetryEvent.newBuilder(row).setIngestTime(learned).build());
      } else if (event.row() instanceof TicketChange row) {
        records.add(Canonical.of(TicketChange.newBuilder(row).setIngestTime(learned)));
      } else if (event.row() instanceof SubscriptionChange row) {
        records.add(Canonical.of(SubscriptionChange.newBuilder(row).setIngestTime(learned)));
      }
    }
    use.values().forEach(hour -> records.add(Canonical.usage(hour)));
    return records;
  }
}
