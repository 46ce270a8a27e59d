package io.vitals.flink.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.quality.AccountSummary;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortfolioQualityFunctionTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant ONE = NOON.plus(Duration.ofHours(1));

  private KeyedOneInputStreamOperatorTestHarness<String, SummaryAt, OutboundRecord> harness;

  @BeforeEach
  void start() throws Exception {
    open(null);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void duplicatesOpenAtTheCloseOfTheHourAndCloseWhenOneIsRenamed() throws Exception {
    send("1", "Acme", NOON);
    send("2", "ACME Inc", NOON.plusSeconds(60));
    watermark(ONE.minusMillis(2));
    assertThat(told()).isEmpty();
    watermark(ONE);
    assertThat(told()).contains("DUPLICATE_CANDIDATE|acme:1|acme:2 open", "DUPLICATES 2 of 2");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(state);
    send("2", "Zenith", ONE.plusSeconds(60));
    watermark(ONE.plus(Duration.ofHours(1)));
    assertThat(told())
        .containsExactly("DUPLICATE_CANDIDATE|acme:1|acme:2 closed", "DUPLICATES 0 of 2");
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void sharesThatStayAreNotToldAgain() throws Exception {
    send("1", "Acme", NOON);
    watermark(ONE);
    assertThat(told()).isNotEmpty();
    send("1", "Acme Foods", ONE.plusSeconds(1));
    watermark(ONE.plus(Duration.ofHours(3)));
    assertThat(told()).isEmpty();
  }

  @Test
  void aSegmentThatNobodyIsInAnyMoreHasNoShare() throws Exception {
    send("1", "Acme", "smb", NOON);
    watermark(ONE);
    assertThat(told()).contains("COMPLETENESS owner_id smb 1 of 1");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(state);
    send("1", "Acme", "enterprise", ONE.plusSeconds(1));
    watermark(ONE.plus(Duration.ofHours(1)));
    assertThat(told())
        .contains("COMPLETENESS owner_id smb 0 of 0", "COMPLETENESS owner_id enterprise 1 of 1");
    send("1", "Zenith", "enterprise", ONE.plus(Duration.ofHours(2)));
    watermark(ONE.plus(Duration.ofHours(3)));
    assertThat(told()).as("told once").isEmpty();
    send("1", "Acme", "smb", ONE.plus(Duration.ofHours(4)));
    watermark(ONE.plus(Duration.ofHours(5)));
    assertThat(told()).contains("COMPLETENESS owner_id smb 1 of 1");
  }

  private void open(OperatorSubtaskState restored) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PortfolioQualityFunction()),
            SummaryAt::tenant,
            Types.STRING);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  private void send(String id, String name, Instant time) throws Exception {
    send(id, name, "smb", time);
  }

  private void send(String id, String name, String segment, Instant time) throws Exception {
    AccountSummary summary =
        new AccountSummary(
            "acme:" + id,
            true,
            true,
            100L,
            segment,
            null,
            null,
            name,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    harness.processElement(
        new StreamRecord<>(new SummaryAt(time.toEpochMilli(), summary), time.toEpochMilli()));
  }

  private void watermark(Instant time) throws Exception {
    harness.processWatermark(time.toEpochMilli());
  }

  private List<String> told() {
    RecordReader<QualityException> exceptions = RecordReader.of(QualityException.class);
    RecordReader<QualityRatio> ratios = RecordReader.of(QualityRatio.class);
    List<String> told = new ArrayList<>();
    for (OutboundRecord record : harness.extractOutputValues()) {
      if (record.topic() == Topic.QUALITY_EXCEPTIONS) {
        QualityException row = exceptions.read(record.value());
        told.add(row.getExceptionId() + (row.getClosed() == null ? " open" : " closed"));
      } else {
        QualityRatio row = ratios.read(record.value());
        told.add(
            Stream.of(row.getMeasure().name(), row.getSubject(), row.getSegment())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "))
                + " "
                + row.getCount()
                + " of "
                + row.getTotal());
      }
    }
    harness.getOutput().clear();
    return told;
  }
}
