package io.vitals.domain.health;

import io.vitals.schemas.metrics.MetricDictionary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A version of a health model, validated and made ready by {@link ModelFile}. Immutable. */
public final class Model {
  private final ModelHeader header;
  private final MetricDictionary dictionary;
  private final List<Component> components;
  private final Variants variants;
  private final BandRule bandRule;
  private final ConfidenceFloors floors;
  private final Gates gates;
  private final Map<String, List<String>> keyFeatures;
  private final Map<String, List<String>> entitled;
  private final NotApplicable notApplicable;

  Model(
      ModelHeader header,
      MetricDictionary dictionary,
      List<Component> components,
      Variants variants,
      BandLimits bands,
      ConfidenceFloors floors,
      Gates gates,
      Map<String, List<String>> keyFeatures,
      Map<String, List<String>> entitled,
      NotApplicable notApplicable) {
    this.header = header;
    this.dictionary = dictionary;
    this.components = List.copyOf(components);
    this.variants = variants;
    this.bandRule = new BandRule(bands);
    this.floors = floors;
    this.gates = gates;
    this.keyFeatures = Map.copyOf(keyFeatures);
    this.entitled = Map.copyOf(entitled);
    this.notApplicable = notApplicable;
  }

  /** Name of the model. */
  public String id() {
    return header.id();
  }

  /** Version, rising. */
  public int version() {
    return header.version();
  }

  /** {@code id@version}. */
  public String reference() {
    return header.reference();
  }

  /** SHA-256 of the file's text in UTF-8, hex. */
  public String hash() {
    return header.hash();
  }

  /** From when on it scores. */
  public Instant effectiveFrom() {
    return header.effectiveFrom();
  }

  /** Who approved it, if anyone did: a role or opaque id. */
  public Optional<String> approvedBy() {
    return Optional.ofNullable(header.approvedBy());
  }

  /** When it was approved. */
  public Optional<Instant> approvedAt() {
    return Optional.ofNullable(header.approvedAt());
  }

  /** Whether it may publish: one that nobody approved may only run as challenger. */
  public boolean approved() {
    return header.approvedBy() != null && header.approvedAt() != null;
  }

  /** The dictionary it was read against. */
  public MetricDictionary dictionary() {
    return dictionary;
  }

  /** What an input needs to be known; nothing for an input the model does not weigh. */
  public Evidence evidence(String input) {
    int position = dictionary.indexOf(input);
    for (Component component : components) {
      for (Component.WeightedInput weighted : component.inputs()) {
        if (weighted.position() == position) {
          return weighted.evidence();
        }
      }
    }
    return Evidence.NONE;
  }

  /**
   * The key features an account can use.
   *
   * @param product null when not known
   * @param tier null when not known
   * @return empty when the model lists none: breadth is then missing
   */
  public List<String> keyFeatures(String product, String tier) {
    List<String> usual = keyFeatures.getOrDefault("default", List.of());
    List<String> features = product == null ? usual : keyFeatures.getOrDefault(product, usual);
    List<String> included = tier == null ? null : entitled.get(tier);
    if (included == null) {
      return features;
    }
    List<String> both = new ArrayList<>(features);
    both.retainAll(included);
    return List.copyOf(both);
  }

  /** Every feature that is key for some product. */
  public Set<String> keyFeatures() {
    Set<String> all = new TreeSet<>();
    keyFeatures.values().forEach(all::addAll);
    return all;
  }

  /** Positions in the dictionary of the inputs it declares not to apply to such an account. */
  public Set<Integer> notApplicable(VariantFacts facts) {
    return notApplicable.to(facts);
  }

  /** Shares of weight below which a score only warns or is unknown. */
  public ConfidenceFloors floors() {
    return floors;
  }

  Variants variants() {
    return variants;
  }

  BandRule bandRule() {
    return bandRule;
  }

  Gates gates() {
    return gates;
  }
}
