package io.vitals.exporter;

import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/**
 * Turns snapshots into the series of a scrape. Holds no state between two.
 *
 * @param <S> a snapshot
 */
interface SeriesRenderer<S> {
  /** What each family is, for the check at registration. */
  List<MetricFamilyDescriptor> families();

  /** The series of a snapshot, which never changes. */
  MetricSnapshots render(S snapshot);
}
