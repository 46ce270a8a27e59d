package io.vitals.domain.health;

import static io.vitals.domain.health.BandState.NEVER;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.GateApplied;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.InputStatus;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.metrics.InputDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An account's score at an instant: everything a row of {@code account.score} says of it. Inputs,
 * gates and ledger are worked out when asked for; ask only when a row is written.
 */
public final class Scored {
  private final Model model;
  private final Model known;
  private final ScoringFacts facts;
  private final Scorecard card;
  private final ScoreState previous;
  private final double[] lateValues;
  private final BandState bands;
  private final boolean worthARow;
  private final boolean closing;
  private final ScoreState next;

  Scored(
      Model model,
      Model known,
      ScoringFacts facts,
      Scorecard card,
      ScoreState previous,
      double[] lateValues,
      BandState bands,
      boolean worthARow,
      boolean closing,
      ScoreState next) {
    this.model = model;
    this.known = known;
    this.facts = facts;
    this.card = card;
    this.previous = previous;
    this.lateValues = lateValues;
    this.bands = bands;
    this.worthARow = worthARow;
    this.closing = closing;
    this.next = next;
  }

  /**
   * Whether a row must be written: the score in whole points, the band, the coverage or the input
   * that costs most points differ from the last row, or that is a day old. {@link #next()} takes it
   * that the row is then written.
   */
  public boolean isWorthARow() {
    return worthARow;
  }

  /**
   * Whether the row is one of an hour's close: it closes an hour and differs from the last such row
   * in score, band or coverage, or that is a day old. A row at a close that only takes back a
   * provisional one is provisional too, so that two runs have the same rows of closes.
   */
  public boolean isFinal() {
    return closing;
  }

  /** What to remember. */
  public ScoreState next() {
    return next;
  }

  /** Score in micro-points, 0 to 100 points; null when there is none. */
  public Long scoreMicros() {
    return nullable(card.score());
  }

  /** Weight present over weight applicable in millionths; null when nothing is applicable. */
  public Long coverageMicros() {
    return nullable(card.coverage());
  }

  /** Shares of weight below which the model only warns or does not say. */
  public ConfidenceFloors floors() {
    return model.floors();
  }

  private static Long nullable(long number) {
    return number == Scorecard.NONE ? null : number;
  }

  /** The band by the score alone, with hysteresis and dwell. */
  public HealthBand bandBeforeGates() {
    boolean scored = bands.shown() != HealthBand.UNKNOWN && bands.shown() != HealthBand.NOT_SCORED;
    return scored ? bands.level() : bands.shown();
  }

  /** The band after the gates. */
  public HealthBand band() {
    return bands.shown();
  }

  /** Since when {@link #band()}. */
  public Instant bandSince() {
    return Instant.ofEpochMilli(bands.shownSince());
  }

  /** The model, {@code id@version}. */
  public String model() {
    return model.reference();
  }

  /** The model's hash. */
  public String modelHash() {
    return model.hash();
  }

  /** Stage, segment and expected use the model was read for. */
  public String variant() {
    return card.variant().name();
  }

  /** Instant of the row before; null on the first. */
  public Instant previousTime() {
    return previous.hasRow() ? Instant.ofEpochMilli(previous.last().time()) : null;
  }

  /** Score of the row before; null when it had none or there was none. */
  public Long previousScoreMicros() {
    return previous.hasRow() ? nullable(previous.scoreMicros()) : null;
  }

  /**
   * What changed since the row before; the lines sum exactly to the change.
   *
   * @param correctedHours hours since the epoch that late data corrected since then: lines of late
   *     data name them
   */
  public List<LedgerLine> ledger(List<Integer> correctedHours) {
    return DriverLedger.walk(
        previous,
        known,
        model,
        card,
        facts.inputs(),
        lateValues,
        CorrectedHours.words(correctedHours));
  }

  /** The gates that act, each with its lowest cap. */
  public List<GateApplied> gates() {
    return model.gates().applied(bands.gates(), card);
  }

  /** Each input that counts in the variant, in dictionary order; contributions sum to the score. */
  public List<ScoreInput> inputs() {
    long[] contributions = card.contributions();
    List<ScoreInput> inputs = new ArrayList<>();
    for (int position : card.variant().inputs()) {
      inputs.add(input(position, contributions[position]));
    }
    return inputs;
  }

  private ScoreInput input(int position, long contribution) {
    InputDefinition definition = model.dictionary().inputs().get(position);
    byte status = facts.inputs().statuses()[position];
    boolean present = status == InputValues.PRESENT;
    Provenance provenance = facts.inputs().provenance(position);
    return ScoreInput.newBuilder()
        .setName(definition.name())
        .setValue(present ? facts.inputs().values()[position] : null)
        .setPointsMicros(nullable(card.points(position)))
        .setWeightMicros(card.variant().effectiveMicros(position))
        .setContributionMicros(contribution)
        .setStatus(present ? InputStatus.FRESH : InputStatus.MISSING)
        .setMissingReason(InputValues.reason(status))
        .setEventTime(provenance == null ? null : provenance.eventTime())
        .setIngestTime(provenance == null ? null : provenance.ingestTime())
        .setSource(provenance == null ? null : provenance.source())
        .setEntities(definition.sources())
        .build();
  }

  /**
   * When a dwell or a gate's release would next change something although no input changes; empty
   * when nothing would. Set a timer and score again then.
   */
  public Optional<Instant> nextBandMoment() {
    long bandMoment = model.bandRule().nextMoment(bands);
    long moment = BandRule.earlier(bandMoment, model.gates().nextMoment(bands.gates()));
    return moment == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(moment));
  }
}
