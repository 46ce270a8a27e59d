package io.vitals.exporter;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/**
 * Serves the newest snapshot to every scrape. A snapshot is rendered by the first scrape that meets
 * it, so nothing is rendered that nobody reads.
 *
 * @param <S> a snapshot
 */
final class SnapshotCollector<S> implements MultiCollector {
  private final Supplier<S> newest;
  private final SeriesRenderer<S> renderer;
  private volatile Rendered<S> rendered;

  /**
   * A collector of whatever is newest at a scrape.
   *
   * @param newest safe to call from any thread; what it returns never changes
   */
  SnapshotCollector(Supplier<S> newest, SeriesRenderer<S> renderer) {
    this.newest = newest;
    this.renderer = renderer;
  }

  private record Rendered<S>(S of, MetricSnapshots series) {}

  // A snapshot never changes, so the same one has the same series; comparing all of it would cost
  // more.
  @SuppressWarnings("ReferenceEquality")
  @Override
  public MetricSnapshots collect() {
    S snapshot = newest.get();
    Rendered<S> last = rendered;
    if (last == null || last.of() != snapshot) {
      last = new Rendered<>(snapshot, renderer.render(snapshot));
      rendered = last;
    }
    return last.series();
  }

  /** Told at registration, so that a second collector of the same names is refused there. */
  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return renderer.families();
  }
}
