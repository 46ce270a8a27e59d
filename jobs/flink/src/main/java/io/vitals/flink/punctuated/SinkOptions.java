package io.vitals.flink.punctuated;

import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * How a job writes its punctuated topics.
 *
 * @param job name of the job, kebab case: prefix of the uids, and the owner that punctuation names
 * @param kafka where to
 * @param guarantee exactly once, or at least once for topics whose records are idempotent
 * @param transactionalIdPrefix unique per job on this Kafka and never changed while state is kept:
 *     another prefix leaves open transactions that hide rows until they time out. Not used at least
 *     once
 * @param transactionTimeout how long a transaction may stay open: above the checkpoint interval
 *     plus the longest outage, or rows are lost. Not used at least once
 * @param parallelism of the writers; above the partitions of the widest topic it is cut to those
 */
public record SinkOptions(
    String job,
    KafkaConnection kafka,
    DeliveryGuarantee guarantee,
    String transactionalIdPrefix,
    Duration transactionTimeout,
    int parallelism) {

  /** Everything written exactly once, in transactions that end with the checkpoint. */
  public static SinkOptions exactlyOnce(
      String job,
      KafkaConnection kafka,
      String transactionalIdPrefix,
      Duration transactionTimeout,
      int parallelism) {
    return new SinkOptions(
        job,
        kafka,
        DeliveryGuarantee.EXACTLY_ONCE,
        transactionalIdPrefix,
        transactionTimeout,
        parallelism);
  }

  /** Everything written at once, and again after a failure. */
  public static SinkOptions atLeastOnce(String job, KafkaConnection kafka, int parallelism) {
    return new SinkOptions(
        job, kafka, DeliveryGuarantee.AT_LEAST_ONCE, "", Duration.ZERO, parallelism);
  }
}
