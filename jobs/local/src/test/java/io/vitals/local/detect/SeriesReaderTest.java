package io.vitals.local.detect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesReaderTest {
  private static final String TIME = "2014-04-01 00:00:00";

  @TempDir private Path folder;

  @Test
  void aRowKeepsItsText() throws IOException {
    assertThat(read("timestamp,value\n" + TIME + ",20.0\n2014-03-31 23:00:00, -1.50e1 \n"))
        .containsExactly(
            new SeriesRow(TIME + ",20.0", time("2014-04-01T00:00:00Z"), 20),
            new SeriesRow("2014-03-31 23:00:00, -1.50e1 ", time("2014-03-31T23:00:00Z"), -15));
  }

  @Test
  void theFormsOfCsvAreRead() throws IOException {
    String text = "\uFEFF\"timestamp\",\"value\"\r\n\"" + TIME + "\",\"1\"\r\n" + TIME + ",+.5";
    assertThat(read(text))
        .extracting(SeriesRow::text, SeriesRow::value)
        .containsExactly(tuple("\"" + TIME + "\",\"1\"", 1.0), tuple(TIME + ",+.5", 0.5));
  }

  @Test
  void blankLinesAreNoRows() throws IOException {
    assertThat(read("timestamp,value\n")).isEmpty();
    assertThat(read("timestamp,value")).isEmpty();
    assertThat(read("timestamp,value\n" + TIME + ",1\n\n  \n")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|''|the file is empty: not even a header timestamp,value",
        "1|time;value|the header is 'time;value', not timestamp,value",
        "1|value,timestamp|the header is 'value,timestamp', not timestamp,value",
        "1|timestamp,value,note|the header is 'timestamp,value,note', not timestamp,value",
        "2|timestamp,value~noon,1|timestamp 'noon' is no time as in 2014-04-01 00:00:00",
        "2|timestamp,value~,1|timestamp '' is no time as in 2014-04-01 00:00:00",
        "4|timestamp,value~2014-04-01,1~~2014-04-01,|value '' is not a finite number",
        "2|timestamp,value~2014-04-01,NaN|value 'NaN' is not a finite number",
        "2|timestamp,value~2014-04-01,-Infinity|value '-Infinity' is not a finite number",
        "2|timestamp,value~2014-04-01,1e999|value '1e999' is not a finite number",
        "2|timestamp,value~2014-04-01,1d|value '1d' is not a finite number",
        "2|timestamp,value~2014-04-01,0x1p3|value '0x1p3' is not a finite number",
        "2|timestamp,value~2014-04-01,\"1,000\"|value '1,000' is not a finite number",
        "2|timestamp,value~2014-04-01|the row has not two fields (timestamp,value) but 1",
        "2|timestamp,value~2014-04-01,1,000|the row has not two fields (timestamp,value) but 3",
        "2|timestamp,value~\"2014-04-01,1|the row is no CSV: its quotes do not match",
      })
  void whatIsNoSeriesIsNamedByItsLine(long line, String text, String message) throws IOException {
    assertThatThrownBy(() -> read(text.replace('~', '\n')))
        .isInstanceOfSatisfying(
            UnreadableSeriesException.class, e -> assertThat(e.line()).hasValue(line))
        .hasMessage(message);
  }

  @Test
  void bytesThatAreNoTextAreNoRow() {
    assertThatThrownBy(() -> read("timestamp,value\n2014-04-01,1é\n", ISO_8859_1))
        .isInstanceOfSatisfying(
            UnreadableSeriesException.class, e -> assertThat(e.line()).hasValue(2));
  }

  @Test
  void aFileThatIsNotThereHasNoLine() {
    assertThatThrownBy(() -> SeriesReader.open(folder.resolve("none.csv")))
        .isInstanceOfSatisfying(
            UnreadableSeriesException.class, e -> assertThat(e.line()).isEmpty())
        .hasMessage("the file cannot be read: there is no such file");
  }

  private List<SeriesRow> read(String text) throws IOException {
    return read(text, UTF_8);
  }

  private List<SeriesRow> read(String text, Charset charset) throws IOException {
    Path file = Files.writeString(folder.resolve("series.csv"), text, charset);
    List<SeriesRow> rows = new ArrayList<>();
    try (SeriesReader reader = SeriesReader.open(file)) {
      for (Optional<SeriesRow> row = reader.next(); row.isPresent(); row = reader.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  private static long time(String iso) {
    return Instant.parse(iso).toEpochMilli();
  }
}
