package io.vitals.exporter.notifier;

import io.vitals.schemas.Alert;
import java.util.Comparator;

/** The order in which people look at alerts of one cause. */
final class ByArr {
  static final Comparator<Alert> GREATEST_FIRST =
      Comparator.comparing(
              Alert::getArrMinor, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
          .reversed()
          .thenComparing(Alert::getEpisodeId);

  private ByArr() {}
}
