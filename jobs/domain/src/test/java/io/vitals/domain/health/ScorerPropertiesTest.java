package io.vitals.domain.health;

import static io.vitals.domain.health.HealthFixtures.DICTIONARY;
import static io.vitals.domain.health.HealthFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.ScoreInput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerPropertiesTest {
  private static final int ROUNDS = 400;
  private static final LifecycleStage[] STAGES = LifecycleStage.values();
  private static final String[] SEGMENTS = {"enterprise", "smb", "mid-market", null};

  private final Model first = HealthFixtures.defaultModel();
  private final Model second =
      ModelFile.parse(
          HealthFixtures.defaultYaml()
              .replace("\nversion: 1", "\nversion: 2")
              .replace("[[0, 0], [0.1, 20]", "[[0, 10], [0.1, 20.000001]")
              .replace(
                  "{adoption: 40, engagement: 10, support: 28, commercial: 22}",
                  "{adoption: 40.25, engagement: 9.75, support: 28, commercial: 22}"),
          DICTIONARY);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theLedgerExplainsEveryChangeExactly(long seed) {
    Random random = new Random(seed);
    ScoreState state = ScoreState.initial();
    InputValues inputs = InputValues.builder(DICTIONARY).build();
    VariantFacts variant = new VariantFacts(LifecycleStage.ADOPTING, null, null);
    Model model = first;
    Model written = null;
    Instant now = MONDAY;
    for (int round = 0; round < ROUNDS; round++) {
      String description = "seed " + seed + ", round " + round;
      now = now.plus(Duration.ofMinutes(random.nextInt(300)));
      LateCorrection late = null;
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        inputs = changed(random, inputs);
      }
      if (random.nextInt(5) == 0) {
        InputValues corrected = changed(random, inputs);
        late = new LateCorrection(inputs, corrected);
        inputs = corrected;
      }
      if (random.nextInt(10) == 0) {
        variant = new VariantFacts(pick(random, STAGES), pick(random, SEGMENTS), null);
      }
      if (random.nextInt(15) == 0) {
        model = model == first ? second : first;
      }
      GateFacts gates = new GateFacts(0, random.nextInt(20) * 20, true, 0.0, 1.0, 0.0);
      boolean active = random.nextInt(25) > 0;
      Model known = random.nextBoolean() ? written : null;
      Scored scored =
          Scorer.score(
              model,
              known,
              new ScoringFacts(variant, inputs, late, gates, active),
              state,
              now,
              random.nextBoolean(),
              random.nextInt(10) == 0);
      if (scored.isWorthARow()) {
        checkLedger(description, state, scored);
        written = model;
      }
      if (scored.scoreMicros() != null) {
        checkScore(description, model, scored, inputs);
      }
      state = scored.next();
    }
  }

  private static void checkLedger(String description, ScoreState before, Scored scored) {
    List<LedgerLine> ledger = scored.ledger(List.of());
    if (scored.scoreMicros() == null || scored.previousScoreMicros() == null) {
      assertThat(ledger).as(description).isEmpty();
      return;
    }
    assertThat(HealthFixtures.sum(ledger))
        .as(description)
        .isEqualTo(scored.scoreMicros() - before.scoreMicros());
    assertThat(ledger)
        .as(description)
        .allMatch(line -> line.getDeltaMicros() != 0)
        .allMatch(line -> line.getCause() != LedgerCause.HELD);
  }

  private static void checkScore(
      String description, Model model, Scored scored, InputValues inputs) {
    assertThat(scored.scoreMicros()).as(description).isBetween(0L, 100_000_000L);
    long contributed = scored.inputs().stream().mapToLong(ScoreInput::getContributionMicros).sum();
    assertThat(contributed).as(description).isEqualTo(scored.scoreMicros());
    BigDecimal exact = reference(model.variants().byName(scored.variant()), inputs);
    assertThat(exact.subtract(BigDecimal.valueOf(scored.scoreMicros())).abs())
        .as(description)
        .isLessThanOrEqualTo(new BigDecimal("0.500001"));
    for (ScoreInput input : scored.inputs()) {
      BigDecimal share =
          input.getPointsMicros() == null
              ? BigDecimal.ZERO
              : share(model.variants().byName(scored.variant()), inputs, input);
      assertThat(share.subtract(BigDecimal.valueOf(input.getContributionMicros())).abs())
          .as(description + ", " + input.getName())
          .isLessThanOrEqualTo(BigDecimal.ONE);
    }
  }

  /** The definition, in decimal numbers: the mean of the known components' means. */
  private static BigDecimal reference(Variant variant, InputValues inputs) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int position : variant.inputs()) {
      if (inputs.get(position) instanceof InputValue.Present present) {
        BigDecimal points = BigDecimal.valueOf(variant.curve(position).microsAt(present.value()));
        sum = sum.add(points.multiply(weightOf(variant, inputs, position)));
      }
    }
    return sum;
  }

  private static BigDecimal share(Variant variant, InputValues inputs, ScoreInput input) {
    int position = DICTIONARY.indexOf(input.getName());
    return BigDecimal.valueOf(input.getPointsMicros())
        .multiply(weightOf(variant, inputs, position));
  }

  private static BigDecimal weightOf(Variant variant, InputValues inputs, int position) {
    int component = variant.componentOf(position);
    BigDecimal inComponent = BigDecimal.ZERO;
    BigDecimal all = BigDecimal.ZERO;
    for (int other = 0; other < variant.componentCount(); other++) {
      BigDecimal known = BigDecimal.ZERO;
      for (int candidate : variant.inputs()) {
        if (variant.componentOf(candidate) == other
            && inputs.get(candidate) instanceof InputValue.Present) {
          known = known.add(BigDecimal.valueOf(variant.weight(candidate)));
        }
      }
      all = known.signum() == 0 ? all : all.add(BigDecimal.valueOf(variant.componentWeight(other)));
      inComponent = other == component ? known : inComponent;
    }
    return BigDecimal.valueOf(variant.weight(position))
        .multiply(BigDecimal.valueOf(variant.componentWeight(component)))
        .divide(inComponent.multiply(all), new MathContext(40, RoundingMode.HALF_UP));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void moreOfOneInputsPointsIsNeverALowerScore(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      InputValues inputs = InputValues.builder(DICTIONARY).build();
      for (int changes = 0; changes < 30; changes++) {
        inputs = changed(random, inputs);
      }
      Variant variant = first.variants().byName("mature/standard/daily");
      int position = variant.inputs()[random.nextInt(variant.inputs().length)];
      InputValues one = inputs.with(position, value(random, position));
      InputValues other = inputs.with(position, value(random, position));
      Scorecard left = Scorecard.of(variant, one.values(), one.statuses());
      Scorecard right = Scorecard.of(variant, other.values(), other.statuses());

      boolean fewer = left.points(position) <= right.points(position);
      assertThat(fewer ? left.score() : right.score())
          .as("seed %d, round %d, %s", seed, round, DICTIONARY.inputs().get(position).name())
          .isLessThanOrEqualTo(fewer ? right.score() : left.score());
    }
  }

  private static InputValues changed(Random random, InputValues inputs) {
    int position = random.nextInt(DICTIONARY.inputs().size());
    InputValue value =
        random.nextInt(4) == 0
            ? new InputValue.Missing(pick(random, MissingReason.values()), null)
            : value(random, position);
    return inputs.with(position, value);
  }

  private static InputValue value(Random random, int position) {
    Map<String, Double> widest =
        Map.of("days", 45.0, "hours", 200.0, "points", 140.0, "tickets", 4.0, "ratio", 1.3);
    double span = widest.get(DICTIONARY.inputs().get(position).unit());
    return HealthFixtures.of(random.nextDouble() * span - (span < 2 ? .2 : 0));
  }

  private static <T> T pick(Random random, T[] from) {
    return from[random.nextInt(from.length)];
  }
}
