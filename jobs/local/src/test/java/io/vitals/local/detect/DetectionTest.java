package io.vitals.local.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.domain.anomaly.DetectorSettings;
import io.vitals.local.cli.detect.DetectReport;
import io.vitals.local.cli.detect.DetectReport.FailedFile;
import io.vitals.local.cli.detect.DetectReport.Series;
import io.vitals.local.cli.detect.DetectRequest;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and folders; what the detector says of them is another matter. */
class DetectionTest {
  private static final String SERIES = "timestamp,value\n2014-04-01 00:00:00,1\n";
  private static final String SCORED =
      "timestamp,value,anomaly_score\n2014-04-01 00:00:00,1,0.00000000\n";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void folders() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("scored/deep");
  }

  @Test
  void everyFileBelowAFolderHasItsOutputAtTheSamePath() throws Exception {
    write("b/series.csv", SERIES);
    write("a.csv", SERIES);
    write("b/notes.txt", "not a series");
    DetectReport report = detect(in, out, false);
    assertThat(report.variant()).isEqualTo("account");
    assertThat(report.series()).extracting(Series::file).containsExactly("a.csv", "b/series.csv");
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.failed()).isEmpty();
    assertThat(files(out)).containsExactly("a.csv", "b/series.csv");
    assertThat(out.resolve("b/series.csv")).hasContent(SCORED);
    assertThat(said.toString()).isEqualTo("Detector: account\n");
  }

  @Test
  void aSingleFileIsAtTheTopOfTheFolder() throws Exception {
    Path file = write("b/series.txt", SERIES);
    assertThat(detect(file, out, true).series())
        .extracting(Series::file)
        .containsExactly("series.txt");
    assertThat(files(out)).containsExactly("series.txt", "series.txt.svg");
  }

  @Test
  void plotsAreBesideTheOutputs() throws Exception {
    write("b/series.csv", SERIES);
    detect(in, out, true);
    assertThat(files(out)).containsExactly("b/series.csv", "b/series.svg");
    assertThat(out.resolve("b/series.svg")).content().startsWith("<svg ").endsWith("</svg>\n");
  }

  @Test
  void aBadFileGivesNoOutputAndTheOthersDo() throws Exception {
    write("a.csv", SERIES + "2014-04-01 00:05:00,nan\n");
    write("b.csv", SERIES);
    write("c.csv", "");
    Files.createSymbolicLink(in.resolve("d.csv"), folder.resolve("nowhere"));
    DetectReport report = detect(in, out, true);
    assertThat(files(out)).containsExactly("b.csv", "b.svg");
    assertThat(report.failed())
        .containsExactly(
            new FailedFile("a.csv", OptionalLong.of(3), "value 'nan' is not a finite number"),
            new FailedFile(
                "c.csv",
                OptionalLong.of(1),
                "the file is empty: not even a header timestamp,value"),
            new FailedFile(
                "d.csv", OptionalLong.empty(), "the file cannot be read: there is no such file"));
  }

  @Test
  void whatElseIsInTheFolderStays() throws Exception {
    write("a.csv", "no series");
    write("b.csv", SERIES);
    Files.createDirectories(out);
    Files.writeString(out.resolve("notes.txt"), "mine");
    Files.writeString(out.resolve("a.csv"), "of an earlier run");
    Files.writeString(out.resolve("b.csv"), "of an earlier run");
    DetectReport report = detect(in, out, false);
    assertThat(files(out)).containsExactly("a.csv", "b.csv", "notes.txt");
    assertThat(out.resolve("notes.txt")).hasContent("mine");
    assertThat(out.resolve("a.csv")).hasContent("of an earlier run");
    assertThat(out.resolve("b.csv")).hasContent(SCORED);
    assertThat(report.failed().get(0).message())
        .endsWith("; its output of an earlier run was left as it is");
  }

  @Test
  void noInputIsEverOverwritten() throws Exception {
    Path file = write("a.csv", SERIES);
    Path link = Files.createSymbolicLink(folder.resolve("link"), in);
    for (Path own : List.of(in, link, in.resolve("../in"))) {
      refuses(in, own, "an output would overwrite the input " + own.resolve("a.csv"));
      refuses(file, own, "an output would overwrite the input " + own.resolve("a.csv"));
    }
    assertThat(file).hasContent(SERIES);
  }

  @Test
  void aFolderInsideTheInputIsTakenAsLongAsNoInputIsThere() throws Exception {
    Path file = write("a.csv", SERIES);
    detect(in, in.resolve("scored"), false);
    assertThat(in.resolve("scored/a.csv")).hasContent(SCORED);
    refuses(in, in.resolve("scored"), "an output would overwrite the input ");
    assertThat(file).hasContent(SERIES);
    assertThat(in.resolve("scored/a.csv")).hasContent(SCORED);
  }

  @Test
  void aPlotOverwritesNoInputEither() throws Exception {
    Path svg = write("a.svg", SERIES);
    refuses(svg, in, "an output would overwrite the input ");
    Files.createDirectories(out.resolve("b.svg"));
    Path csv = write("b.csv", SERIES);
    refuses(csv, out, "a folder is where an output would be: " + out.resolve("b.svg"));
    assertThat(files(out)).isEmpty();
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingIsDone() throws Exception {
    Path file = write("a.csv", SERIES);
    refuses(folder.resolve("none"), out, "no such file or folder: " + folder.resolve("none"));
    refuses(in, file, "--out names a file, not a folder: " + file);
    refuses(in, file.resolve("below"), "--out: cannot make the folder " + file.resolve("below"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refuses(empty, out, "no *.csv file in " + empty + " or below it");
    assertThat(out).doesNotExist();
  }

  @Test
  void anOutputThatCannotBeWrittenAfterAllIsAFailure() throws Exception {
    write("b/series.csv", SERIES);
    Files.createDirectories(out);
    Path inTheWay = Files.writeString(out.resolve("b"), "mine");
    assertThatThrownBy(() -> detect(in, out, false))
        .isInstanceOf(RunFailedException.class)
        .hasMessage("the output of b/series.csv cannot be written: it is no folder: " + inTheWay);
    assertThat(inTheWay).hasContent("mine");
  }

  @Test
  void aLinkToTheFolderAboveIsNotFollowedForEver() throws Exception {
    write("a.csv", SERIES);
    Files.createSymbolicLink(in.resolve("again"), in);
    assertThat(detect(in, out, false).series()).extracting(Series::file).containsExactly("a.csv");
  }

  @Test
  void longWorkTellsHowFarItIs() throws Exception {
    write("a.csv", "timestamp,value\n" + "2014-04-01 00:00:00,1\n".repeat(3_000));
    write("b.csv", SERIES);
    List<Instant> looks = new ArrayList<>();
    InstantSource slow =
        () -> {
          looks.add(Instant.EPOCH.plusSeconds(80L * looks.size()));
          return looks.get(looks.size() - 1);
        };
    DetectReport report = detect(in, out, false, slow);
    assertThat(said.toString().lines())
        .contains("  0 of 2 files, 1,024 points", "  1 of 2 files, 3,000 points");
    assertThat(report.duration()).isGreaterThan(Duration.ZERO);
  }

  @Test
  void anInterruptionEndsItBetweenFiles() throws Exception {
    write("a.csv", SERIES);
    write("b.csv", SERIES);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> detect(in, out, false)).isInstanceOf(InterruptedException.class);
    assertThat(files(out)).containsExactly("a.csv");
  }

  private void refuses(Path input, Path output, String message) {
    assertThatThrownBy(() -> detect(input, output, true))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith(message);
  }

  private DetectReport detect(Path input, Path output, boolean plotted) throws Exception {
    return detect(input, output, plotted, InstantSource.fixed(Instant.EPOCH));
  }

  private DetectReport detect(Path input, Path output, boolean plotted, InstantSource clock)
      throws Exception {
    DetectRequest request =
        new DetectRequest(input, output, DetectorSettings.standard("account"), plotted);
    try (Screen screen = Screen.on(new PrintStream(said, true), false, Map.of(), clock)) {
      return new Detection(clock).run(request, screen);
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = in.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
