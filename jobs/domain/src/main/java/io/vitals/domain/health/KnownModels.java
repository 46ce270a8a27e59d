package io.vitals.domain.health;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The models that became known, and which of them is in force when. Of an instant only what was
 * known by then counts, so a model written after its {@code effective_from} takes over when it
 * became known. Immutable.
 *
 * <ol>
 *   <li>One that nobody approved is known and never in force.
 *   <li>Of one {@code id@version} the text that became known last replaces those before it.
 *   <li>In force is the latest that is effective, by {@code effective_from}, then version.
 *   <li>Before all are effective it is the first of them; before any is known, the first known.
 * </ol>
 */
public final class KnownModels {
  private static final Comparator<Model> ORDER =
      comparing(Model::effectiveFrom).thenComparing(Model::version).thenComparing(Model::hash);

  private final Map<String, Model> byHash = new HashMap<>();
  private final List<Known> approved;
  private final NavigableMap<Instant, Model> inForce = new TreeMap<>();
  private final NavigableMap<Instant, Set<String>> keyFeatures = new TreeMap<>();

  /**
   * A model that became known.
   *
   * @param model the model
   * @param since when it became known; {@link Instant#MIN} for one known from the beginning
   */
  public record Known(Model model, Instant since) {}

  private KnownModels(Collection<Known> models) {
    models.forEach(known -> byHash.put(known.model().hash(), known.model()));
    approved =
        models.stream()
            .filter(known -> known.model().approved())
            .sorted(comparing(Known::since))
            .toList();
    Set<Instant> moments = new TreeSet<>();
    Set<String> features = new HashSet<>();
    for (Known known : approved) {
      moments.add(known.since());
      if (known.model().effectiveFrom().isAfter(known.since())) {
        moments.add(known.model().effectiveFrom());
      }
      features.addAll(known.model().keyFeatures());
      keyFeatures.put(known.since(), Set.copyOf(features));
    }
    moments.forEach(moment -> inForce.put(moment, decide(moment)));
  }

  /** These models; of one text and instant the later in the collection counts as the later. */
  public static KnownModels of(Collection<Known> models) {
    return new KnownModels(models);
  }

  private Model decide(Instant time) {
    Map<String, Model> latest = new HashMap<>();
    for (Known known : approved) {
      if (!known.since().isAfter(time)) {
        latest.put(known.model().reference(), known.model());
      }
    }
    List<Model> inOrder = new ArrayList<>(latest.values());
    inOrder.sort(ORDER);
    Model decided = inOrder.get(0);
    for (Model model : inOrder) {
      if (!model.effectiveFrom().isAfter(time)) {
        decided = model;
      }
    }
    return decided;
  }

  /** Features that count as key in any approved model known at an instant. */
  public Set<String> keyFeaturesAt(Instant time) {
    Map.Entry<Instant, Set<String>> entry = keyFeatures.floorEntry(time);
    return entry == null ? Set.of() : entry.getValue();
  }

  /** The model with this hash, if it is known. */
  public Optional<Model> withHash(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /**
   * The model in force at an instant.
   *
   * @throws IllegalStateException if none is approved
   */
  public Model inForceAt(Instant time) {
    if (inForce.isEmpty()) {
      throw new IllegalStateException("no approved health model is known");
    }
    Map.Entry<Instant, Model> entry = inForce.floorEntry(time);
    return (entry == null ? inForce.firstEntry() : entry).getValue();
  }

  /** The first instant after this one at which a model known by now becomes effective. */
  public Optional<Instant> nextEffectiveAfter(Instant now) {
    return approved.stream()
        .filter(known -> !known.since().isAfter(now))
        .map(known -> known.model().effectiveFrom())
        .filter(from -> from.isAfter(now))
        .min(Comparator.naturalOrder());
  }
}
