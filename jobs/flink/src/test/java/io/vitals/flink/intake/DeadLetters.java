package io.vitals.flink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.wire.RecordReader;
import java.nio.ByteBuffer;

/** What was set aside, and that it is whole. */
final class DeadLetters {
  private DeadLetters() {}

  /** What stands in it. */
  static RejectedRecord of(Arrived arrived) {
    return RecordReader.of(RejectedRecord.class).read(arrived.value());
  }

  /** Asserts that it holds all that was sent, and where it stood; a null reason: it is late. */
  static void assertWhole(Arrived arrived, SourceRecord sent, DeadLetterReason reason) {
    RejectedRecord rejected = of(arrived);
    assertThat(rejected.getReason()).isEqualTo(reason);
    assertThat(rejected.getDetail()).isNotEmpty();
    assertThat(rejected.getTopic()).isEqualTo(sent.topic());
    assertThat(rejected.getPartition()).isEqualTo(sent.partition());
    assertThat(rejected.getOffset()).isEqualTo(sent.offset());
    assertThat(rejected.getTimestamp().toEpochMilli()).isEqualTo(sent.timestamp());
    assertThat(rejected.getKey()).isEqualTo(ByteBuffer.wrap(sent.key()));
    assertThat(rejected.getValue())
        .isEqualTo(sent.value() == null ? null : ByteBuffer.wrap(sent.value()));
    assertThat(rejected.getHeaders())
        .extracting(header -> header.getKey())
        .containsExactly(sent.headerKeys());
    assertThat(rejected.getHeaders().get(0).getValue())
        .isEqualTo(ByteBuffer.wrap(sent.headerValues()[0]));
    assertThat(rejected.getHeaders().get(1).getValue()).isNull();
  }
}
