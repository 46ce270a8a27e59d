package io.vitals.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas that records were ever written with, one numbered file a version beside the code
 * ({@code published/<Record>/v<n>.avsc}), without gaps from 1.
 */
final class PublishedSchemas {
  private PublishedSchemas() {}

  /** The published versions of a record type, oldest first; empty when it has none. */
  static List<Schema> of(String recordName) {
    List<Schema> versions = new ArrayList<>();
    try {
      while (true) {
        String file = "/published/" + recordName + "/v" + (versions.size() + 1) + ".avsc";
        try (InputStream resource = PublishedSchemas.class.getResourceAsStream(file)) {
          if (resource == null) {
            return versions;
          }
          versions.add(new Schema.Parser().parse(resource));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a published schema of " + recordName + " is unreadable", e);
    }
  }
}
