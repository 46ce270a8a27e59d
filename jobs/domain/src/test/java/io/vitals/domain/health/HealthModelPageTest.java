package io.vitals.domain.health;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docs/health-model.md} reads the default model aloud: nothing else, and all of it. */
class HealthModelPageTest {
  private static final Path PAGE = Path.of("../../docs/health-model.md");

  @Test
  void tellsWeightAndCurveOfEveryInput() throws Exception {
    Map<String, List<String>> rows = rows();
    Map<String, Map<?, ?>> inputs = inputs();
    assertThat(rows.keySet()).isEqualTo(inputs.keySet());
    inputs.forEach(
        (name, input) -> {
          List<String> cells = rows.get(name);
          assertThat(cells.get(1)).as(name + ": weight").isEqualTo(input.get("weight").toString());
          assertThat(cells.get(2)).as(name + ": curve").startsWith(curve(input.get("curve")));
          if (input.get("weekly_curve") != null) {
            assertThat(cells.get(2))
                .as(name + ": where use is weekly")
                .contains("weekly use: " + curve(input.get("weekly_curve")));
          }
        });
  }

  /** Cells of the rows whose first cell names an input. */
  private static Map<String, List<String>> rows() throws Exception {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.matches("\\| `\\w+\\.\\w+`.*")) {
        List<String> cells = List.of(line.substring(2).split(" \\| "));
        rows.put(cells.get(0).split("`", -1)[1], cells);
      }
    }
    return rows;
  }

  private static Map<String, Map<?, ?>> inputs() throws Exception {
    try (InputStream file = Model.class.getResourceAsStream("/models/default.yaml")) {
      Load load = new Load(LoadSettings.builder().build());
      Map<?, ?> model = (Map<?, ?>) load.loadFromInputStream(Objects.requireNonNull(file));
      Map<String, Map<?, ?>> inputs = new TreeMap<>();
      for (Object component : ((Map<?, ?>) model.get("components")).values()) {
        ((Map<?, ?>) ((Map<?, ?>) component).get("inputs"))
            .forEach((name, input) -> inputs.put((String) name, (Map<?, ?>) input));
      }
      return inputs;
    }
  }

  private static String curve(Object knots) {
    return ((List<?>) knots)
        .stream().map(knot -> number(knot, 0) + " -> " + number(knot, 1)).collect(joining(", "));
  }

  private static String number(Object knot, int index) {
    return new BigDecimal(((List<?>) knot).get(index).toString()).toPlainString();
  }
}
