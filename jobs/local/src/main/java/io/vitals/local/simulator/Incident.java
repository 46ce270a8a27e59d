package io.vitals.local.simulator;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that goes wrong with the data of a simulated company for a while.
 *
 * @param kind what goes wrong
 * @param from from when on, of event time
 * @param to until when, exclusive: what was held back comes then
 */
public record Incident(Kind kind, Instant from, Instant to) {

  /** What may go wrong. */
  public enum Kind {
    /** The CRM sends nothing, not even heartbeats. */
    CRM_SILENT(SimulatedCompany.CRM),
    /** Telemetry is stuck upstream: its connector is alive, but what it is complete to stands. */
    TELEMETRY_STUCK(SimulatedCompany.TELEMETRY),
    /** One partition of the tickets gets nothing, the others go on. */
    TICKETS_PARTIAL(SimulatedCompany.TICKETS),
    /** The CRM sends old rows only. */
    CRM_BACKFILL(SimulatedCompany.CRM),
    /** A fifth of the CRM's rows lose owner, renewal date and stage. */
    COMPLETENESS_DROP(SimulatedCompany.CRM);

    private final String source;

    Kind(String source) {
      this.source = source;
    }

    /** The source it befalls. */
    public String source() {
      return source;
    }

    /** Its name as people write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of this name. */
    public static Optional<Kind> of(String key) {
      for (Kind kind : values()) {
        if (kind.key().equals(key)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  boolean isOn(long time) {
    return time >= from.toEpochMilli() && time < to.toEpochMilli();
  }
}
