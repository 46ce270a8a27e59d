package io.vitals.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vitals.domain.alerting.AlertCatalogue;
import io.vitals.domain.alerting.AlertDeclaration;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the committed boards to what every board promises. */
class BoardFilesTest {
  private static final Path BOARDS = InstalledForTests.alerts().resolveSibling("grafana");
  private static final int COLUMNS = 24;
  private static final int FEWEST_PANELS = 50;
  private static final Pattern LINK = Pattern.compile("/d/([a-z-]+)");
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w:$.])[a-zA-Z_:][\\w:]*(?!\\s*\\(|[\\w:])");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool");

  @Test
  void everyBoardHasAUidAndTheCatalogueOfAlertsKnowsNoOther() throws IOException {
    Map<String, JsonNode> boards = boards();
    assertThat(boards.keySet())
        .containsExactlyInAnyOrder(
            "vitals-executive",
            "vitals-segments",
            "vitals-account",
            "vitals-adoption",
            "vitals-freshness",
            "vitals-alerts",
            "vitals-pipeline")
        .containsAll(AlertCatalogue.all().stream().map(AlertDeclaration::board).toList());
    boards.values().forEach(board -> assertThat(board.path("editable").asBoolean(true)).isFalse());
  }

  @Test
  void everyPanelSaysWhatItIsAndInWhichUnit() throws IOException {
    int panels = 0;
    for (Map.Entry<String, JsonNode> board : boards().entrySet()) {
      for (JsonNode panel : panels(board.getValue())) {
        String where = board.getKey() + ": " + panel.path("title").asText();
        assertThat(panel.path("title").asText()).as(where).isNotBlank();
        assertThat(panel.path("description").asText()).as(where).isNotBlank();
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(where).isNotBlank();
        assertThat(panel.path("targets")).as(where).isNotEmpty();
        panels++;
      }
    }
    assertThat(panels).isGreaterThanOrEqualTo(FEWEST_PANELS);
  }

  @Test
  void panelsLieSideBySideAndNeverUponEachOther() throws IOException {
    for (Map.Entry<String, JsonNode> board : boards().entrySet()) {
      Set<String> taken = new TreeSet<>();
      for (JsonNode panel : board.getValue().path("panels")) {
        JsonNode at = panel.path("gridPos");
        String where = board.getKey() + ": " + panel.path("title").asText();
        assertThat(at.path("x").asInt() + at.path("w").asInt())
            .as(where)
            .isLessThanOrEqualTo(COLUMNS);
        assertThat(at.path("w").asInt() * at.path("h").asInt()).as(where).isPositive();
        for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
          for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
            assertThat(taken.add(x + "," + y)).as("%s overlaps at %d,%d", where, x, y).isTrue();
          }
        }
      }
    }
  }

  @Test
  void everyLinkLeadsToABoard() throws IOException {
    Map<String, JsonNode> boards = boards();
    for (JsonNode board : boards.values()) {
      Set<String> linked =
          LINK.matcher(board.toString())
              .results()
              .map(link -> link.group(1))
              .collect(Collectors.toSet());
      assertThat(linked).isNotEmpty();
      assertThat(boards.keySet()).containsAll(linked);
    }
  }

  @Test
  void boardsAskForNoMetricThatIsNotDefined() throws IOException {
    Set<String> defined = new TreeSet<>();
    ExportedMetrics dictionary = ExportedMetrics.bundled();
    dictionary.all().forEach(metric -> defined.add(metric.name()));
    dictionary.recorded().forEach(metric -> defined.add(metric.name()));
    dictionary.foreign().forEach(metric -> defined.add(metric.name()));
    Set<String> unknown = new TreeSet<>();
    for (JsonNode board : boards().values()) {
      List<String> expressions = expressions(board);
      assertThat(expressions).isNotEmpty();
      expressions.forEach(expression -> unknown.addAll(metrics(expression)));
    }
    unknown.removeAll(defined);
    assertThat(unknown).isEmpty();
  }

  @Test
  void metricsAreReadFromExpressions() {
    String expression =
        "sum by (a, b) (x_total{c=\"d_e\", f=~\"$g\"}[5m]) / on (h) group_left (i) job:y:z"
            + " and k unless 2 * l offset 5m";
    assertThat(metrics(expression)).containsExactlyInAnyOrder("x_total", "job:y:z", "k", "l");
  }

  /** Types of the code, and that what is committed is what it says, by the real compiler. */
  @Test
  void theCodeSaysWhatIsCommitted() throws IOException, InterruptedException {
    assumeThat(installed("node") && installed("npm")).as("apt-get install nodejs npm").isTrue();
    Process check =
        new ProcessBuilder(BOARDS.resolve("check").toString()).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }

  private static boolean installed(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Map<String, JsonNode> boards() throws IOException {
    Map<String, JsonNode> boards = new TreeMap<>();
    try (Stream<Path> files = Files.walk(BOARDS.resolve("dashboards"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        JsonNode board = new ObjectMapper().readTree(file.toFile());
        assertThat(boards.put(board.path("uid").asText(), board)).as("%s", file).isNull();
      }
    }
    return boards;
  }

  private static List<JsonNode> panels(JsonNode board) {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : board.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  /** What panels, annotations and variables ask; a variable's question is wrapped in a function. */
  private static List<String> expressions(JsonNode board) {
    List<String> expressions = new ArrayList<>();
    board.findValuesAsText("expr").forEach(expressions::add);
    for (JsonNode variable : board.at("/templating/list")) {
      expressions.add(
          variable
              .at("/query/query")
              .asText()
              .replaceFirst("^label_values\\((.*), \\w+\\)$", "$1"));
    }
    return expressions;
  }

  /** Names of metrics: words that are neither functions nor labels nor operators. */
  private static Set<String> metrics(String expression) {
    String bare =
        expression
            .replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "")
            .replaceAll("\\{[^}]*}", "")
            .replaceAll("\\[[^]]*]", "")
            .replaceAll("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", "");
    return WORD.matcher(bare)
        .results()
        .map(word -> word.group())
        .filter(word -> !OPERATORS.contains(word))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
