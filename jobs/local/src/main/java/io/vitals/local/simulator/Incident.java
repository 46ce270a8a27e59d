package io.vitals.local.simulator;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that goes wrong at a simulated company for a while, with its data or with a customer.
 *
 * @param kind what goes wrong
 * @param subject whom it befalls: an account's id, or a segment; empty for a source
 * @param from from when on, of event time
 * @param to until when, exclusive: what was held back comes then
 */
public record Incident(Kind kind, String subject, Instant from, Instant to) {

  /** Whom something befalls. */
  public enum Befallen {
    /** A source of data. */
    SOURCE,
    /** A customer. */
    ACCOUNT,
    /** All customers of a segment. */
    SEGMENT
  }

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
    COMPLETENESS_DROP(SimulatedCompany.CRM),
    /** A customer all but stops to use the product. The data is sound. */
    USAGE_COLLAPSE(SimulatedCompany.TELEMETRY, Befallen.ACCOUNT),
    /** The customers of a segment open many tickets. The data is sound. */
    TICKET_SURGE(SimulatedCompany.TICKETS, Befallen.SEGMENT);

    private final String source;
    private final Befallen befallen;

    Kind(String source) {
      this(source, Befallen.SOURCE);
    }

    Kind(String source, Befallen befallen) {
      this.source = source;
      this.befallen = befallen;
    }

    /** Whom it befalls. */
    public Befallen befallen() {
      return befallen;
    }

    /** The source it befalls, or that tells of it. */
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
