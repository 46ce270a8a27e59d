package io.vitals.domain.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitals.domain.freshness.SourceDeclaration.IngestTime;
import io.vitals.schemas.Entity;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesFileTest {
  private static final String CRM =
      """
      sources:
        - id: crm
          system: the CRM
          topic: source.crm
          entities: [account, subscription]
          expected_cadence: 15m
          ingest_time: declared
          owner: revenue-operations
      """;

  @Test
  void readsASource() {
    assertThat(SourcesFile.parse(CRM))
        .containsExactly(
            new SourceDeclaration(
                "crm",
                "the CRM",
                Topic.SOURCE_CRM,
                Set.of(Entity.ACCOUNT, Entity.SUBSCRIPTION),
                Duration.ofMinutes(15),
                false,
                BusinessCalendar.ALWAYS,
                0.95,
                Duration.ofMinutes(30),
                IngestTime.DECLARED,
                "revenue-operations",
                Set.of()));
  }

  @ParameterizedTest
  @CsvSource({"90s, PT1M30S", "15m, PT15M", "1h, PT1H", "2d, PT48H"})
  void readsACadenceInEachUnit(String text, Duration expected) {
    assertThat(SourcesFile.parse(CRM.replace("15m", text)).get(0).expectedCadence())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0s, PT0S", "20m, PT20M"})
  void readsHowFarCompletenessLags(String text, Duration expected) {
    String declared = CRM.replace("  owner:", "  settles_within: " + text + "\n    owner:");
    assertThat(SourcesFile.parse(declared).get(0).settlesWithin()).isEqualTo(expected);
  }

  @Test
  void theSourcesOfATopicTellTimeAlike() {
    String other =
        CRM.substring(CRM.indexOf("  - id")).replace("id: crm", "id: crm_two").replace("15m", "1h");
    assertThat(SourcesFile.parse(CRM + other)).hasSize(2);
    assertThatExceptionOfType(InvalidSourcesException.class)
        .isThrownBy(() -> SourcesFile.parse(CRM + other.replace("declared", "broker")))
        .withMessageContaining("source crm_two: ingest_time: another than that of source crm");
  }

  @Test
  void tellsAllErrorsAtOnce() {
    String broken =
        """
        sources:
          - id: Telemetry
            system: product
            topic: account.score
            entities: [clicks]
            expected_cadence: often
            ingest_time: guessed
            owner: ''
            colour: red
          - id: crm
            system: crm
            topic: source.crm
            entities: [ticket]
            expected_cadence: 0h
            ingest_time: broker
            owner: ops
          - id: crm
            system: crm
            topic: source.crm
            entities: [ticket]
            expected_cadence: 1h
            ingest_time: broker
            owner: ops
          - 7
        """;
    assertThat(errorsOf(broken))
        .containsExactly(
            "source Telemetry: unknown field colour",
            "source Telemetry: id: lower case letters, digits and _ are expected, a letter first",
            "source Telemetry: topic: account.score is no source topic",
            "source Telemetry: entities: clicks is not one of [telemetry, ticket, account,"
                + " subscription, outcome, heartbeat, unknown]",
            "source Telemetry: expected_cadence: a number and s, m, h or d are expected,"
                + " or learned, not often",
            "source Telemetry: ingest_time: guessed is not one of [declared, broker]",
            "source Telemetry: owner: a text is expected",
            "source crm: expected_cadence: more than 0 is expected",
            "source crm: id is declared twice",
            "source crm: topic source.crm does not carry TICKET",
            "source 4: id: a text is expected",
            "source 4: system: a text is expected",
            "source 4: topic: a text is expected",
            "source 4: entities: a list with at least one is expected",
            "source 4: expected_cadence: a text is expected",
            "source 4: ingest_time: a text is expected",
            "source 4: owner: a text is expected");
  }

  @ParameterizedTest
  @CsvSource({"''", "'sources: []'", "'sources: 3'", "'feeds: [a]'"})
  void wantsAListOfSources(String yaml) {
    assertThat(errorsOf(yaml))
        .containsExactly(
            "one list 'sources' with at least one entry is expected, and nothing else");
  }

  @Test
  void saysWhereTheYamlIsBroken() {
    assertThat(errorsOf("sources: [")).singleElement().asString().startsWith("not YAML: ");
  }

  private static List<String> errorsOf(String yaml) {
    return assertThatExceptionOfType(InvalidSourcesException.class)
        .isThrownBy(() -> SourcesFile.parse(yaml))
        .actual()
        .errors();
  }
}
