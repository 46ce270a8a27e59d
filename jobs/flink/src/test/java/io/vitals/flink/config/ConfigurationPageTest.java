package io.vitals.flink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final String WRITE_ANEW =
      "./mvnw -q test -pl jobs/flink -am -Dtest=ConfigurationPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dvitals.docs.write=true";

  @Test
  void thePageIsThatOfTheOptions() throws IOException {
    Path page = root().resolve("docs/configuration.md");
    if (Boolean.getBoolean("vitals.docs.write")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, ConfigurationPage.text());
    }
    assertThat(page).as("write it anew with: %s", WRITE_ANEW).hasContent(ConfigurationPage.text());
  }

  @Test
  void everyOptionIsOnThePageAndSaysWhatItIs() throws IllegalAccessException {
    List<ConfigOption<?>> declared = new ArrayList<>();
    for (Field field : JobOptions.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
        declared.add((ConfigOption<?>) field.get(null));
      }
    }
    assertThat(JobOptions.ALL).containsExactlyInAnyOrderElementsOf(declared);
    assertThat(ConfigurationPage.text()).doesNotContain("|  |");
  }

  @Test
  void everyEngineSettingSaysWhy() {
    assertThat(FlinkDefaults.configuration().keySet())
        .containsExactlyInAnyOrderElementsOf(ConfigurationPage.WHY.keySet());
  }

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("mvnw"))) {
      directory = directory.getParent();
    }
    return directory;
  }
}
