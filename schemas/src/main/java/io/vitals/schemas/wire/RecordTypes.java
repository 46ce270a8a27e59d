package io.vitals.schemas.wire;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AnomalyDecision;
import io.vitals.schemas.BandMovement;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.ControlTotal;
import io.vitals.schemas.HealthModel;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Every record type that stands on a topic of its own right. */
public final class RecordTypes {
  private static final Map<Class<? extends SpecificRecord>, Schema> SCHEMAS =
      Map.ofEntries(
          Map.entry(ClockTick.class, ClockTick.getClassSchema()),
          Map.entry(Heartbeat.class, Heartbeat.getClassSchema()),
          Map.entry(Punctuation.class, Punctuation.getClassSchema()),
          Map.entry(IdentityMapping.class, IdentityMapping.getClassSchema()),
          Map.entry(TelemetryEvent.class, TelemetryEvent.getClassSchema()),
          Map.entry(TicketChange.class, TicketChange.getClassSchema()),
          Map.entry(AccountChange.class, AccountChange.getClassSchema()),
          Map.entry(SubscriptionChange.class, SubscriptionChange.getClassSchema()),
          Map.entry(ChurnOutcome.class, ChurnOutcome.getClassSchema()),
          Map.entry(HealthModel.class, HealthModel.getClassSchema()),
          Map.entry(SourceArrivals.class, SourceArrivals.getClassSchema()),
          Map.entry(SourceFreshness.class, SourceFreshness.getClassSchema()),
          Map.entry(RejectedRecord.class, RejectedRecord.getClassSchema()),
          Map.entry(AccountScore.class, AccountScore.getClassSchema()),
          Map.entry(AccountHealth.class, AccountHealth.getClassSchema()),
          Map.entry(BandMovement.class, BandMovement.getClassSchema()),
          Map.entry(ControlTotal.class, ControlTotal.getClassSchema()),
          Map.entry(SourceBreak.class, SourceBreak.getClassSchema()),
          Map.entry(QualityException.class, QualityException.getClassSchema()),
          Map.entry(QualityRatio.class, QualityRatio.getClassSchema()),
          Map.entry(Reconciliation.class, Reconciliation.getClassSchema()),
          Map.entry(Signal.class, Signal.getClassSchema()),
          Map.entry(AnomalyDecision.class, AnomalyDecision.getClassSchema()),
          Map.entry(Alert.class, Alert.getClassSchema()),
          Map.entry(AlertVerdict.class, AlertVerdict.getClassSchema()));

  private static final Map<String, Schema> BY_NAME = byName();

  private static final SchemaStore BUNDLED = SchemaStore.of(withPublished(SCHEMAS.values()));

  private RecordTypes() {}

  /** Every record type with its current schema, by name. */
  public static Map<String, Schema> all() {
    return BY_NAME;
  }

  /**
   * The current schema of a record type.
   *
   * @throws IllegalArgumentException if the type is not a record of a topic
   */
  public static Schema schemaOf(Class<? extends SpecificRecord> type) {
    Schema schema = SCHEMAS.get(type);
    if (schema == null) {
      throw new IllegalArgumentException(type + " is not a record of a topic");
    }
    return schema;
  }

  /** The store of every writer schema that ships with the code: the current and the published. */
  public static SchemaStore bundledSchemas() {
    return BUNDLED;
  }

  private static Map<String, Schema> byName() {
    Map<String, Schema> byName = new TreeMap<>();
    SCHEMAS.values().forEach(schema -> byName.put(schema.getName(), schema));
    return Collections.unmodifiableMap(byName);
  }

  private static List<Schema> withPublished(Collection<Schema> currentSchemas) {
    List<Schema> schemas = new ArrayList<>();
    currentSchemas.forEach(current -> schemas.addAll(PublishedSchemas.of(current.getName())));
    schemas.addAll(currentSchemas);
    return schemas;
  }
}
