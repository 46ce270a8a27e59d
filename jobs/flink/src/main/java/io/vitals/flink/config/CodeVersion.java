package io.vitals.flink.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the code that runs: every score carries it. */
public final class CodeVersion {
  private static final String RESOURCE = "/vitals-version.properties";

  private CodeVersion() {}

  /** The version, as the build wrote it. */
  public static String current() {
    Properties properties = new Properties();
    try (InputStream resource = CodeVersion.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the build");
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
