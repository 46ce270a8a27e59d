package io.vitals.domain.anomaly.series;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is counted in a bucket of event time. */
public enum SeriesMeasure {
  /** Uses of the product. */
  EVENTS(Family.USAGE),
  /** Distinct users; of many accounts, their sum. */
  ACTIVE_USERS(Family.USAGE),
  /** Distinct features used; of many accounts, their sum. */
  FEATURES_USED(Family.USAGE),
  /** Errors met. */
  ERRORS(Family.ERRORS),
  /** Tickets opened. */
  TICKETS_OPENED(Family.SUPPORT),
  /** Tickets escalated. */
  ESCALATIONS(Family.SUPPORT),
  /** Records accepted of a source; its bucket is one of ingest time. */
  RECORDS(Family.VOLUME),
  /** Accounts that came to be at risk in the bucket, and were scored better before. */
  NEWLY_AT_RISK(Family.HEALTH),
  /** Inputs of scores that came to be missing in the bucket, though they apply to the account. */
  INPUTS_LOST(Family.COMPLETENESS);

  private final Family family;

  SeriesMeasure(Family family) {
    this.family = family;
  }

  /** What it is told of with. */
  public Family family() {
    return family;
  }

  /** Its name in signals and boards. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those of one of these families, in their order. */
  static List<SeriesMeasure> of(Family... families) {
    List<Family> wanted = List.of(families);
    return Arrays.stream(values()).filter(measure -> wanted.contains(measure.family)).toList();
  }
}
