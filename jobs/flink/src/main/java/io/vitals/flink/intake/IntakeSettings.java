package io.vitals.flink.intake;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * What intake needs to know.
 *
 * @param sources ids of the declared sources
 * @param userHashKey secret that user ids are hashed with, at least 16 bytes
 * @param userHashKeyVersion which key that is
 * @param unresolvedGrace how long (of ingest time) a record waits for its account's key, or its
 *     parent's, to be mapped
 * @param maxParked how many records a subtask lets wait
 * @param recentRecords how many recent records of a partition are remembered to tell duplicates
 */
public record IntakeSettings(
    Set<String> sources,
    byte[] userHashKey,
    int userHashKeyVersion,
    Duration unresolvedGrace,
    int maxParked,
    int recentRecords)
    implements Serializable {

  @Override
  public String toString() {
    return "IntakeSettings[sources=%s, userHashKey=***, userHashKeyVersion=%d, unresolvedGrace=%s, maxParked=%d, recentRecords=%d]"
        .formatted(sources, userHashKeyVersion, unresolvedGrace, maxParked, recentRecords);
  }
}
