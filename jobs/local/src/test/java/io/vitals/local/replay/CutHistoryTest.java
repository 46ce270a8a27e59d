package io.vitals.local.replay;

import static io.vitals.local.replay.RavenStackHistoryTest.all;
import static io.vitals.local.replay.RavenStackHistoryTest.folder;
import static io.vitals.local.replay.RavenStackHistoryTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitals.local.history.Cut;
import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SourceHeartbeat;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.topics.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A history one source of which is held back. */
class CutHistoryTest {
  private static final LocalDate FIFTH = LocalDate.parse("2024-01-05");
  private static final Instant SECOND_MIDNIGHT = Instant.parse("2024-01-02T00:00:00Z");
  private static final Instant FOURTH_MIDNIGHT = Instant.parse("2024-01-04T00:00:00Z");

  private final RavenStackHistory replay = RavenStackHistory.read(folder(), FIFTH, null);
  private final List<HistoryEntry> entries = all(replay);

  @Test
  void aSourceThatIsCutSaysNothingAndDeliversAllAtOnce() {
    Cut cut = new Cut("support_tickets", SECOND_MIDNIGHT, Optional.of(FOURTH_MIDNIGHT));
    RavenStackHistory held = RavenStackHistory.read(folder(), FIFTH, cut);
    List<HistoryEntry> cutEntries = all(held);

    assertThat(held.rows()).isEqualTo(replay.rows());
    // A row that cannot be read is sent where it stands.
    assertThat(ofTickets(cutEntries))
        .filteredOn(entry -> !text(entry).startsWith("raw"))
        .noneMatch(entry -> cut.holds("support_tickets", entry.ingestTime()));
    assertThat(ofTickets(cutEntries).stream().filter(SourceRecord.class::isInstance))
        .hasSameSizeAs(ofTickets(entries).stream().filter(SourceRecord.class::isInstance).toList());
    assertThat(others(cutEntries)).isEqualTo(others(entries));
  }

  @Test
  void whatIsNeverDeliveredIsHeldBack() {
    Cut cut = new Cut("feature_usage", SECOND_MIDNIGHT, Optional.empty());
    RavenStackHistory held = RavenStackHistory.read(folder(), FIFTH, cut);
    RowCounts usage = held.rows().get(4);
    RowCounts all = replay.rows().get(4);
    assertThat(usage.heldBack()).isPositive();
    assertThat(usage.sent() + usage.heldBack()).isEqualTo(all.sent());
  }

  @Test
  void saysWhatCannotBeCut() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cut("tickets", SECOND_MIDNIGHT, null))
        .withMessageContaining("no source tickets to cut: accounts, subscriptions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cut("accounts", Instant.parse("2024-02-01T00:00:00Z"), null))
        .withMessageContaining("begins on 2024-02-01, after the last day");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cut("accounts", FOURTH_MIDNIGHT, SECOND_MIDNIGHT))
        .withMessageContaining("ends on 2024-01-02, not after it begins on 2024-01-04");
  }

  private static RavenStackHistory cut(String source, Instant from, Instant to) {
    return RavenStackHistory.read(folder(), FIFTH, new Cut(source, from, Optional.ofNullable(to)));
  }

  private static List<HistoryEntry> ofTickets(List<HistoryEntry> history) {
    return history.stream().filter(CutHistoryTest::isOfTickets).toList();
  }

  private static List<String> others(List<HistoryEntry> history) {
    return history.stream()
        .filter(entry -> !isOfTickets(entry))
        .map(RavenStackHistoryTest::text)
        .toList();
  }

  private static boolean isOfTickets(HistoryEntry entry) {
    return (entry instanceof SourceRecord record && record.topic() == Topic.SOURCE_TICKETS)
        || (entry instanceof SourceHeartbeat beat && beat.topic() == Topic.SOURCE_TICKETS);
  }
}
