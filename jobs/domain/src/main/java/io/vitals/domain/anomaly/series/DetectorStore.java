package io.vitals.domain.anomaly.series;

/** Where the memories of a subject's detectors are kept between points. */
public interface DetectorStore {
  /** A memory; null when there is none of this name. */
  byte[] get(String name) throws Exception;

  /** Keeps a memory. */
  void put(String name, byte[] memory) throws Exception;
}
