package io.vitals.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A folder that is to hold the RavenStack data set. Looks at it before anything is started, so that
 * a mistake costs a second and not a minute.
 */
final class RavenStackFolder {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /** A file by the columns it must have; a change happens at the dates. */
  private record Source(String name, String key, List<String> dates) {

    String fileName() {
      return "ravenstack_" + name + ".csv";
    }

    Stream<String> columns() {
      return Stream.concat(Stream.of(key), dates.stream());
    }
  }

  private static final List<Source> SOURCES =
      List.of(
          new Source("accounts", "account_id", List.of("signup_date")),
          new Source("subscriptions", "subscription_id", List.of("start_date", "end_date")),
          new Source("feature_usage", "usage_id", List.of("usage_date")),
          new Source("support_tickets", "ticket_id", List.of("submitted_at", "closed_at")),
          new Source("churn_events", "churn_event_id", List.of("churn_date")));

  private final Path directory;

  RavenStackFolder(Path directory) {
    this.directory = directory;
  }

  /**
   * Checks that all of it is there.
   *
   * @return the first date in the files
   * @throws UserMistakeException when it is not the data set
   */
  LocalDate firstDate() {
    if (!Files.isDirectory(directory)) {
      throw new UserMistakeException(
          (Files.exists(directory) ? "not a folder: " : "no such folder: ") + directory);
    }
    List<String> missing =
        SOURCES.stream()
            .map(Source::fileName)
            .filter(name -> !Files.isReadable(directory.resolve(name)))
            .toList();
    if (!missing.isEmpty()) {
      throw new UserMistakeException(
          directory + " is not a RavenStack folder: no " + String.join(", ", missing));
    }
    return SOURCES.stream()
        .flatMap(source -> firstDate(source).stream())
        .min(LocalDate::compareTo)
        .orElseThrow(() -> new UserMistakeException("the files in " + directory + " hold no date"));
  }

  private Optional<LocalDate> firstDate(Source source) {
    Path file = directory.resolve(source.fileName());
    try (CSVParser rows = CSVParser.parse(file, UTF_8, FORMAT)) {
      List<String> absent =
          source.columns().filter(column -> !rows.getHeaderMap().containsKey(column)).toList();
      if (!absent.isEmpty()) {
        throw new UserMistakeException(file + " has no column " + String.join(", ", absent));
      }
      return rows.stream()
          .flatMap(row -> source.dates().stream().flatMap(column -> date(row, column)))
          .min(LocalDate::compareTo);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserMistakeException(file + " cannot be read as CSV: " + e.getMessage());
    }
  }

  /** Nothing for a row that is not as it should be: the jobs say what becomes of it. */
  private static Stream<LocalDate> date(CSVRecord row, String column) {
    if (!row.isSet(column) || row.get(column).length() < 10) {
      return Stream.empty();
    }
    try {
      return Stream.of(LocalDate.parse(row.get(column).substring(0, 10)));
    } catch (DateTimeParseException e) {
      return Stream.empty();
    }
  }
}
