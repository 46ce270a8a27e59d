package io.vitals.domain.adoption;

import io.vitals.schemas.TelemetryEvent;
import java.time.Instant;

/** One telemetry record of a test, with its times. */
record Usage(Instant at, Instant learned, int quantity, Long user, String feature) {
  static Usage at(String instant) {
    return new Usage(Instant.parse(instant), Instant.parse(instant), 1, null, null);
  }

  Usage by(long newUser) {
    return new Usage(at, learned, quantity, newUser, feature);
  }

  Usage of(String newFeature) {
    return new Usage(at, learned, quantity, user, newFeature);
  }

  Usage times(int newQuantity) {
    return new Usage(at, learned, newQuantity, user, feature);
  }

  Usage learnedAt(String instant) {
    return new Usage(at, Instant.parse(instant), quantity, user, feature);
  }

  int eventHour() {
    return Days.hourOf(at.toEpochMilli());
  }

  int ingestHour() {
    return Days.hourOf(learned.toEpochMilli());
  }

  TelemetryEvent event() {
    return TelemetryEvent.newBuilder()
        .setSource("product")
        .setEventId("e")
        .setAccountKey("k")
        .setAccountId("acme:1")
        .setEventName("used")
        .setEventTime(at)
        .setIngestTime(learned)
        .setQuantity(quantity)
        .setUserHash(user)
        .setFeature(feature)
        .build();
  }

  UsageDelta delta() {
    UsageAccumulator accumulator = new UsageAccumulator("acme:1", eventHour(), ingestHour());
    accumulator.add(event());
    return accumulator.toDelta();
  }
}
