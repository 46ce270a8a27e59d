package io.vitals.domain.health;

import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.metrics.MetricDictionary;
import io.vitals.schemas.yaml.YamlSection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a health model; {@code models/default.yaml} documents every key. */
public final class ModelFile {
  /** The resource that holds the default model. */
  public static final String DEFAULT_RESOURCE = "models/default.yaml";

  /** The text of the default model, as it comes with the code. */
  public static String defaultModel() {
    try (InputStream resource =
        ModelFile.class.getClassLoader().getResourceAsStream(DEFAULT_RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(DEFAULT_RESOURCE + " is missing from the build");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final int HUNDRED_POINTS = 10_000;

  private final MetricDictionary dictionary;
  private final List<String> errors = new ArrayList<>();
  private final List<Component> components = new ArrayList<>();
  private final Map<LifecycleStage, StageWeights> stages = new EnumMap<>(LifecycleStage.class);
  private final Set<String> segments = new HashSet<>();
  private final Set<Integer> seen = new HashSet<>();

  private ModelFile(MetricDictionary dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * Reads and validates a model.
   *
   * @param yaml the file, whole: its SHA-256 is the model's hash
   * @param dictionary what its inputs must be defined in
   * @throws InvalidModelException with all mistakes at once
   */
  public static Model parse(String yaml, MetricDictionary dictionary) {
    return new ModelFile(dictionary).read(yaml);
  }

  private Model read(String yaml) {
    YamlSection file = YamlSection.parse(yaml, errors);
    ModelHeader header = header(file, yaml);
    components(file.requiredSection("components"));
    String defaultStage = file.requiredText("default_stage");
    stages(file.requiredSection("stages"));
    LifecycleStage usual = stage(defaultStage);
    if (!defaultStage.isEmpty() && !stages.containsKey(usual)) {
      file.error("default_stage", "\"" + defaultStage + "\" is not one of stages: add it there");
    }
    Variants.Uses uses = uses(file.section("expected_use"));
    BandLimits bands = bands(file.requiredSection("bands"));
    ConfidenceFloors floors = floors(file.requiredSection("confidence"));
    GateSection gateSection = new GateSection(file.requiredSection("gates"), components, segments);
    List<GateRule> gates = gateSection.rules();
    Duration release = gateSection.releaseAfter();
    Map<String, List<String>> keyFeatures = lists(file.section("key_features"));
    Map<String, List<String>> entitled = lists(file.section("entitled"));
    NotApplicable notApplicable = NotApplicable.read(file.section("not_applicable"), dictionary);
    file.rejectUnknownKeys();
    if (!errors.isEmpty()) {
      throw new InvalidModelException(errors);
    }
    Variants variants =
        new Variants(components, stages, usual, uses, segments, dictionary.inputs().size());
    return new Model(
        header,
        dictionary,
        components,
        variants,
        bands,
        floors,
        new Gates(gates, release, floors),
        keyFeatures,
        entitled,
        notApplicable);
  }

  private static ModelHeader header(YamlSection file, String yaml) {
    String id = file.requiredText("id");
    int version = file.requiredCount("version");
    Instant effectiveFrom = file.instant("effective_from");
    if (!file.has("effective_from")) {
      file.error("effective_from", "is missing: write the instant from which on it scores");
    }
    String approvedBy = file.text("approved_by");
    Instant approvedAt = file.instant("approved_at");
    if (file.has("approved_by") != file.has("approved_at")) {
      file.error("approved_by", "goes with approved_at: write both, or none for a challenger");
    }
    return new ModelHeader(id, version, hash(yaml), effectiveFrom, approvedBy, approvedAt);
  }

  private static String hash(String yaml) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(yaml.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("Every Java platform has SHA-256", absent);
    }
  }

  private void components(YamlSection section) {
    for (String name : section.keys()) {
      YamlSection component = section.section(name);
      long weight = hundredths(component, "weight");
      List<Component.WeightedInput> inputs = new ArrayList<>();
      YamlSection entries = component.requiredSection("inputs");
      for (String input : entries.keys()) {
        inputs.add(input(entries, input));
      }
      checkSum(component, inputs, weight, false);
      checkSum(component, inputs, weight, true);
      component.rejectUnknownKeys();
      components.add(new Component(name, List.copyOf(inputs)));
    }
    if (components.size() > GateRule.MAX_COMPONENTS) {
      errors.add("components: may be at most " + GateRule.MAX_COMPONENTS + ": merge some");
    }
  }

  private static void checkSum(
      YamlSection component, List<Component.WeightedInput> inputs, long weight, boolean weekly) {
    long sum = 0;
    for (Component.WeightedInput input : inputs) {
      sum += input.countsFor(weekly) ? input.weight() : 0;
    }
    if (sum != weight) {
      component.error(
          "weight",
          "is %s but the weights of its inputs for %s use add up to %s: make them equal"
              .formatted(points(weight), weekly ? "weekly" : "daily", points(sum)));
    }
  }

  private Component.WeightedInput input(YamlSection entries, String name) {
    int position = dictionary.indexOf(name);
    if (position < 0) {
      entries.error(name, "is not in the metric dictionary: define it there or correct the name");
    } else if (!seen.add(position)) {
      entries.error(name, "is weighed twice: remove one");
    }
    YamlSection input = entries.section(name);
    long weight = hundredths(input, "weight");
    if (input.has("weight") && weight <= 0) {
      input.error("weight", "must be above 0: remove an input that counts nothing");
    }
    ExpectedUse use = input.word("use", ExpectedUse.class);
    List<double[]> knots = curve(input, "curve");
    if (!input.has("curve")) {
      input.error("curve", "is missing: write knots such as [[0, 0], [1, 100]]");
    }
    List<double[]> weekly = curve(input, "weekly_curve");
    Map<String, Double> scales = new HashMap<>();
    YamlSection scale = input.section("scale_by_segment");
    for (String segment : scale.keys()) {
      double factor = scale.requiredNumber(segment);
      if (factor <= 0) {
        scale.error(segment, "must be above 0");
      }
      scales.put(segment.toLowerCase(Locale.ROOT), factor);
      segments.add(segment.toLowerCase(Locale.ROOT));
    }
    Evidence evidence = evidence(input.section("evidence"));
    input.requiredText("reason");
    input.rejectUnknownKeys();
    return new Component.WeightedInput(
        position, weight, use, knots, weekly.isEmpty() ? knots : weekly, scales, evidence);
  }

  private static List<double[]> curve(YamlSection input, String key) {
    List<double[]> knots = input.pairs(key);
    for (int i = 0; i < knots.size(); i++) {
      double[] knot = knots.get(i);
      if (i > 0 && !(knot[0] > knots.get(i - 1)[0])) {
        input.error(
            key,
            "values must rise strictly, but %s follows %s: order the knots by value"
                .formatted(Words.number(knot[0]), Words.number(knots.get(i - 1)[0])));
      }
      if (!(knot[1] >= 0 && knot[1] <= 100)) {
        input.error(key, "points must be from 0 to 100, one is " + Words.number(knot[1]));
      }
    }
    return knots;
  }

  private static Evidence evidence(YamlSection section) {
    Evidence evidence =
        new Evidence(
            (int) section.number("min_events", 0),
            (int) section.number("min_events_once_seen", 0),
            (int) section.number("min_tenure_days", 0),
            (int) section.number("min_ratings", 0));
    section.rejectUnknownKeys();
    return evidence;
  }

  private void stages(YamlSection section) {
    for (String name : section.keys()) {
      YamlSection stage = section.section(name);
      LifecycleStage known = stage(name);
      if (known == null) {
        section.error(name, "is not a lifecycle stage: use onboarding, adopting, mature, ...");
      }
      StageWeights weights = stageWeights(stage);
      stage.rejectUnknownKeys();
      if (known != null) {
        stages.put(known, weights);
      }
    }
  }

  private StageWeights stageWeights(YamlSection stage) {
    YamlSection section = stage.requiredSection("weights");
    long[] weights = new long[components.size()];
    long sum = 0;
    for (String name : section.keys()) {
      int component = component(name);
      long weight = hundredths(section, name);
      sum += weight;
      if (component < 0) {
        section.error(name, "is not one of components: add it there or correct the name");
      } else {
        weights[component] = weight;
      }
    }
    if (sum != HUNDRED_POINTS) {
      stage.error("weights", "add up to " + points(sum) + ": make them add up to 100");
    }
    String needs = stage.text("needs");
    if (needs != null && component(needs) < 0) {
      stage.error("needs", "\"" + needs + "\" is not one of components: correct the name");
    }
    int within = (int) stage.number("within_days_of_renewal", StageWeights.NEVER);
    return new StageWeights(
        weights, needs == null ? -1 : component(needs), without(stage, weights), within);
  }

  private Set<Integer> without(YamlSection stage, long[] weights) {
    Set<Integer> without = new HashSet<>();
    for (String name : stage.texts("without")) {
      if (!seen.contains(dictionary.indexOf(name))) {
        stage.error("without", "\"" + name + "\" is not an input of this model: remove it");
      }
      without.add(dictionary.indexOf(name));
    }
    for (int i = 0; i < weights.length; i++) {
      Component component = components.get(i);
      for (boolean weekly : new boolean[] {false, true}) {
        boolean empty =
            component.inputs().stream()
                .noneMatch(input -> input.countsFor(weekly) && !without.contains(input.position()));
        if (weights[i] > 0 && empty) {
          stage.error("without", "leaves nothing of " + component.name() + ": set its weight to 0");
          return without;
        }
      }
    }
    return without;
  }

  private int component(String name) {
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static LifecycleStage stage(String name) {
    for (LifecycleStage stage : LifecycleStage.values()) {
      if (stage.name().equalsIgnoreCase(name)) {
        return stage;
      }
    }
    return null;
  }

  private static Variants.Uses uses(YamlSection section) {
    ExpectedUse usual = section.word("default", ExpectedUse.class);
    Map<String, ExpectedUse> products = new HashMap<>();
    YamlSection byProduct = section.section("products");
    for (String product : byProduct.keys()) {
      products.put(product, byProduct.word(product, ExpectedUse.class));
    }
    Map<String, ExpectedUse> bySegment = new HashMap<>();
    YamlSection segmentSection = section.section("segments");
    for (String segment : segmentSection.keys()) {
      bySegment.put(
          segment.toLowerCase(Locale.ROOT), segmentSection.word(segment, ExpectedUse.class));
    }
    section.rejectUnknownKeys();
    return new Variants.Uses(usual == null ? ExpectedUse.DAILY : usual, products, bySegment);
  }

  private static BandLimits bands(YamlSection section) {
    BandLimits limits =
        new BandLimits(
            micros(section, "healthy_from"),
            micros(section, "watch_from"),
            micros(section, "down_margin"),
            hours(section, "down_after_hours"),
            micros(section, "up_margin"),
            hours(section, "up_after_hours"));
    if (limits.healthyFrom() - limits.downMargin() <= limits.watchFrom() + limits.upMargin()) {
      section.error("healthy_from", "must be above watch_from by more than both margins");
    }
    section.rejectUnknownKeys();
    return limits;
  }

  private static ConfidenceFloors floors(YamlSection section) {
    ConfidenceFloors floors =
        new ConfidenceFloors(micros(section, "unknown_below"), micros(section, "watch_below"));
    if (floors.unknownBelow() > floors.watchBelow() || floors.watchBelow() > Curve.POINT) {
      section.error("watch_below", "must be from unknown_below to 1");
    }
    section.rejectUnknownKeys();
    return floors;
  }

  private static Map<String, List<String>> lists(YamlSection section) {
    Map<String, List<String>> lists = new HashMap<>();
    for (String key : section.keys()) {
      lists.put(key, List.copyOf(section.texts(key)));
    }
    return lists;
  }

  static Duration hours(YamlSection section, String key) {
    return Duration.ofMillis(Math.round(notNegative(section, key) * 3_600_000));
  }

  private static long micros(YamlSection section, String key) {
    return Math.round(notNegative(section, key) * Curve.POINT);
  }

  static long hundredths(YamlSection section, String key) {
    double weight = notNegative(section, key);
    long hundredths = Math.round(weight * 100);
    if (Math.abs(weight * 100 - hundredths) > 1e-9 || weight > 100) {
      section.error(key, "must be from 0 to 100 with at most two decimals");
    }
    return hundredths;
  }

  private static double notNegative(YamlSection section, String key) {
    double number = section.requiredNumber(key);
    if (number < 0) {
      section.error(key, "must not be negative, is " + Words.number(number));
    }
    return number;
  }

  private static String points(long hundredths) {
    return Words.number(hundredths / 100.0);
  }
}
