package io.vitals.domain.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

  @Test
  void isTheLatestOfEachTimeAndTheSourceLearnedLastInEveryOrder() {
    List<ChangeStamp> stamps =
        new ArrayList<>(
            List.of(stamp("z", 90, 10), stamp("a", 20, 30), stamp("b", 10, 30), stamp("c", 5, 5)));
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(stamps, new Random(seed));
      Provenance known = null;
      for (ChangeStamp stamp : stamps) {
        known = Provenance.with(known, stamp);
      }
      assertThat(known).as("seed %d", seed).isEqualTo(new Provenance(90, 30, "b"));
    }
  }

  @Test
  void tellsInstants() {
    Provenance provenance = new Provenance(1_000, 2_000, null);

    assertThat(provenance.eventTime()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(provenance.ingestTime()).isEqualTo(Instant.ofEpochSecond(2));
    assertThat(provenance.source()).isEmpty();
  }

  private static ChangeStamp stamp(String source, long event, long ingest) {
    return new ChangeStamp(source, 0, 1, Operation.UPDATE, event, ingest);
  }
}
