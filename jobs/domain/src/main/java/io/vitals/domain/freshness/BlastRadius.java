package io.vitals.domain.freshness;

import io.vitals.schemas.Entity;
import io.vitals.schemas.metrics.InputDefinition;
import io.vitals.schemas.metrics.MetricDictionary;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a break of a source touches, by the lineage input to entity to source: the inputs that need
 * what it feeds, and the active accounts whose score uses such an input.
 *
 * @param inputs names of the inputs, in the order of the dictionary
 * @param accounts active accounts touched
 * @param arrMinor their ARR, as far as known, minor units of the reporting currency
 * @param accountsTotal all active accounts
 * @param arrTotalMinor their ARR
 */
public record BlastRadius(
    List<String> inputs, int accounts, long arrMinor, int accountsTotal, long arrTotalMinor) {

  /**
   * An active account.
   *
   * @param arrMinor its ARR; null when not known: it counts as nothing
   * @param fedBy what feeds the inputs of its score
   */
  public record Fed(Long arrMinor, Collection<Entity> fedBy) {}

  /**
   * The blast radius of a source.
   *
   * @param entities what the source feeds
   * @param active every active account
   */
  public static BlastRadius of(
      Set<Entity> entities, Collection<Fed> active, MetricDictionary dictionary) {
    List<String> inputs =
        dictionary.inputs().stream()
            .filter(input -> !Collections.disjoint(input.sources(), entities))
            .map(InputDefinition::name)
            .toList();
    Set<Entity> needed = new TreeSet<>();
    dictionary.inputs().forEach(input -> needed.addAll(input.sources()));
    needed.retainAll(entities);
    return counted(inputs, needed, active);
  }

  private static BlastRadius counted(
      List<String> inputs, Set<Entity> needed, Collection<Fed> active) {
    int accounts = 0;
    long arr = 0;
    long arrTotal = 0;
    for (Fed account : active) {
      long amount = account.arrMinor() == null ? 0 : account.arrMinor();
      arrTotal += amount;
      if (!Collections.disjoint(account.fedBy(), needed)) {
        accounts++;
        arr += amount;
      }
    }
    return new BlastRadius(inputs, accounts, arr, active.size(), arrTotal);
  }
}
