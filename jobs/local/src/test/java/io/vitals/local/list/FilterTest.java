package io.vitals.local.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.local.list.Column.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions and orders as people write them. */
class FilterTest {
  private static final List<Column<Thing>> COLUMNS =
      List.of(
          new Column<>("name", FieldKind.TEXT, Place.NONE, Thing::name),
          new Column<>("arr", FieldKind.AMOUNT, Place.NONE, Thing::arr),
          new Column<>("due", FieldKind.DATE, Place.NONE, Thing::due),
          new Column<>("seen", FieldKind.TIME, Place.NONE, Thing::seen));

  private static final Thing NOTHING = new Thing(null, null, null, null);
  private static final Thing ZERO = thing("Zero", "0", "2026-06-29", "2026-06-29T23:59:59Z");
  private static final Thing ACME = thing("Acme", "50000.50", "2026-06-30", "2026-06-30T12:00:00Z");
  private static final List<Thing> ALL = List.of(NOTHING, ZERO, ACME);

  private record Thing(String name, BigDecimal arr, LocalDate due, Instant seen) {
    @Override
    public String toString() {
      return name == null ? "nothing" : name;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name=ACME|Acme",
        "NAME = acme|Acme",
        "name!=acme|nothing Zero",
        "name=|nothing",
        "name!=|Zero Acme",
        "arr=0|Zero",
        "arr=0.00|Zero",
        "arr=|nothing",
        "arr!=0|nothing Acme",
        "arr<50000.5|Zero",
        "arr<=50000.5|Zero Acme",
        "arr>=50000.50|Acme",
        "arr>50000.5|",
        "due=2026-06-30|Acme",
        "due<2026-06-30|Zero",
        "due>2026-06-30|",
        "seen=2026-06-30|Acme",
        "seen>2026-06-29|Acme",
        "seen<=2026-06-29|Zero",
        "seen>=2026-06-30T12:00:00Z|Acme",
        "seen>2026-06-30T12:00:00Z|",
      })
  void aConditionKeepsTheRowsOfWhichItHolds(String where, String kept) {
    assertThat(names(query(List.of(where), null, 10))).isEqualTo(kept == null ? "" : kept);
  }

  @Test
  void allConditionsMustHold() {
    assertThat(names(query(List.of("arr>=0", "name!=acme"), null, 10))).isEqualTo("Zero");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nme=Acme|--where: no field 'nme'; there are name, arr, due, seen",
        "name|--where 'name': write FIELD=VALUE; != < <= > >= work too, in quotes",
        "=x|--where '=x': write FIELD=VALUE; != < <= > >= work too, in quotes",
        "name>a|--where 'name>a': name is text; use = or !=",
        "arr>many|--where 'arr>many': arr is an amount",
        "arr>|--where 'arr>': arr is an amount",
        "due=30.6.|--where 'due=30.6.': due is a date as in 2026-06-30",
        "seen<today|--where 'seen<today': seen is a date as in 2026-06-30 or a time as in"
            + " 2026-06-30T12:00:00Z",
      })
  void whatMakesNoSenseIsSaid(String where, String message) {
    assertThatThrownBy(() -> query(List.of(where), null, 10))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "arr, Zero Acme nothing",
    "arr:desc, Acme Zero nothing",
    "name:asc, Acme Zero nothing",
    "seen:DESC, Acme Zero nothing",
  })
  void whatIsMissingComesLastInEitherOrder(String sort, String names) {
    assertThat(names(query(List.of(), sort, 10))).isEqualTo(names);
  }

  @Test
  void aLimitTakesTheFirst() {
    assertThat(names(query(List.of(), "arr:desc", 1))).isEqualTo("Acme");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arr:down|--sort 'arr:down': write FIELD or FIELD:desc",
        "age|--sort: no field 'age'; there are name, arr, due, seen",
      })
  void anOrderThatIsNoneIsSaid(String sort, String message) {
    assertThatThrownBy(() -> query(List.of(), sort, 10)).hasMessage(message);
  }

  private static ListQuery<Thing> query(List<String> where, String sort, long limit) {
    return ListQuery.parse(
        COLUMNS, where, sort, Comparator.<Thing>comparingInt(ALL::indexOf), limit);
  }

  private static String names(ListQuery<Thing> query) {
    return String.join(" ", query.of(ALL).stream().map(Thing::toString).toList());
  }

  private static Thing thing(String name, String arr, String due, String seen) {
    return new Thing(name, new BigDecimal(arr), LocalDate.parse(due), Instant.parse(seen));
  }
}
