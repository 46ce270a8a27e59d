package io.vitals.local.simulator;

import io.vitals.local.simulator.Seeds.Purpose;
import io.vitals.schemas.Operation;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The help desk: tickets, more of them from customers who fare badly and in waves that hit a whole
 * segment, with first responses, escalations, solutions and ratings.
 */
final class HelpDesk {
  private static final double TICKETS_PER_DAY = 0.033;
  private static final double DAY_OFF = 0.25;
  private static final double WAVE = 5;
  private static final int LONGEST_WAVE_DAYS = 3;
  private static final double WAVE_CHANCE = 0.02;
  private static final Duration LONGEST_SOLUTION = Duration.ofDays(20);

  private final Seeds seeds;
  private final Arrivals arrivals;
  private final RecordWriter<TicketChange> writer = RecordWriter.of(TicketChange.class);

  HelpDesk(Seeds seeds, Arrivals arrivals) {
    this.seeds = seeds;
    this.arrivals = arrivals;
  }

  /** Sends the tickets a customer opens on a day, with all that will come of them. */
  void send(AccountLife life, LocalDate day) {
    AccountProfile profile = life.profile();
    SplittableRandom random = seeds.random(Purpose.TICKETS, profile.index(), day.toEpochDay());
    double expected = TICKETS_PER_DAY * Math.pow(life.seats(), 0.35) * (1 + 2.5 * life.distress());
    if (!profile.region().isWorkingDay(day)) {
      expected *= DAY_OFF;
    }
    if (waveRuns(profile.segment(), day.toEpochDay())) {
      expected *= WAVE;
    }
    int count = Telemetry.poisson(expected, random);
    for (int i = 0; i < count; i++) {
      String id = "t-" + profile.index() + "-" + day.toEpochDay() + "-" + i;
      Instant opened = profile.region().officeInstant(day, random);
      run(id, profile.organizationKey(), opened, life.distress(), random);
    }
  }

  /** Whether something is wrong for all of a segment: starts by chance, lasts one to three days. */
  boolean waveRuns(Segment segment, long epochDay) {
    for (int ago = 0; ago < LONGEST_WAVE_DAYS; ago++) {
      SplittableRandom random = seeds.random(Purpose.WAVE, segment.ordinal(), epochDay - ago);
      boolean starts = random.nextDouble() < WAVE_CHANCE;
      if (starts && random.nextInt(LONGEST_WAVE_DAYS) >= ago) {
        return true;
      }
    }
    return false;
  }

  private void run(
      String id, String organization, Instant opened, double distress, SplittableRandom random) {
    TicketPriority priority = priority(distress, random);
    TicketChange ticket =
        TicketChange.newBuilder()
            .setSource(SimulatedCompany.TICKETS)
            .setTicketId(id)
            .setSourceVersion(0)
            .setOp(Operation.CREATE)
            .setAccountKey(organization)
            .setEventTime(opened)
            .setStatus(TicketStatus.NEW)
            .setPriority(priority)
            .setOpenedAt(opened)
            .setReopenCount(0)
            .setSlaDueAt(opened.plus(serviceLevel(priority)))
            .build();
    Duration lag = Duration.ofSeconds(5 + random.nextInt(85));
    send(ticket, opened, lag);
    ticket.setOp(Operation.UPDATE);

    Instant answered = opened.plus(logNormal(firstResponse(priority), random));
    ticket.setStatus(TicketStatus.OPEN);
    ticket.setFirstResponseAt(answered);
    send(ticket, answered, lag);

    Instant last = answered;
    boolean escalates = random.nextDouble() < escalation(priority) + 0.15 * distress;
    if (escalates) {
      last = answered.plus(Duration.ofMinutes(60 + random.nextInt(1_800)));
      ticket.setEscalated(true);
      ticket.setEscalatedAt(last);
      send(ticket, last, lag);
    }

    double slowness = (1 + distress) * (escalates ? 3 : 1);
    Instant solved = last.plus(logNormal(solution(priority) * slowness, random));
    ticket.setStatus(TicketStatus.SOLVED);
    ticket.setSolvedAt(solved);
    ticket.setSlaBreached(solved.isAfter(ticket.getSlaDueAt()));
    send(ticket, solved, lag);

    if (random.nextDouble() < 0.35) {
      boolean good = random.nextDouble() < 0.92 - 0.6 * distress - (escalates ? 0.2 : 0);
      ticket.setCsatScore(good ? 4 + random.nextInt(2) : 1 + random.nextInt(3));
      send(ticket, solved.plus(Duration.ofMinutes(60 + random.nextInt(1_800))), lag);
    }
  }

  private void send(TicketChange ticket, Instant time, Duration lag) {
    ticket.setSourceVersion(ticket.getSourceVersion() + 1);
    ticket.setEventTime(time);
    arrivals.add(
        Topic.SOURCE_TICKETS,
        ticket.getAccountKey(),
        SimulatedCompany.TICKETS,
        time.plus(lag),
        writer.write(ticket));
  }

  private static TicketPriority priority(double distress, RandomGenerator random) {
    double share = random.nextDouble() - 0.15 * distress;
    if (share < 0.07) {
      return TicketPriority.URGENT;
    }
    return share < 0.3
        ? TicketPriority.HIGH
        : share < 0.75 ? TicketPriority.MEDIUM : TicketPriority.LOW;
  }

  private static double escalation(TicketPriority priority) {
    return switch (priority) {
      case URGENT -> 0.25;
      case HIGH -> 0.12;
      case MEDIUM, LOW -> 0.02;
    };
  }

  private static Duration serviceLevel(TicketPriority priority) {
    return switch (priority) {
      case URGENT -> Duration.ofHours(12);
      case HIGH -> Duration.ofHours(48);
      case MEDIUM -> Duration.ofDays(4);
      case LOW -> Duration.ofDays(7);
    };
  }

  /** Median hours to the first response. */
  private static double firstResponse(TicketPriority priority) {
    return priority == TicketPriority.URGENT ? 0.4 : priority == TicketPriority.HIGH ? 1.5 : 4;
  }

  /** Median hours from the first response to the solution. */
  private static double solution(TicketPriority priority) {
    return switch (priority) {
      case URGENT -> 6;
      case HIGH -> 16;
      case MEDIUM -> 30;
      case LOW -> 50;
    };
  }

  private static Duration logNormal(double medianHours, RandomGenerator random) {
    double hours = medianHours * Math.exp(0.8 * random.nextGaussian());
    Duration drawn = Duration.ofMillis(Math.round(hours * 3_600_000));
    return drawn.compareTo(LONGEST_SOLUTION) > 0 ? LONGEST_SOLUTION : drawn;
  }
}
