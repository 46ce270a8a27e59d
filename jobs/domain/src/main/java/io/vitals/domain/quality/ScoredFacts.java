package io.vitals.domain.quality;

import io.vitals.schemas.AccountScore;
import io.vitals.schemas.Entity;
import io.vitals.schemas.InputStatus;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.ScoreInput;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an account's last score row tells that quality asks for.
 *
 * @param scored whether there was a row
 * @param usageBefore telemetry records before their subscription began
 * @param usageAfter telemetry records after their subscription ended
 * @param known names of the inputs that count and are known
 * @param missing names of the inputs that count and are missing without being declared so
 * @param reasons why each of them is missing
 * @param fedBy what feeds the inputs that have a source
 */
public record ScoredFacts(
    boolean scored,
    long usageBefore,
    long usageAfter,
    List<String> known,
    List<String> missing,
    List<String> reasons,
    List<Entity> fedBy) {

  /** Reads absent parts as none. */
  public ScoredFacts {
    known = known == null ? List.of() : known;
    missing = missing == null ? List.of() : missing;
    reasons = reasons == null ? List.of() : reasons;
    fedBy = fedBy == null ? List.of() : fedBy;
  }

  static ScoredFacts none() {
    return new ScoredFacts(false, 0, 0, null, null, null, null);
  }

  /** Whether an input that applies to the account is missing. */
  public static boolean isLacking(ScoreInput input) {
    return input.getStatus() == InputStatus.MISSING
        && input.getMissingReason() != MissingReason.NOT_APPLICABLE;
  }

  /** What a row tells. */
  public static ScoredFacts of(AccountScore row) {
    List<String> known = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    Set<Entity> fedBy = EnumSet.noneOf(Entity.class);
    for (ScoreInput input : row.getInputs()) {
      boolean counts =
          input.getWeightMicros() > 0 || input.getMissingReason() != MissingReason.NOT_APPLICABLE;
      if (!counts) {
        continue;
      }
      boolean isKnown = input.getStatus() != InputStatus.MISSING;
      if (isLacking(input)) {
        missing.add(input.getName());
        reasons.add(String.valueOf(input.getMissingReason()).toLowerCase(Locale.ROOT));
      } else if (isKnown) {
        known.add(input.getName());
      }
      if (isKnown || input.getSource() != null) {
        fedBy.addAll(input.getEntities());
      }
    }
    return new ScoredFacts(
        true,
        row.getFacts().getUsageBeforeSubscription(),
        row.getFacts().getUsageAfterSubscription(),
        known,
        missing,
        reasons,
        List.copyOf(fedBy));
  }
}
