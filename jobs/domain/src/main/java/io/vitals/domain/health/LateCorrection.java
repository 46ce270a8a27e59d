package io.vitals.domain.health;

import io.vitals.schemas.Entity;
import java.util.Collections;
import java.util.Set;

/**
 * What late data changed: the inputs at the same instant without and with it. Only inputs that
 * differ are corrected.
 *
 * @param before the inputs as if the late data had not come
 * @param after the inputs with it
 */
public record LateCorrection(InputValues before, InputValues after) {

  /**
   * What the data of sources changed that were behind and have caught up: all of the difference to
   * the last row in the inputs they feed.
   *
   * @param recovered what was behind
   * @param last the last row
   * @param now the inputs now
   * @param model the model in force, whose dictionary says what feeds an input
   */
  public static LateCorrection recovered(
      Set<Entity> recovered, ScoreState last, InputValues now, Model model) {
    InputValues before = now;
    for (int position = 0; position < now.values().length; position++) {
      boolean fed =
          !Collections.disjoint(model.dictionary().inputs().get(position).sources(), recovered);
      if (fed && last.status(position) == InputValues.PRESENT) {
        before = before.withValue(position, last.value(position));
      }
    }
    return new LateCorrection(before, now);
  }
}
