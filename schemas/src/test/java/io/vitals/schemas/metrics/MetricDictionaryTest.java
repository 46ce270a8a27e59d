package io.vitals.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.schemas.Entity;
import org.junit.jupiter.api.Test;

class MetricDictionaryTest {

  @Test
  void theInputsKeepTheirPlace() {
    MetricDictionary dictionary = MetricDictionary.load();

    assertThat(dictionary.version()).isEqualTo(1);
    assertThat(dictionary.inputs())
        .extracting(InputDefinition::name)
        .startsWith(
            "adoption.active_days_ratio",
            "adoption.usage_trend_ratio",
            "adoption.weekly_active_seats_ratio",
            "adoption.key_feature_breadth_ratio",
            "engagement.days_since_last_activity",
            "support.oldest_urgent_age_hours",
            "support.open_severity_points",
            "support.escalations_28d",
            "support.csat_ratio",
            "commercial.arr_change_90d_ratio",
            "commercial.noticed_arr_ratio",
            "adoption.active_weeks_ratio",
            "onboarding.milestones_on_time_ratio",
            "onboarding.first_value_delay_days");
    assertThat(dictionary.indexOf("support.csat_ratio")).isEqualTo(8);
    assertThat(dictionary.indexOf("support.nothing")).isEqualTo(-1);
    assertThat(dictionary.inputs().get(2).sources())
        .containsExactly(Entity.TELEMETRY, Entity.SUBSCRIPTION);
    assertThat(dictionary.inputs().get(8).shortName()).isEqualTo("csat_ratio");
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    String yaml =
        """
        inputs:
          - name: Csat
            definition: Ratings.
            formula: good / all
            unit: ratio
            sources: [TICKETS]
            cadence: weekly
            version: 2
            colour: red
            changes:
              - {version: 1, date: 2026-11-23, change: First definition.}
        """;

    assertThatThrownBy(() -> MetricDictionary.parse(yaml))
        .isInstanceOf(InvalidDictionaryException.class)
        .hasMessageContaining("version: is missing: write a number")
        .hasMessageContaining("inputs[0].name: must look like component.metric_unit, is \"Csat\"")
        .hasMessageContaining("inputs[0].owner: is missing: write it")
        .hasMessageContaining("inputs[0].sources: must be one of TELEMETRY, TICKET,")
        .hasMessageContaining("inputs[0].cadence: must be a duration such as PT15M, is \"weekly\"")
        .hasMessageContaining("inputs[0].colour: is not known here: remove it")
        .hasMessageContaining("inputs[0].changes: must end with an entry for version 2");
  }

  @Test
  void whatIsNotYamlIsSaidToBeSo() {
    assertThatThrownBy(() -> MetricDictionary.parse("inputs: [\n"))
        .isInstanceOf(InvalidDictionaryException.class)
        .hasMessageContaining("file: is not YAML that can be read");
  }
}
