package io.vitals.flink.intake;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What intake needs to know.
 *
 * @param eventNames the taxonomy of each declared source by its id; empty: it has none
 * @param userHashKey secret that user ids are hashed with, at least 16 bytes
 * @param userHashKeyVersion which key that is
 * @param unresolvedGrace how long (of ingest time) a record waits for its account's key, or its
 *     parent's, to be mapped
 * @param maxParked how many records a subtask lets wait
 * @param recentRecords how many recent records of a partition are remembered to tell duplicates
 */
public record IntakeSettings(
    Map<String, Set<String>> eventNames,
    byte[] userHashKey,
    int userHashKeyVersion,
    Duration unresolvedGrace,
    int maxParked,
    int recentRecords)
    implements Serializable {

  @Override
  public String toString() {
    return "IntakeSettings[eventNames=%s, userHashKey=***, userHashKeyVersion=%d, unresolvedGrace=%s, maxParked=%d, recentRecords=%d]"
        .formatted(eventNames, userHashKeyVersion, unresolvedGrace, maxParked, recentRecords);
  }
}
