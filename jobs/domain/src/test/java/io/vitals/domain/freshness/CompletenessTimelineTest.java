package io.vitals.domain.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompletenessTimelineTest {
  private static final long BEFORE_ALL = 0;
  private final CompletenessTimeline nothing = CompletenessTimeline.empty("crm", 1);

  @Test
  void aWordCountsFromWhenItBecameKnown() {
    CompletenessTimeline timeline = nothing.with(100, 90, BEFORE_ALL).with(200, 190, BEFORE_ALL);
    assertThat(timeline.at(99)).isNull();
    assertThat(timeline.at(100)).isEqualTo(90);
    assertThat(timeline.at(199)).isEqualTo(90);
    assertThat(timeline.at(200)).isEqualTo(190);
  }

  @Test
  void whateverOrderTheWordsComeInTheTimelineIsTheSame() {
    CompletenessTimeline inOrder = nothing.with(100, 90, BEFORE_ALL).with(200, 190, BEFORE_ALL);
    assertThat(nothing.with(200, 190, BEFORE_ALL).with(100, 90, BEFORE_ALL)).isEqualTo(inOrder);
    assertThat(inOrder.with(100, 90, BEFORE_ALL)).isEqualTo(inOrder);
  }

  @Test
  void aWordThatSaysLessTakesNothingBack() {
    CompletenessTimeline timeline = nothing.with(100, 90, BEFORE_ALL);
    assertThat(timeline.with(200, 50, BEFORE_ALL)).isEqualTo(timeline);
    assertThat(timeline.with(50, 95, BEFORE_ALL).at(100)).isEqualTo(95);
  }

  @Test
  void ofWhatLiesBeforeTimeOnlyTheLatestIsKept() {
    CompletenessTimeline timeline = nothing;
    for (int i = 1; i <= 100; i++) {
      timeline = timeline.with(10L * i, 10L * i - 5, 10L * i - 10);
    }
    assertThat(timeline.knownAt()).containsExactly(990L, 1000L);
  }
}
