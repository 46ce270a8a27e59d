package io.vitals.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarNameTest {
  private static final List<String> KNOWN = List.of("feature_used", "login", "report_opened");

  @Test
  void aRenamedEventIsLikeItsOldName() {
    assertThat(SimilarName.of("featureUsed", KNOWN)).contains("feature_used");
    assertThat(SimilarName.of("LOGIN", KNOWN)).contains("login");
    assertThat(SimilarName.of("report_open", KNOWN)).contains("report_opened");
    assertThat(SimilarName.of("ab", List.of("abd", "abc"))).as("the first").contains("abd");
  }

  @Test
  void anotherEventIsLikeNone() {
    assertThat(SimilarName.of("logout", KNOWN)).isEmpty();
    assertThat(SimilarName.of("x", List.of("y"))).isEmpty();
    assertThat(SimilarName.of("login", List.of())).isEmpty();
  }

  @Test
  void theDistanceIsThatOfItsRecursiveDefinition() {
    long seed = 3;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String one = text(random);
      String other = text(random);
      assertThat(SimilarName.distance(one, other))
          .as("seed %d: %s, %s", seed, one, other)
          .isEqualTo(distance(one, other));
    }
  }

  private static int distance(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.length() + other.length();
    }
    String restOfOne = one.substring(1);
    String restOfOther = other.substring(1);
    int changed = one.charAt(0) == other.charAt(0) ? 0 : 1;
    return Math.min(
        changed + distance(restOfOne, restOfOther),
        1 + Math.min(distance(restOfOne, other), distance(one, restOfOther)));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }
}
