package io.vitals.local.cli.demo;

import io.vitals.local.terminal.LiveView;
import java.time.Duration;
import java.util.Optional;

/**
 * How a demo went.
 *
 * @param records records of history that were loaded
 * @param loading wall time from the cluster being up to every account being scored
 * @param live wall time it was live
 * @param last the last live view, empty when it ended before it was live
 */
public record DemoReport(long records, Duration loading, Duration live, Optional<LiveView> last) {

  /** Of a demo that ended before anything was loaded. */
  public static final DemoReport NONE =
      new DemoReport(0, Duration.ZERO, Duration.ZERO, Optional.empty());
}
