package io.vitals.exporter;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/** Serves the newest snapshot of how sources and data do. */
final class DataCollector implements MultiCollector {
  private final Supplier<DataSnapshot> newest;
  private final DataRenderer renderer;

  /**
   * A collector of whatever is newest at a scrape.
   *
   * @param newest safe to call from any thread; what it returns never changes
   */
  DataCollector(Supplier<DataSnapshot> newest, DataRenderer renderer) {
    this.newest = newest;
    this.renderer = renderer;
  }

  @Override
  public MetricSnapshots collect() {
    return renderer.render(newest.get());
  }

  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return renderer.families();
  }
}
