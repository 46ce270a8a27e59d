package io.vitals.local.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Rows as CSV, RFC 4180, with every column and a header. What is missing is empty. */
public final class CsvText {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /** What a spreadsheet takes for a formula: names and keys come from outside. */
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r]");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  private CsvText() {}

  /** Writes the header and all rows. */
  public static <R> void write(List<Column<R>> columns, List<R> rows, Appendable out) {
    try {
      CSVPrinter printer = new CSVPrinter(out, FORMAT);
      printer.printRecord(columns.stream().map(Column::name));
      for (R row : rows) {
        printer.printRecord(columns.stream().map(column -> cell(column.of(row))));
      }
      printer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    String text = FieldKind.plain(value);
    boolean formula = FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
    return formula ? "'" + text : text;
  }
}
