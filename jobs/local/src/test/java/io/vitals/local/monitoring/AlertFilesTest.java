package io.vitals.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.alerting.AlertCatalogue;
import io.vitals.domain.alerting.AlertDeclaration;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.metrics.ExportedMetric;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds kinds, rules, routes and runbooks together. */
class AlertFilesTest {
  private static final Path ALERTS = InstalledForTests.alerts();
  private static final Pattern RULE = Pattern.compile("(?m)^ *- alert: (\\w+)$");
  private static final Pattern RUNBOOK = Pattern.compile("runbook_url: (\\S+)");
  private static final Pattern BOARD = Pattern.compile("(?m)^ *board: (\\S+)$");
  private static final Pattern METRIC =
      Pattern.compile("(?<![\\w:])(?:vitals|flink|alertmanager)_[A-Za-z0-9_]+");
  private static final Pattern RECORDED = Pattern.compile("(?m)^ *- record: (\\S+)$");
  private static final ExportedMetrics DICTIONARY = ExportedMetrics.bundled();

  @Test
  void everyKindAndEveryRuleHasARunbookAndEveryRunbookAnAlert() throws IOException {
    Set<String> alerts = rules();
    AlertCatalogue.all().forEach(declared -> alerts.add(declared.alertName()));
    try (Stream<Path> files = Files.list(ALERTS.resolve("runbooks"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              alerts.stream().map(alert -> alert + ".md").toList());
    }
    for (AlertDeclaration declared : AlertCatalogue.all()) {
      assertThat(ALERTS.getParent().resolve(declared.runbook())).exists();
    }
  }

  @Test
  void aRunbookSaysAllThatSomebodyOnCallNeeds() throws IOException {
    try (Stream<Path> files = Files.list(ALERTS.resolve("runbooks"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".md", "");
        assertThat(Files.readString(file))
            .as(name)
            .startsWith("# " + name + "\n")
            .containsSubsequence(
                "## Meaning", "## Impact", "## Confirm", "## Act", "## Tell", "## Ends");
      }
    }
  }

  @Test
  void rulesLinkToTheirRunbooks() throws IOException {
    Matcher links = RUNBOOK.matcher(allOf("rules"));
    int found = 0;
    while (links.find()) {
      assertThat(ALERTS.getParent().resolve(links.group(1))).exists();
      found++;
    }
    assertThat(found).isEqualTo((int) RULE.matcher(allOf("rules")).results().count());
  }

  @Test
  void rulesAndKindsLinkToABoardThatExists() throws IOException {
    Set<String> boards = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ALERTS.resolveSibling("grafana/dashboards"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".json"))
          .forEach(file -> boards.add("vitals-" + file.replace(".json", "")));
    }
    List<String> linked =
        BOARD.matcher(allOf("rules")).results().map(rule -> rule.group(1)).toList();
    assertThat(boards).containsAll(linked);
    assertThat(linked).hasSize((int) RULE.matcher(allOf("rules")).results().count());
    assertThat(boards)
        .containsAll(AlertCatalogue.all().stream().map(AlertDeclaration::board).toList());
  }

  @Test
  void rulesAndRunbooksUseNoMetricThatIsNotDefined() throws IOException {
    Set<String> defined = new TreeSet<>();
    DICTIONARY.all().forEach(metric -> defined.add(metric.name()));
    DICTIONARY.foreign().forEach(metric -> defined.add(metric.name()));
    String text = allOf("rules") + allOf("runbooks");
    Set<String> unknown =
        METRIC.matcher(text).results().map(one -> one.group()).collect(Collectors.toSet());
    unknown.removeAll(defined);
    // What comes after a colon is the name of a recording rule. Jobs are no metrics.
    for (String job : List.of("intake", "freshness", "health", "quality", "anomaly", "alerts")) {
      unknown.remove("vitals_" + job);
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void theDictionaryHasEveryRecordedSeriesAndNoOther() throws IOException {
    Set<String> recorded =
        RECORDED
            .matcher(allOf("rules"))
            .results()
            .map(rule -> rule.group(1))
            .collect(Collectors.toSet());
    assertThat(DICTIONARY.recorded())
        .extracting(ExportedMetric::name)
        .containsExactlyInAnyOrderElementsOf(recorded);
  }

  @Test
  void everyKindInEverySeverityHasARouteThatIsTested() throws IOException {
    List<String> routes = Files.readAllLines(ALERTS.resolve("routes.txt"));
    for (AlertDeclaration declared : AlertCatalogue.all()) {
      for (AlertSeverity severity : AlertSeverity.values()) {
        assertThat(routes)
            .as("%s %s", declared.key(), severity)
            .anySatisfy(
                route ->
                    assertThat(route + " ")
                        .contains("alertname=" + declared.alertName() + " ")
                        .contains("kind=" + declared.key() + " ")
                        .contains("severity=" + severity.name().toLowerCase(Locale.ROOT) + " ")
                        .contains("team=" + declared.team().label() + " "));
      }
    }
    for (String rule : rules()) {
      assertThat(routes).as(rule).anyMatch(route -> route.contains("alertname=" + rule + " "));
    }
  }

  /** Rules that fire and stay quiet, routes, and messages, by the real promtool and amtool. */
  @Test
  void theToolsFindNothingWrong() throws IOException, InterruptedException {
    InstalledForTests.find();
    Process check =
        new ProcessBuilder(ALERTS.resolve("check").toString()).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }

  private static Set<String> rules() throws IOException {
    return RULE.matcher(allOf("rules"))
        .results()
        .map(rule -> rule.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String allOf(String folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(ALERTS.resolve(folder))) {
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
