package io.vitals.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.OutcomeKind;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.SchemaStore;
import io.vitals.schemas.wire.SingleObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a company of 600 tells in 240 days, read once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChurnTest {
  private static final Instant END = Instant.parse("2024-09-02T00:00:00Z");
  private static final int DAYS = 240;
  private static final SimulationPlan PLAN = new SimulationPlan(21, 600, DAYS, END, 6);
  private static final long DAY = 86_400_000;

  /** Before this many days to the end nobody who leaves has faded by half. */
  private static final int BEFORE_FADING_DAYS = 150;

  private final Map<String, int[]> eventsByWorkspace = new HashMap<>();
  private final Map<String, String> workspaceByAccount = new HashMap<>();
  private final Map<String, String> accountByCrmKey = new HashMap<>();
  private final List<ChurnOutcome> outcomes = new ArrayList<>();
  private final Map<String, SubscriptionChange> lastRow = new HashMap<>();
  private final Set<LifecycleStage> stages = new HashSet<>();

  @BeforeAll
  void read() {
    Iterator<HistoryEntry> entries = new SimulatedCompany(PLAN).history().entries();
    while (entries.hasNext()) {
      if (entries.next() instanceof SourceRecord record) {
        read(record);
      }
    }
  }

  @Test
  void someCustomersLeaveAndSomeShrink() {
    assertThat(outcomes.stream().filter(outcome -> outcome.getKind() == OutcomeKind.CHURN).count())
        .isBetween(60L, 200L);
    assertThat(
            outcomes.stream().filter(outcome -> outcome.getKind() == OutcomeKind.DOWNGRADE).count())
        .isBetween(10L, 60L);
    assertThat(stages)
        .contains(LifecycleStage.ONBOARDING, LifecycleStage.MATURE)
        .contains(LifecycleStage.RENEWING, LifecycleStage.CHURNED, LifecycleStage.ADOPTING);
  }

  @Test
  void useFallsBeforeACustomerLeaves() {
    int judged = 0;
    int fell = 0;
    for (ChurnOutcome outcome : outcomes) {
      int day = (int) (outcome.getEffectiveDate().toEpochDay() - startDay());
      if (outcome.getKind() == OutcomeKind.CHURN && day >= BEFORE_FADING_DAYS) {
        int last = events(outcome, day - 28, day);
        int before = events(outcome, day - BEFORE_FADING_DAYS, day - BEFORE_FADING_DAYS + 28);
        judged += before >= 20 ? 1 : 0;
        fell += before >= 20 && last < 0.7 * before ? 1 : 0;
      }
    }
    assertThat(judged).isGreaterThan(15);
    assertThat((double) fell / judged).isGreaterThan(0.9);
  }

  @Test
  void useOfTheOthersDoesNotFallAlike() {
    Set<String> left = new HashSet<>();
    outcomes.forEach(outcome -> left.add(outcome.getAccountKey()));
    int judged = 0;
    int fell = 0;
    for (String key : accountByCrmKey.keySet()) {
      int before = left.contains(key) ? 0 : events(key, 32, 60);
      judged += before >= 20 ? 1 : 0;
      fell += before >= 20 && events(key, 92, 120) < 0.7 * before ? 1 : 0;
    }
    assertThat(judged).isGreaterThan(300);
    assertThat((double) fell / judged).isLessThan(0.2);
  }

  @Test
  void whoLeavesHasGivenNoticeAndUsesNothingAfterwards() {
    for (ChurnOutcome outcome : outcomes) {
      if (outcome.getKind() == OutcomeKind.CHURN) {
        SubscriptionChange row = lastRow.get(outcome.getAccountKey());
        LocalDate end = outcome.getEffectiveDate();
        assertThat(row.getEndDate()).isEqualTo(end);
        assertThat(row.getNoticeDate()).isBetween(end.minusDays(90), end.minusDays(45));
        assertThat(row.getAutoRenew()).isFalse();
        int day = (int) (end.toEpochDay() - startDay());
        assertThat(events(outcome, Math.min(DAYS, day + 1), DAYS)).isZero();
      }
    }
  }

  @Test
  void largerSegmentsPayMore() {
    Map<Boolean, Long> mostBySize = new HashMap<>();
    lastRow
        .values()
        .forEach(row -> mostBySize.merge(row.getSeats() > 200, row.getArrMinor(), Math::max));
    assertThat(mostBySize.get(true)).isGreaterThan(mostBySize.get(false));
  }

  private int events(ChurnOutcome outcome, int from, int to) {
    return events(outcome.getAccountKey(), from, to);
  }

  private int events(String crmKey, int from, int to) {
    String workspace = workspaceByAccount.get(accountByCrmKey.get(crmKey));
    int[] events = eventsByWorkspace.getOrDefault(workspace, new int[DAYS + 1]);
    int sum = 0;
    for (int day = from; day < to; day++) {
      sum += events[day];
    }
    return sum;
  }

  private void read(SourceRecord record) {
    if (record.topic() == Topic.SOURCE_TELEMETRY) {
      int day = (int) ((record.ingestTime() - PLAN.start().toEpochMilli()) / DAY);
      eventsByWorkspace.computeIfAbsent(record.key(), key -> new int[DAYS + 1])[day]++;
    } else if (record.topic() == Topic.IDENTITY_MAP) {
      IdentityMapping mapping = RecordReader.of(IdentityMapping.class).read(record.value());
      if (SimulatedCompany.TELEMETRY.equals(mapping.getSource())) {
        workspaceByAccount.put(mapping.getAccountId(), mapping.getAccountKey());
      } else if (SimulatedCompany.CRM.equals(mapping.getSource())) {
        accountByCrmKey.put(mapping.getAccountKey(), mapping.getAccountId());
      }
    } else if (record.topic() == Topic.SOURCE_CRM) {
      readCrm(record.value());
    }
  }

  private void readCrm(byte[] value) {
    long schema = SingleObject.fingerprint(value);
    if (schema == SchemaStore.fingerprint(ChurnOutcome.getClassSchema())) {
      outcomes.add(RecordReader.of(ChurnOutcome.class).read(value));
    } else if (schema == SchemaStore.fingerprint(SubscriptionChange.getClassSchema())) {
      SubscriptionChange row = RecordReader.of(SubscriptionChange.class).read(value);
      if (row.getProduct().equals(Product.NAME)) {
        lastRow.put(row.getAccountKey(), row);
      }
    } else {
      stages.add(RecordReader.of(AccountChange.class).read(value).getLifecycleStage());
    }
  }

  private static long startDay() {
    return PLAN.start().toEpochMilli() / DAY;
  }
}
