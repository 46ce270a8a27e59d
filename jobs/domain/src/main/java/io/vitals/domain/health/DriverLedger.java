package io.vitals.domain.health;

import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.metrics.MetricDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Why a score changed since the last row: the walk from what was then to what is now, one thing at
 * a time, each step its score after minus its score before. So the lines sum exactly to the change
 * and nothing is left over. The order is fixed:
 *
 * <ol>
 *   <li>late corrections,
 *   <li>inputs that became known or missing,
 *   <li>the model,
 *   <li>the variant,
 *   <li>the customer: each input in dictionary order.
 * </ol>
 *
 * <p>When the model of the last row is no longer known, the model's step comes first: before is the
 * score as stored. A step that leaves nothing to score is counted with the next one.
 */
final class DriverLedger {
  private final ScoreState before;
  private final Scorecard now;
  private final InputValues inputs;
  private final double[] lateValues;
  private final String lateText;
  private final MetricDictionary dictionary;
  private final double[] values;
  private final byte[] statuses;
  private final List<LedgerLine> lines = new ArrayList<>();
  private Variant variant;
  private long score;

  private DriverLedger(
      ScoreState before,
      Scorecard now,
      InputValues inputs,
      double[] lateValues,
      String lateHours,
      MetricDictionary dictionary) {
    this.dictionary = dictionary;
    this.before = before;
    this.now = now;
    this.inputs = inputs;
    this.lateValues = lateValues;
    this.lateText = lateHours.isEmpty() ? "late data: " : "late data of " + lateHours + ": ";
    int size = inputs.values().length;
    values = Arrays.copyOf(before.values(), size);
    statuses = Arrays.copyOf(before.statuses(), size);
    Arrays.fill(values, Math.min(size, before.values().length), size, Double.NaN);
    Arrays.fill(statuses, Math.min(size, before.statuses().length), size, InputValues.NEVER_SEEN);
    score = before.scoreMicros();
  }

  /**
   * The lines from the last row to now; none when either has no score.
   *
   * @param before what the last row left
   * @param known the model of the last row; null when it is no longer known
   * @param model the model now
   * @param now the score now
   * @param inputs the inputs now
   * @param lateValues the last row's values with late corrections; null without any
   * @param lateHours the hours corrected, in words; empty when none is named
   */
  static List<LedgerLine> walk(
      ScoreState before,
      Model known,
      Model model,
      Scorecard now,
      InputValues inputs,
      double[] lateValues,
      String lateHours) {
    if (!before.hasRow()
        || before.scoreMicros() == Scorecard.NONE
        || now.score() == Scorecard.NONE) {
      return List.of();
    }
    return new DriverLedger(before, now, inputs, lateValues, lateHours, model.dictionary())
        .lines(known, model);
  }

  private List<LedgerLine> lines(Model known, Model model) {
    boolean sameModel = model.hash().equals(before.modelHash());
    Model old = sameModel ? model : known;
    boolean oldKnown =
        old != null
            && old.hash().equals(before.modelHash())
            && old.variants().byName(before.variant()) != null;
    Variant sameVariant = model.variants().byName(before.variant());
    Variant renewed = sameVariant == null ? now.variant() : sameVariant;
    String modelText =
        sameModel
            ? "scoring changed"
            : "model " + before.modelReference() + " -> " + model.reference();
    variant = oldKnown ? old.variants().byName(before.variant()) : renewed;
    step(LedgerCause.MODEL, -1, oldKnown ? "scoring changed" : modelText);
    lateCorrections();
    knownOrMissing(sameModel);
    if (!sameModel) {
      declareNotApplicable();
      variant = renewed;
      step(LedgerCause.MODEL, -1, modelText);
    }
    if (variant != now.variant()) {
      String text = "variant " + variant.name() + " -> " + now.variant().name();
      variant = now.variant();
      step(LedgerCause.STAGE, -1, text);
    }
    customer();
    return lines;
  }

  private void lateCorrections() {
    if (lateValues == null) {
      return;
    }
    for (int position = 0; position < Math.min(values.length, lateValues.length); position++) {
      if (statuses[position] == InputValues.PRESENT && values[position] != lateValues[position]) {
        change(LedgerCause.LATE_DATA, position, lateValues[position], lateText);
      }
    }
  }

  private void knownOrMissing(boolean sameModel) {
    for (int position = 0; position < values.length; position++) {
      byte status = inputs.statuses()[position];
      if (statuses[position] != status && (sameModel || !isDeclared(position))) {
        statuses[position] = status;
        values[position] = inputs.values()[position];
        step(LedgerCause.DATA, position, dataText(position, status));
      }
    }
  }

  /** What applies is declared by the model, so its change is part of the model's step. */
  private void declareNotApplicable() {
    for (int position = 0; position < values.length; position++) {
      if (statuses[position] != inputs.statuses()[position]) {
        statuses[position] = inputs.statuses()[position];
        values[position] = inputs.values()[position];
      }
    }
  }

  private boolean isDeclared(int position) {
    return statuses[position] == InputValues.NOT_APPLICABLE
        || inputs.statuses()[position] == InputValues.NOT_APPLICABLE;
  }

  private String dataText(int position, byte status) {
    if (status == InputValues.PRESENT) {
      return shortName(position) + " known: " + Words.number(values[position]);
    }
    String reason = InputValues.reason(status).name().toLowerCase(Locale.ROOT);
    return shortName(position) + " missing (" + reason + ")";
  }

  private void customer() {
    for (int position = 0; position < values.length; position++) {
      if (statuses[position] == InputValues.PRESENT
          && values[position] != inputs.values()[position]) {
        change(LedgerCause.CUSTOMER, position, inputs.values()[position], "");
      }
    }
  }

  private void change(LedgerCause cause, int position, double to, String prefix) {
    String text =
        prefix
            + shortName(position)
            + " "
            + Words.number(values[position])
            + " -> "
            + Words.number(to);
    values[position] = to;
    step(cause, position, text);
  }

  private void step(LedgerCause cause, int position, String text) {
    long after = Scorecard.of(variant, values, statuses).score();
    if (after == Scorecard.NONE || after == score) {
      return;
    }
    lines.add(
        LedgerLine.newBuilder()
            .setCause(cause)
            .setInput(position < 0 ? null : dictionary.inputs().get(position).name())
            .setDeltaMicros(after - score)
            .setText(text)
            .build());
    score = after;
  }

  private String shortName(int position) {
    return dictionary.inputs().get(position).shortName();
  }
}
