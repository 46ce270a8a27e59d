package io.vitals.local.simulator;

import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.ControlTotal;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;

/**
 * What the CRM counts at midnight, told half an hour later: what others count is held against it.
 */
final class NightlyTotals {
  private static final Duration TOLD_AFTER = Duration.ofMinutes(30);

  private final RecordWriter<ControlTotal> writer = RecordWriter.of(ControlTotal.class);
  private final Arrivals arrivals;

  NightlyTotals(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  /** Counts before anything happens on the day. */
  void send(Collection<AccountLife> lives, LocalDate day) {
    long accounts = 0;
    long active = 0;
    long subscriptions = 0;
    long arrMinor = 0;
    for (AccountLife life : lives) {
      if (life.inCrm()) {
        long sold = life.crm().activeSubscriptions(day);
        accounts++;
        active += sold > 0 ? 1 : 0;
        subscriptions += sold;
        arrMinor += life.crm().arrMinor(day);
      }
    }
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    tell(ControlMeasure.ACCOUNTS, accounts, midnight);
    tell(ControlMeasure.ACTIVE_ACCOUNTS, active, midnight);
    tell(ControlMeasure.ACTIVE_SUBSCRIPTIONS, subscriptions, midnight);
    tell(ControlMeasure.ARR, arrMinor, midnight);
  }

  private void tell(ControlMeasure measure, long total, Instant midnight) {
    Instant told = midnight.plus(TOLD_AFTER);
    ControlTotal row =
        ControlTotal.newBuilder()
            .setSystem(SimulatedCompany.CRM)
            .setMeasure(measure)
            .setTotal(total)
            .setAsOf(midnight)
            .build();
    arrivals.add(
        Topic.CONTROL_TOTALS,
        SimulatedCompany.CRM + "|" + measure,
        SimulatedCompany.CRM,
        told,
        writer.write(row));
  }
}
