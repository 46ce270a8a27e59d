package io.vitals.local.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitals.local.terminal.Text;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Reads a series row by row from a CSV file (RFC 4180, UTF-8) whose header is {@code
 * timestamp,value}. Each row keeps its text. A line is a row: neither field can hold a line end.
 * Blank lines are no rows.
 */
final class SeriesReader implements Closeable {
  private static final List<String> HEADER = List.of("timestamp", "value");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Java takes more for a number, such as {@code NaN}, {@code 0x1p3} and {@code 1d}. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private static final int MOST_QUOTED = 40;

  private final BufferedReader lines;
  private long line;

  private SeriesReader(BufferedReader lines) {
    this.lines = lines;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws UnreadableSeriesException if it cannot be read, or has another header or none
   */
  static SeriesReader open(Path file) {
    SeriesReader reader = new SeriesReader(lines(file));
    try {
      reader.readHeader();
      return reader;
    } catch (UnreadableSeriesException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * The next row; empty after the last.
   *
   * @throws UnreadableSeriesException if it is not a time and a finite number, or cannot be read
   */
  Optional<SeriesRow> next() {
    String text = nextLine();
    if (text == null) {
      return Optional.empty();
    }
    List<String> fields = fields(text);
    if (fields.size() != HEADER.size()) {
      throw wrong("the row has not two fields (timestamp,value) but " + fields.size());
    }
    OptionalLong time = Timestamps.parse(fields.get(0).strip());
    if (time.isEmpty()) {
      throw wrong("timestamp " + quoted(fields.get(0)) + " is no time as in 2014-04-01 00:00:00");
    }
    return Optional.of(new SeriesRow(text, time.getAsLong(), number(fields.get(1))));
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Bytes that are no UTF-8 become a character that is in no time and no number. */
  private static BufferedReader lines(Path file) {
    try {
      return new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void readHeader() {
    String text = nextLine();
    if (text == null) {
      throw UnreadableSeriesException.in(1, "the file is empty: not even a header timestamp,value");
    }
    if (!fields(text).stream().map(String::strip).toList().equals(HEADER)) {
      throw wrong("the header is " + quoted(text) + ", not timestamp,value");
    }
  }

  /** Null after the last. */
  private String nextLine() {
    String text;
    do {
      text = readLine();
      line++;
      if (line == 1 && text != null && text.startsWith(BYTE_ORDER_MARK)) {
        text = text.substring(BYTE_ORDER_MARK.length());
      }
    } while (text != null && text.isBlank());
    return text;
  }

  private String readLine() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private List<String> fields(String text) {
    if (text.indexOf('"') < 0) {
      return List.of(text.split(",", -1));
    }
    try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      return List.of(parser.getRecords().get(0).values());
    } catch (IOException | RuntimeException e) {
      throw wrong("the row is no CSV: its quotes do not match");
    }
  }

  private double number(String field) {
    String text = field.strip();
    double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw wrong("value " + quoted(field) + " is not a finite number");
    }
    return value;
  }

  private UnreadableSeriesException wrong(String message) {
    return UnreadableSeriesException.in(line, message);
  }

  private static UnreadableSeriesException unreadable(IOException cause) {
    return UnreadableSeriesException.because(
        cause, "the file cannot be read: " + FailureText.of(cause));
  }

  private static String quoted(String text) {
    return "'" + Text.cut(text, MOST_QUOTED) + "'";
  }
}
