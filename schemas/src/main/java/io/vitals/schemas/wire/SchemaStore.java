package io.vitals.schemas.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Writer schemas by fingerprint. Bundled with the code, so that no registry is needed to read what
 * was ever written: the current schema of every record and the published ones of former releases.
 * Immutable.
 */
public final class SchemaStore {
  private final Map<Long, Schema> byFingerprint;

  private SchemaStore(Map<Long, Schema> byFingerprint) {
    this.byFingerprint = byFingerprint;
  }

  /** A store of exactly these schemas; of two with one fingerprint the later. */
  public static SchemaStore of(Iterable<Schema> schemas) {
    Map<Long, Schema> byFingerprint = new HashMap<>();
    for (Schema schema : schemas) {
      byFingerprint.put(fingerprint(schema), schema);
    }
    return new SchemaStore(Map.copyOf(byFingerprint));
  }

  /** The writer schema with this fingerprint, if it is known. */
  public Optional<Schema> find(long fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint));
  }

  /** CRC-64-AVRO fingerprint of the schema's parsing canonical form. */
  public static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }
}
