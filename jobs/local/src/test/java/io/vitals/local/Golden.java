package io.vitals.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Texts as people see them, kept as files so that each change shows in the diff. With {@code
 * -Dvitals.renew-golden=src/test/resources/golden} they are written anew.
 */
public final class Golden {

  private Golden() {}

  /** Expects the lines to be those of {@code golden/NAME}. */
  public static void assertLines(List<String> lines, String name) {
    assertText(String.join("\n", lines) + "\n", name);
  }

  /** Expects the text to be that of {@code golden/NAME}. */
  public static void assertText(String text, String name) {
    String renewed = System.getProperty("vitals.renew-golden");
    if (renewed != null) {
      write(Path.of(renewed, name), text);
      return;
    }
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("golden/%s; the text was:\n%s", name, text).isNotNull();
      assertThat(text).as(name).isEqualTo(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
