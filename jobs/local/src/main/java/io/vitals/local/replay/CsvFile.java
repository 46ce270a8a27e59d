package io.vitals.local.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A file of comma-separated rows (RFC 4180, UTF-8, a header first), each kept with its raw text so
 * that one that cannot be read is not lost.
 */
final class CsvFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private CsvFile() {}

  /**
   * The rows of a file.
   *
   * @param columns the columns it must have
   * @throws IllegalArgumentException if the file or a column is missing; names it
   */
  static List<CsvRow> read(Path file, List<String> columns) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("missing file " + file);
    }
    List<String> lines = lines(textOf(file));
    Map<String, Integer> positions = new HashMap<>();
    if (!lines.isEmpty()) {
      fields(lines.get(0)).forEach(name -> positions.put(name.strip(), positions.size()));
    }
    List<String> missing = columns.stream().filter(name -> !positions.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "missing column " + String.join(", ", missing) + " in " + file);
    }
    return lines.stream()
        .skip(1)
        .filter(line -> !line.isBlank())
        .map(line -> new CsvRow(line, fields(line), positions))
        .toList();
  }

  private static String textOf(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The fields of a row's text; none when it is not RFC 4180. */
  private static List<String> fields(String line) {
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
      return List.of(parser.getRecords().get(0).values());
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  /**
   * The text cut into rows: at each line end outside quotes. A quote that is never closed spoils
   * its own line only.
   */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = endOfRow(text, start);
      String line = text.substring(start, end);
      lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      start = end + 1;
    }
    return lines;
  }

  private static int endOfRow(String text, int start) {
    boolean quoted = false;
    boolean fieldStarts = true;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (quoted || fieldStarts)) {
        // A doubled quote inside closes and opens again.
        quoted = !quoted;
        fieldStarts = !quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
      } else if (c == '\n' && !quoted) {
        return i;
      } else {
        fieldStarts = c == ',' && !quoted;
      }
    }
    return quoted ? endOfLine(text, start) : text.length();
  }

  private static int endOfLine(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }
}
