package io.vitals.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.cli.replay.AccountLine;
import io.vitals.local.cli.replay.ReplayReport;
import io.vitals.local.cli.replay.ReplayRequest;
import io.vitals.local.cli.replay.RowClasses;
import io.vitals.local.terminal.LiveView;
import io.vitals.local.terminal.LoadingProgress;
import io.vitals.local.terminal.Screen;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.HealthStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
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
    ReplayReport report = replay(folder, asOf);
    RavenStackTruth truth = RavenStackTruth.of(folder, asOf);

    assertThat(report.contradictions()).isEmpty();
    assertThat(report.accounts()).isEqualTo(truth.accounts());
    assertThat(report.activeSubscriptions()).isEqualTo(truth.activeSubscriptions());
    assertThat(report.arr()).isEqualByComparingTo(BigDecimal.valueOf(truth.arr()));
    assertThat(report.openTickets()).isEqualTo(truth.openTickets());
    assertThat(report.rows()).isEqualTo(truth.rows());
    theFaultsAreThoseOfTheFiles(report, folder, asOf);
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

  @Test
  void findsWhatIsMadeWorse(@TempDir Path worse) throws Exception {
    LocalDate asOf = LocalDate.of(2024, 2, 29);
    spoil(Path.of(System.getenv("VITALS_DATA"), "ravenstack"), worse);
    ReplayReport report = replay(worse, asOf);
    assertThat(report.contradictions()).isEmpty();
    assertThat(report.quality().exceptions())
        .hasEntrySatisfying(
            ExceptionType.DUPLICATE_CANDIDATE, figures -> assertThat(figures.open()).isPositive())
        .hasEntrySatisfying(
            ExceptionType.SUBSCRIPTION_REVERSED,
            figures -> assertThat(figures.open()).isPositive());
    assertThat(report.quality().ratios())
        .filteredOn(ratio -> ratio.subject().equals("arr"))
        .allMatch(ratio -> ratio.count() < ratio.total());
    theFaultsAreThoseOfTheFiles(report, worse, asOf);
  }

  private static void theFaultsAreThoseOfTheFiles(ReplayReport report, Path folder, LocalDate asOf)
      throws IOException {
    QualityTruth truth = QualityTruth.of(folder, asOf);
    long mendedInputs =
        report.quality().exceptions().get(ExceptionType.MISSING_HEALTH_INPUT).closed();
    assertThat(report.quality().exceptions()).isEqualTo(truth.exceptions(mendedInputs));
    assertThat(report.quality().ratios()).containsExactlyElementsOf(truth.ratios());
  }

  /**
   * Copies the files with faults that they lack: companies of one name, accounts without plan,
   * subscriptions without amount, and such that end before they begin.
   */
  private static void spoil(Path folder, Path worse) throws IOException {
    for (String file : List.of("feature_usage", "support_tickets", "churn_events")) {
      String name = "ravenstack_" + file + ".csv";
      Files.copy(folder.resolve(name), worse.resolve(name));
    }
    copy("accounts", folder, worse, RavenStackReplayIT::spoilAccount);
    copy("subscriptions", folder, worse, RavenStackReplayIT::spoilSubscription);
  }

  private static void spoilAccount(int row, String[] fields) {
    if (row % 20 < 2) {
      fields[1] = row % 20 == 0 ? "Twin " + row / 60 : "TWIN " + row / 60;
    }
    if (row % 9 == 5) {
      fields[6] = "";
    }
  }

  private static void spoilSubscription(int row, String[] fields) {
    boolean ends = !fields[3].isEmpty();
    if (ends && row % 3 == 0) {
      String start = fields[2];
      fields[2] = fields[3];
      fields[3] = start;
    } else if (row % 7 == 1) {
      fields[7] = "";
    }
  }

  private static void copy(String file, Path from, Path to, BiConsumer<Integer, String[]> spoiler)
      throws IOException {
    String name = "ravenstack_" + file + ".csv";
    List<String> lines = new ArrayList<>(Files.readAllLines(from.resolve(name)));
    for (int row = 1; row < lines.size(); row++) {
      String[] fields = lines.get(row).split(",", -1);
      spoiler.accept(row, fields);
      lines.set(row, String.join(",", fields));
    }
    Files.write(to.resolve(name), lines);
  }

  private static ReplayReport replay(Path folder, LocalDate asOf) throws Exception {
    return new RavenStackReplay()
        .run(new ReplayRequest(folder, Optional.of(asOf), Optional.empty()), new TestingScreen());
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
