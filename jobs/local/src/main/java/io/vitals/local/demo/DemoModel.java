package io.vitals.local.demo;

import io.vitals.domain.health.ModelFile;
import io.vitals.local.simulator.Product;

/** The health model of the simulated company: the default with the key features of its product. */
final class DemoModel {
  private DemoModel() {}

  /** The model file. */
  static String text() {
    String keyFeatures = String.join(", ", Product.KEY_FEATURES);
    return replaced(
        replaced(ModelFile.defaultModel(), "\nid: default\n", "\nid: demo\n"),
        "\nkey_features: {}\n",
        "\nkey_features: {default: [" + keyFeatures + "]}\n");
  }

  private static String replaced(String model, String old, String other) {
    if (!model.contains(old)) {
      throw new IllegalStateException("the default model has no line" + old);
    }
    return model.replace(old, other);
  }
}
