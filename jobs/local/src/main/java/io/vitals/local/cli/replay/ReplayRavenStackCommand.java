package io.vitals.local.cli.replay;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.DateConverter;
import io.vitals.local.cli.shared.ExitStatus;
import io.vitals.local.cli.shared.ReportOptions;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.history.Cut;
import io.vitals.local.terminal.Screen;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code ./vitals replay ravenstack}. */
@Command(
    name = "ravenstack",
    header = "Replay the RavenStack data set: five CSV files of a software company.",
    description = {
      "",
      "Sends every change of the files, in time order, through the source topics, intake,"
          + " freshness, health and quality, and reports what they published: accounts, ARR, open tickets, adoption and"
          + " health per band, where each row went, and what is wrong with the data."
    },
    sortOptions = false,
    parameterListHeading = "%nWhere:%n",
    optionListHeading = "%nOptions:%n")
final class ReplayRavenStackCommand implements Callable<Integer> {

  /** Ticks go by the hour up to the date, so one far ahead would fill the disk. */
  private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

  @Parameters(paramLabel = "DIR", description = "The folder with the five ravenstack_*.csv files.")
  private Path directory;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = DateConverter.class,
      description =
          "Report as of the end of this day, UTC, as in 2024-06-30 (default: the last date in the"
              + " files).")
  private LocalDate asOf;

  @Option(
      names = "--cut",
      paramLabel = "SOURCE@FROM[..TO]",
      converter = CutConverter.class,
      description =
          "Let a source deliver nothing from the start of day FROM on, as in"
              + " support_tickets@2024-03-01..2024-03-03: at the start of day TO all of it comes"
              + " at once; without TO never. SOURCE is a file's name without ravenstack_ and .csv.")
  private Cut cut;

  @Option(
      names = "--accounts",
      paramLabel = "FILE.csv",
      description = "Write each account's score, band, status, confidence and ARR to this file.")
  private Path accounts;

  @Mixin private ReportOptions output;

  private final Console console;
  private final ReplayRun replay;

  ReplayRavenStackCommand(Console console, ReplayRun replay) {
    this.console = console;
    this.replay = replay;
  }

  @Override
  public Integer call() throws Exception {
    RavenStackFolder.check(directory);
    if (asOf != null && asOf.isAfter(LATEST)) {
      throw new UserMistakeException("--as-of " + asOf + " is after " + LATEST);
    }
    Optional<AccountsCsv> list = Optional.ofNullable(accounts).map(AccountsCsv::new);
    list.ifPresent(AccountsCsv::check);
    ReplayReport report = replay();
    output.print(console, () -> ReplayJson.of(report), () -> ReplayText.lines(report));
    List<String> contradictions = report.contradictions();
    contradictions.forEach(
        contradiction -> console.complain("the report does not add up: " + contradiction));
    list.ifPresent(file -> file.write(report.lines()));
    return contradictions.isEmpty() ? 0 : ExitStatus.FAILED;
  }

  private ReplayReport replay() throws Exception {
    try (Screen screen = console.screenOnErr()) {
      return replay.run(
          new ReplayRequest(directory, Optional.ofNullable(asOf), Optional.ofNullable(cut)),
          screen);
    }
  }

  /** A source, and one or two dates. */
  static final class CutConverter implements ITypeConverter<Cut> {
    private static final Pattern FORM = Pattern.compile("([^@]+)@(.+?)(?:\\.\\.(.+))?");

    @Override
    public Cut convert(String value) throws Exception {
      Matcher matcher = FORM.matcher(value);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + value + "' is not SOURCE@FROM or SOURCE@FROM..TO with dates");
      }
      DateConverter dates = new DateConverter();
      LocalDate from = dates.convert(matcher.group(2));
      LocalDate to = matcher.group(3) == null ? null : dates.convert(matcher.group(3));
      return new Cut(
          matcher.group(1).strip(),
          from.atStartOfDay(ZoneOffset.UTC).toInstant(),
          Optional.ofNullable(to).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
  }
}
