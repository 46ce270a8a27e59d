package io.vitals.domain.adoption;

import java.time.Instant;
import java.util.Set;

/** An account under test: its state and slices, changed step by step. */
final class Account {
  final InMemoryDaySlices slices = new InMemoryDaySlices();
  final Adoption adoption;
  AdoptionState state = AdoptionState.empty();

  Account() {
    this(new Adoption(Days.UTC, WorkingDays.MONDAY_TO_FRIDAY));
  }

  Account(Adoption adoption) {
    this.adoption = adoption;
  }

  Account uses(Usage... usages) {
    for (Usage usage : usages) {
      apply(usage.delta(), Set.of());
    }
    return this;
  }

  void apply(UsageDelta delta, Set<String> keyFeatures) {
    state = adoption.apply(state, slices, delta, keyFeatures);
  }

  Account advanceTo(String now) {
    state = adoption.advance(state, slices, Instant.parse(now));
    return this;
  }

  AdoptionView at(String now) {
    return at(Instant.parse(now));
  }

  AdoptionView at(Instant now) {
    state = adoption.advance(state, slices, now);
    return adoption.view(state, slices, now);
  }
}
