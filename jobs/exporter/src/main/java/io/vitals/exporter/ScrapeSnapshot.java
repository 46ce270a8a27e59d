package io.vitals.exporter;

import java.util.Optional;

/**
 * All that one scrape shows; immutable.
 *
 * @param stream how far the exporter has come
 * @param portfolio the accounts and their sums; empty until the exporter has caught up, since a
 *     portfolio half read would look like one half lost
 */
record ScrapeSnapshot(StreamStatus stream, Optional<PortfolioSnapshot> portfolio) {

  /** Before anything was read. */
  static ScrapeSnapshot starting() {
    return new ScrapeSnapshot(StreamStatus.starting(), Optional.empty());
  }
}
