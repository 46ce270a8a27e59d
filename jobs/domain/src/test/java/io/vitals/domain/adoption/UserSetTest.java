package io.vitals.domain.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UserSetTest {
  @Test
  void countsExactlyToTheLimit() {
    Random random = new Random(1);
    UserSet users = UserSet.empty();
    for (int size = 1; size <= UserSet.EXACT_LIMIT; size++) {
      users = users.with(new long[] {random.nextLong()});

      assertThat(users.isExact()).isTrue();
      assertThat(users.count()).isEqualTo(size);
    }

    UserSet above = users.with(new long[] {random.nextLong()});

    assertThat(above.isExact()).isFalse();
    assertThat(above.exact()).isNull();
    assertThat(above.count()).isBetween(256L, 258L);
  }

  @Test
  void estimatesWithinTheStatedError() {
    double sumOfSquares = 0;
    int sets = 40;
    for (int seed = 0; seed < sets; seed++) {
      int size = 2_000 + seed * 1_500;
      double error = (double) UserSet.of(randomUsers(seed, size)).count() / size - 1;

      assertThat(Math.abs(error)).describedAs("seed %d", seed).isLessThan(4 * 0.016);
      sumOfSquares += error * error;
    }
    assertThat(Math.sqrt(sumOfSquares / sets))
        .describedAs("relative standard error over %d sets", sets)
        .isBetween(0.008, 0.020);
  }

  @Test
  void countDependsOnTheUsersAloneNotOnHowTheyWereMerged() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      long[] users = randomUsers(seed, 1 + random.nextInt(3_000));
      List<UserSet> parts = randomParts(random, users);
      UserSet oneByOne = UserSet.empty();
      for (UserSet part : parts) {
        oneByOne = random.nextBoolean() ? oneByOne.with(part) : part.with(oneByOne);
      }

      long expected = UserSet.of(users).count();

      assertThat(oneByOne.count()).describedAs("seed %d", seed).isEqualTo(expected);
      assertThat(UserSet.union(parts).count()).describedAs("seed %d", seed).isEqualTo(expected);
      assertThat(oneByOne.isExact())
          .describedAs("seed %d", seed)
          .isEqualTo(users.length <= UserSet.EXACT_LIMIT);
    }
  }

  @Test
  void mergingChangesNeitherSet() {
    UserSet few = UserSet.of(randomUsers(1, 100));
    UserSet many = UserSet.of(randomUsers(2, 1_000));
    byte[] before = many.sketch().clone();

    assertThat(few.with(many).count()).isGreaterThan(many.count());
    assertThat(few.count()).isEqualTo(100);
    assertThat(many.sketch()).isEqualTo(before);
  }

  @Test
  void sketchStaysSmall() {
    assertThat(UserSet.of(randomUsers(3, 50_000)).sketch()).hasSizeLessThan(2_300);
  }

  @Test
  void missingComponentsRestoreAsTheEmptySet() {
    assertThat(new UserSet(null, null).count()).isZero();
    assertThat(new UserSet(null, null).isExact()).isTrue();
  }

  /** Overlapping parts that together are all users. */
  private static List<UserSet> randomParts(Random random, long[] users) {
    List<UserSet> parts = new ArrayList<>();
    for (int at = 0; at < users.length; ) {
      int from = Math.max(0, at - random.nextInt(200));
      int until = Math.min(users.length, at + 1 + random.nextInt(800));
      parts.add(UserSet.of(Arrays.copyOfRange(users, from, until)));
      at = until;
    }
    Collections.shuffle(parts, random);
    return parts;
  }

  private static long[] randomUsers(long seed, int size) {
    return new Random(seed).longs().distinct().limit(size).sorted().toArray();
  }
}
