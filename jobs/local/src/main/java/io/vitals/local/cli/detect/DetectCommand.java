package io.vitals.local.cli.detect;

import io.vitals.domain.anomaly.DetectorSettings;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.ExitStatus;
import io.vitals.local.cli.shared.ReportOptions;
import io.vitals.local.terminal.Screen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code ./vitals detect}. */
@Command(
    name = "detect",
    header = "Look for anomalies in series that stand in CSV files.",
    description = {
      "",
      "Reads files with the header timestamp,value and judges each row by those before it. For each"
          + " file it writes one with the same rows and a third column, anomaly_score, to the same"
          + " path below the folder --out. A score is from 0 to 1: the decades of improbability"
          + " that a row adds to what its episode has told already, divided by 20, so that a"
          + " threshold gives one alert an episode.",
      "",
      "Times are as in 2014-04-01 00:00:00 or ISO 8601, in UTC unless they say otherwise, or epoch"
          + " seconds (10 digits) or milliseconds (13 digits). Rows count in the order they stand"
          + " in. A file with a row that cannot be read gives no output; the others do, and the"
          + " exit status is 2."
    },
    sortOptions = false,
    parameterListHeading = "%nWhere:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  ./vitals detect exports/ --out scored/ --plot svg"})
public final class DetectCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE|DIR",
      description = "A file, or a folder: all *.csv files in it and below.")
  private Path input;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder to write to; made when it is missing. Files of the same name are replaced,"
              + " others left alone.")
  private Path out;

  @Option(
      names = "--variant",
      paramLabel = "rich|account",
      converter = VariantConverter.class,
      defaultValue = "rich",
      description =
          "The detector: rich, or account, the small and fast one (default: ${DEFAULT-VALUE}).")
  private DetectorSettings detector;

  @Option(
      names = "--plot",
      paramLabel = "svg",
      converter = PlotFormatConverter.class,
      description = "Draw each series beside its output: values, expected values, anomalies.")
  private PlotFormat plot;

  @Mixin private ReportOptions output;

  private final Console console;
  private final DetectRun detect;

  /** The command, with the run that it starts. */
  public DetectCommand(Console console, DetectRun detect) {
    this.console = console;
    this.detect = detect;
  }

  @Override
  public Integer call() throws Exception {
    DetectReport report;
    try (Screen screen = console.screenOnErr()) {
      report = detect.run(new DetectRequest(input, out, detector, plot != null), screen);
    }
    output.print(
        console, () -> DetectJson.of(report), () -> DetectText.lines(report, console.columns()));
    report.failed().forEach(file -> console.complain(file.text()));
    return report.failed().isEmpty() ? 0 : ExitStatus.MISTAKE;
  }

  /** A detector by its name. */
  static final class VariantConverter implements ITypeConverter<DetectorSettings> {

    @Override
    public DetectorSettings convert(String value) {
      try {
        return DetectorSettings.standard(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** The kinds of pictures that can be drawn. */
  enum PlotFormat {
    SVG
  }

  /** A kind of picture by its name. */
  static final class PlotFormatConverter implements ITypeConverter<PlotFormat> {

    @Override
    public PlotFormat convert(String value) {
      if (!value.equals("svg")) {
        throw new TypeConversionException("'" + value + "' is no kind of plot: svg");
      }
      return PlotFormat.SVG;
    }
  }
}
