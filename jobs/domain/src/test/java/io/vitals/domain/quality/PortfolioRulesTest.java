package io.vitals.domain.quality;

import static io.vitals.domain.quality.QualityRows.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.QualityMeasure;
import io.vitals.schemas.QualityRatio;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioRulesTest {
  @ParameterizedTest
  @CsvSource({
    "ACME Inc., acme",
    "Acmé GmbH, acme",
    "Acme Foods Ltd, acme foods",
    "'  Acme-Foods, LLC ', acme foods",
    "Co, co",
    "'', ''"
  })
  void namesAreComparedWithoutCaseAccentsAndLegalForm(String name, String normal) {
    assertThat(CompanyIdentity.name(name)).isEqualTo(normal);
  }

  @ParameterizedTest
  @CsvSource({
    "WWW.Acme.com, acme.com",
    "https://acme.com/about, acme.com",
    "gmail.com, ''",
    "'', ''"
  })
  void domainsOfMailProvidersSayNothing(String domain, String normal) {
    assertThat(CompanyIdentity.domain(domain)).isEqualTo(normal);
  }

  @Test
  void eachPairIsFoundOnceAndSaysWhy() {
    assertThat(
            found(
                summary("1", "Acme Inc", "acme.com", null),
                summary("2", "ACME", "www.acme.com", null),
                summary("3", "Acme Ltd", "other.com", null),
                summary("4", "Zenith", "gmail.com", null),
                summary("5", "Nadir", "gmail.com", null)))
        .containsExactly(
            "acme:1 DUPLICATE_CANDIDATE acme:2: the same domain acme.com and the same name \"acme\"",
            "acme:1 DUPLICATE_CANDIDATE acme:3: the same name \"acme\"",
            "acme:2 DUPLICATE_CANDIDATE acme:3: the same name \"acme\"");
  }

  @Test
  void aParentAndItsChildAreNoDuplicates() {
    assertThat(
            found(
                summary("1", "Acme", "acme.com", null),
                summary("2", "Acme", "acme.com", "1"),
                summary("3", "Acme", "acme.com", "2")))
        .isEmpty();
  }

  @Test
  void circlesAndUnknownParentsAreFound() {
    assertThat(
            found(
                summary("1", "A", null, "2"),
                summary("2", "B", null, "1"),
                summary("3", "C", null, "3"),
                summary("4", "D", null, "1"),
                summary("5", "E", null, "9")))
        .containsExactly(
            "acme:1 HIERARCHY_CYCLE acme:2: its own ancestor: acme:2 > acme:1",
            "acme:2 HIERARCHY_CYCLE acme:1: its own ancestor: acme:1 > acme:2",
            "acme:3 HIERARCHY_CYCLE acme:3: its own ancestor: acme:3",
            "acme:5 HIERARCHY_ORPHAN acme:9: parent acme:9 is not known");
  }

  @Test
  void aNameThatHundredsShareDoesNotPairThemAll() {
    AccountSummary[] tests = new AccountSummary[300];
    for (int i = 0; i < tests.length; i++) {
      tests[i] = summary(String.valueOf(1000 + i), "Test", null, null);
    }
    assertThat(found(tests)).hasSize(299);
  }

  @Test
  void sharesAreCountedAndWeighted() {
    AccountSummary whole = summary("1", "A", null, null);
    AccountSummary empty =
        new AccountSummary(
            "acme:2",
            true,
            true,
            300_00L,
            "",
            null,
            null,
            "B",
            null,
            null,
            List.of("owner_id"),
            List.of("support.csat_ratio"),
            List.of(),
            List.of());
    AccountSummary gone =
        new AccountSummary(
            "acme:3",
            true,
            false,
            null,
            "smb",
            null,
            null,
            "C",
            null,
            null,
            List.of("owner_id"),
            List.of(),
            List.of(),
            List.of());
    Map<String, QualityRatio> ratios =
        Ratios.of(List.of(whole, empty, gone), Set.of("acme:1"), Instant.EPOCH).stream()
            .collect(Collectors.toMap(Ratios::key, Function.identity()));

    QualityRatio owners = ratios.get("COMPLETENESS|owner_id|");
    assertThat(owners.getCount()).isEqualTo(1);
    assertThat(owners.getTotal()).isEqualTo(2);
    assertThat(owners.getArrMinor()).isEqualTo(100_00);
    assertThat(owners.getArrTotalMinor()).isEqualTo(400_00);
    assertThat(owners.getTargetMicros()).isEqualTo(950_000);
    assertThat(ratios.get("COMPLETENESS|owner_id|unspecified").getCount()).isZero();
    QualityRatio duplicates = ratios.get("DUPLICATES||");
    assertThat(duplicates.getCount()).isEqualTo(1);
    assertThat(duplicates.getTotal()).isEqualTo(3);
    assertThat(duplicates.getAtMost()).isTrue();
    assertThat(ratios.get("HEALTH_INPUTS|support.csat_ratio|unspecified").getMeasure())
        .isEqualTo(QualityMeasure.HEALTH_INPUTS);
  }

  private static List<String> found(AccountSummary... accounts) {
    List<String> found = new ArrayList<>();
    PortfolioRules.find(
            Arrays.stream(accounts)
                .collect(Collectors.toMap(AccountSummary::accountId, Function.identity())))
        .byAccount()
        .forEach(
            (account, findings) ->
                findings.forEach(
                    finding ->
                        found.add(
                            account
                                + " "
                                + finding.type()
                                + " "
                                + finding.subject()
                                + ": "
                                + finding.evidence())));
    return found;
  }
}
