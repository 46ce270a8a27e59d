package io.vitals.domain.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeStampTest {

  private record Row(ChangeStamp stamp, Integer content) {}

  private static final Comparator<Row> ORDER =
      ChangeStamp.lastWriterWins(Row::stamp, ChangeStamp.nullable(Row::content));

  /** Each loses to all that follow. */
  private static final List<Row> ASCENDING =
      List.of(
          new Row(ChangeStamp.NONE, 9),
          row(0, 1, Operation.UPDATE, 9, 9, "z", 0),
          row(0, 2, Operation.SNAPSHOT, 9, 9, "z", 0),
          row(0, 2, Operation.CREATE, 9, 9, "z", 0),
          row(0, 2, Operation.UPDATE, null, 9, "z", 0),
          row(0, 2, Operation.UPDATE, 1, 1, "a", 0),
          row(0, 2, Operation.UPDATE, 1, 2, "a", 0),
          row(0, 2, Operation.UPDATE, 1, 2, "b", 8),
          row(0, 2, Operation.UPDATE, 1, 2, "b", 7),
          row(0, 2, Operation.DELETE, null, 0, "a", 9),
          row(1, 0, Operation.SNAPSHOT, null, 0, "a", 9));

  @Test
  void ordersByVersionThenOperationThenContentThenFirstLearned() {
    for (int seed = 0; seed < 50; seed++) {
      List<Row> rows = new ArrayList<>(ASCENDING);
      Collections.shuffle(rows, new Random(seed));
      rows.sort(ORDER);
      assertThat(rows).as("seed %d", seed).isEqualTo(ASCENDING);
    }
    assertThat(ORDER.compare(ASCENDING.get(3), ASCENDING.get(3))).isZero();
  }

  @Test
  void nullComponentsAreRestored() {
    assertThat(new ChangeStamp(null, 0, 1, null, 0, 0))
        .isEqualTo(new ChangeStamp("", 0, 1, Operation.UPDATE, 0, 0));
  }

  private static Row row(
      int epoch, long version, Operation op, Integer content, long event, String source, long in) {
    return new Row(new ChangeStamp(source, epoch, version, op, event, in), content);
  }
}
