package io.vitals.local.cluster;

import io.vitals.local.cli.alerts.VerdictRun;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.history.KafkaRecordSink;
import io.vitals.local.history.RecordSink;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** What people say of alerts and bands, written to a cluster. */
public final class WrittenVerdicts implements VerdictRun {

  @Override
  public void write(KafkaConnection connection, String key, AlertVerdict verdict)
      throws InterruptedException {
    KafkaCluster.requireTopic(connection, Topic.ALERTS_VERDICTS);
    Properties settings = KafkaCluster.clientSettings(connection);
    try (RecordSink sink = KafkaCluster.client(() -> KafkaRecordSink.connect(settings))) {
      sink.send(
          Topic.ALERTS_VERDICTS,
          Topic.ALERTS_VERDICTS.partitionOf(key),
          key,
          null,
          verdict.getIngestTime().toEpochMilli(),
          RecordWriter.of(AlertVerdict.class).write(verdict));
      sink.flush();
    } catch (InterruptException e) {
      // The flag is set beside the exception, and whoever ends must be able to wait.
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException("writing to Kafka").initCause(e);
    } catch (KafkaException | IllegalStateException e) {
      throw new RunFailedException(
          "Kafka does not take it: " + KafkaCluster.rootOf(e).getMessage(), e);
    }
  }
}
