package io.vitals.local.history;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.freshness.SourcesFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sources files that ship with the product: {@code demo} and {@code ravenstack}. */
public final class SourceDeclarations {
  private SourceDeclarations() {}

  /**
   * The sources of a bundled file, in its order.
   *
   * @param name its name, without folder and ending
   * @throws IllegalArgumentException if no such file ships
   */
  public static List<SourceDeclaration> bundled(String name) {
    return SourcesFile.parse(bundledText(name));
  }

  /**
   * The text of a bundled file, for who starts from it.
   *
   * @throws IllegalArgumentException if no such file ships
   */
  public static String bundledText(String name) {
    try (InputStream file =
        SourceDeclarations.class.getResourceAsStream("/sources/" + name + ".yaml")) {
      if (file == null) {
        throw new IllegalArgumentException("no sources file " + name + " ships with Vitals");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
