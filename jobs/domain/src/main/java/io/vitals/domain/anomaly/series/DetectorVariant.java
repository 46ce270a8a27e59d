package io.vitals.domain.anomaly.series;

import io.vitals.domain.anomaly.AccountSettings;
import io.vitals.domain.anomaly.CountSettings;
import io.vitals.domain.anomaly.DetectorSettings;
import io.vitals.domain.anomaly.RichSettings;
import io.vitals.domain.anomaly.WorkingCalendar;
import java.util.Locale;

/** Which detector judges a kind of series. All come as they are; only one knows of holidays. */
public enum DetectorVariant {
  /** A model of counts, which judges after a week, or days among peers after one. */
  COUNTS,
  /** A panel of measures with coarse memory, for many series. */
  ACCOUNT,
  /** A panel of measures that remembers patterns, for a few hundred series. */
  RICH;

  DetectorSettings settings(boolean isDaily, WorkingCalendar calendar) {
    return switch (this) {
      case COUNTS -> isDaily ? CountSettings.daily(calendar) : CountSettings.hourly(calendar);
      case ACCOUNT -> AccountSettings.standard();
      case RICH -> RichSettings.standard();
    };
  }

  /** As configuration has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
