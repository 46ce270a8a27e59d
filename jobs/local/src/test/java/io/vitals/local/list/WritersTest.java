package io.vitals.local.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.list.Column.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritersTest {
  private static final List<Column<Thing>> COLUMNS =
      List.of(
          new Column<>("name", FieldKind.TEXT, Place.flexible(1, 8, 40), Thing::name),
          new Column<>("arr", FieldKind.AMOUNT, Place.whole(2), Thing::arr),
          new Column<>("note", FieldKind.TEXT, Place.NONE, thing -> "hidden"),
          new Column<>("seen", FieldKind.TIME, Place.whole(3), Thing::seen));

  private static final List<Thing> ROWS =
      List.of(
          thing("Acme, \"the\" first of its name", "1234567.50", "2026-06-30T12:00:30Z"),
          thing("Zero\u001b[31m", "0.00", null),
          thing(null, null, null));

  private record Thing(String name, BigDecimal arr, Instant seen) {}

  private static Thing thing(String name, String arr, String seen) {
    return new Thing(
        name, arr == null ? null : new BigDecimal(arr), seen == null ? null : Instant.parse(seen));
  }

  @Test
  void aTableAlignsFiguresAndShowsWhatIsMissing() {
    assertThat(TableText.lines(COLUMNS, ROWS, 80))
        .containsExactly(
            "name                                 arr  seen",
            "Acme, \"the\" first of its name  1,234,568  2026-06-30 12:00",
            "Zero[31m                               0  -",
            "-                                      -  -");
  }

  @Test
  void aNarrowTableCutsWhatMayBeCutThenDropsColumns() {
    assertThat(TableText.lines(COLUMNS, ROWS, 40).get(1))
        .isEqualTo("Acme, \"the~  1,234,568  2026-06-30 12:00");
    assertThat(TableText.lines(COLUMNS, ROWS, 30).get(1))
        .isEqualTo("Acme, \"the\" first ~  1,234,568");
    assertThat(TableText.lines(COLUMNS, ROWS, 10).get(1)).isEqualTo("Acme, \"th~");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 20, 40, 80, 120})
  void noLineIsWiderThanTheTerminal(int width) {
    assertThat(TableText.lines(COLUMNS, ROWS, width)).allMatch(line -> line.length() <= width);
  }

  @Test
  void csvHasEveryColumnAndNothingForWhatIsMissing() {
    assertThat(csv(ROWS))
        .isEqualTo(
            "name,arr,note,seen\n"
                + "\"Acme, \"\"the\"\" first of its name\",1234567.50,hidden,2026-06-30T12:00:30Z\n"
                + "Zero\u001b[31m,0.00,hidden,\n"
                + "\"\",,hidden,\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "=1+1, '=1+1",
        "+cmd, '+cmd",
        "-2+3, '-2+3",
        "@sum, '@sum",
        "-12.50, -12.50",
        "+49, +49",
        "a=b, a=b"
      })
  void noCellIsAFormula(String name, String cell) {
    String quoteless = csv(List.of(thing(name, null, null))).lines().toList().get(1);
    assertThat(quoteless).isEqualTo(cell + ",,hidden,");
  }

  @Test
  void jsonHasPlainNumbersAndNull() {
    assertThat(JsonRows.of(COLUMNS, ROWS.subList(0, 1)).toString())
        .isEqualTo(
            "[{\"name\":\"Acme, \\\"the\\\" first of its name\",\"arr\":1234567.50,"
                + "\"note\":\"hidden\",\"seen\":\"2026-06-30T12:00:30Z\"}]");
    assertThat(JsonRows.of(COLUMNS, ROWS.subList(2, 3)).toString())
        .isEqualTo("[{\"name\":null,\"arr\":null,\"note\":\"hidden\",\"seen\":null}]");
    assertThat(JsonRows.of(COLUMNS, List.<Thing>of()).toString()).isEqualTo("[]");
  }

  private static String csv(List<Thing> rows) {
    StringBuilder text = new StringBuilder();
    CsvText.write(COLUMNS, rows, text);
    return text.toString();
  }
}
