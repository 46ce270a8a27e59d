package io.vitals.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.cli.AccountLine;
import io.vitals.local.cli.ReplayReport;
import io.vitals.local.cli.ReplayRequest;
import io.vitals.local.cli.RowClasses;
import io.vitals.local.terminal.LiveView;
import io.vitals.local.terminal.LoadingProgress;
import io.vitals.local.terminal.Screen;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.HealthStatus;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real data set through the whole stack: what the jobs publish equals a plain computation over
 * the files, which knows nothing of the jobs.
 */
@EnabledIfEnvironmentVariable(
    named = "VITALS_DATA",
    matches = ".+",
    disabledReason = "needs the public data set; the build's own script insists on it")
class RavenStackReplayIT {
  private static final LocalDate EARLY = LocalDate.of(2023, 6, 30);
  private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

  static Stream<LocalDate> dates() {
    return Stream.of(EARLY, LocalDate.of(2023, 12, 24), LocalDate.of(2024, 7, 15), LAST);
  }

  @ParameterizedTest
  @MethodSource("dates")
  void publishesWhatTheFilesSay(LocalDate asOf) throws Exception {
    Path folder = Path.of(System.getenv("VITALS_DATA"), "ravenstack");
    ReplayReport report =
        new RavenStackReplay()
            .run(
                new ReplayRequest(folder, Optional.of(asOf), Optional.empty()),
                new TestingScreen());
    RavenStackTruth truth = RavenStackTruth.of(folder, asOf);

    assertThat(report.contradictions()).isEmpty();
    assertThat(report.accounts()).isEqualTo(truth.accounts());
    assertThat(report.activeSubscriptions()).isEqualTo(truth.activeSubscriptions());
    assertThat(report.arr()).isEqualByComparingTo(BigDecimal.valueOf(truth.arr()));
    assertThat(report.openTickets()).isEqualTo(truth.openTickets());
    assertThat(report.rows()).isEqualTo(truth.rows());
    assertThat(report.band(CountBand.HELD).accounts()).isZero();
    assertThat(report.lines())
        .as("every file says each day that it is complete, so nothing is ever stale")
        .extracting(AccountLine::status)
        .doesNotContain(HealthStatus.HELD);
    if (asOf.equals(LAST)) {
      assertThat(report.accounts()).isEqualTo(500);
      assertThat(report.activeSubscriptions()).isEqualTo(4_514);
      assertThat(report.arr()).isEqualByComparingTo("121915296");
      assertThat(report.openTickets()).isZero();
      RowClasses usage = report.rows().get("feature_usage");
      assertThat(usage.countedBeforeSubscription()).isEqualTo(19_142);
      assertThat(usage.countedAfterEnd()).isEqualTo(290);
      assertThat(usage.duplicate()).isZero();
    }
  }

  /** Keeps what it is shown. */
  static final class TestingScreen implements Screen {
    private final List<String> notes = new ArrayList<>();

    @Override
    public void note(String line) {
      notes.add(line);
    }

    @Override
    public void loading(LoadingProgress progress) {}

    @Override
    public void live(LiveView view) {}

    @Override
    public void close() {}
  }
}
