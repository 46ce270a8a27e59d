package io.vitals.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpisodeIdTest {
  private static final String ID = "escalation|account|demo:a|b|warning|2026-11-23T09:00:00Z";

  @Test
  void aSubjectMayHoldAnything() {
    EpisodeId id = EpisodeId.parse(ID).orElseThrow();
    assertThat(id.subject()).isEqualTo("demo:a|b");
    assertThat(id.ofSubject()).isEqualTo("account|demo:a|b");
    assertThat(id.withoutSeverity()).isEqualTo("escalation|account|demo:a|b");
    assertThat(id).hasToString(ID);
  }

  @Test
  void anotherTextIsNone() {
    assertThat(EpisodeId.parse("32d3da8")).isEmpty();
    assertThat(EpisodeId.parse("escalation|account|demo:a|warning")).isEmpty();
  }
}
