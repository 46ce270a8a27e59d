package io.vitals.flink.health;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.vitals.domain.health.Model;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The models known to an operator, read once, and which of them is in force when. */
final class Models {
  private final Map<String, Model> byHash = new HashMap<>();
  private List<Model> approved = List.of();
  private Set<String> keyFeatures = Set.of();

  /** Takes models in; one that is known already changes nothing. */
  void add(Collection<Model> models) {
    models.forEach(model -> byHash.put(model.hash(), model));
    List<Model> inOrder =
        new ArrayList<>(byHash.values().stream().filter(Model::approved).toList());
    inOrder.sort(
        Comparator.comparing(Model::effectiveFrom)
            .thenComparing(Model::version)
            .thenComparing(Model::hash));
    approved = List.copyOf(inOrder);
    keyFeatures =
        approved.stream()
            .flatMap(model -> model.keyFeatures().stream())
            .collect(toUnmodifiableSet());
  }

  /** Features that count as key in any approved model. */
  Set<String> keyFeatures() {
    return keyFeatures;
  }

  /** The model with this hash, if it is known. */
  Optional<Model> withHash(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /**
   * The model in force: of the approved ones effective by then the latest; before all of them the
   * first.
   *
   * @throws IllegalStateException if none is approved
   */
  Model inForceAt(Instant time) {
    if (approved.isEmpty()) {
      throw new IllegalStateException("no approved health model is known");
    }
    Model inForce = approved.get(0);
    for (Model model : approved) {
      if (!model.effectiveFrom().isAfter(time)) {
        inForce = model;
      }
    }
    return inForce;
  }
}
