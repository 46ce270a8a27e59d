package io.vitals.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentRecordsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void knowsExactlyTheLastOnes(int capacity) {
    long seed = 20261123L + capacity;
    Random random = new Random(seed);
    RecentRecords recent = new RecentRecords(capacity);
    Set<Long> window = new LinkedHashSet<>();
    for (int i = 0; i < 50_000; i++) {
      long fingerprint = random.nextInt(capacity * 3) - capacity;
      boolean isNew = window.add(fingerprint == 0 ? 1 : fingerprint);
      if (window.size() > capacity) {
        window.remove(window.iterator().next());
      }
      assertThat(recent.add(fingerprint)).as("seed %d, record %d", seed, i).isEqualTo(isNew);
    }
    assertThat(recent.toArray())
        .as("seed %d", seed)
        .containsExactly(window.stream().mapToLong(Long::longValue).toArray());
  }

  @Test
  void goesOnAfterRestoreAsIfNothingHadHappened() {
    long seed = 42;
    Random random = new Random(seed);
    RecentRecords uninterrupted = new RecentRecords(50);
    RecentRecords restored = new RecentRecords(50);
    for (int i = 0; i < 5_000; i++) {
      long fingerprint = random.nextInt(120);
      assertThat(restored.add(fingerprint))
          .as("seed %d, record %d", seed, i)
          .isEqualTo(uninterrupted.add(fingerprint));
      if (i % 97 == 0) {
        RecentRecords next = new RecentRecords(50);
        for (long saved : restored.toArray()) {
          next.add(saved);
        }
        restored = next;
      }
    }
  }
}
