package io.vitals.flink.quality;

import io.vitals.domain.quality.ScoredFacts;
import io.vitals.schemas.topics.Topic;

/**
 * What became known of an account.
 *
 * @param accountId the account
 * @param time when it became known, epoch milliseconds
 * @param topic the topic of a change row; null for a score
 * @param change the change row, encoded; null for a score
 * @param score what a score tells; null for a change row
 */
public record QualityRow(
    String accountId, long time, Topic topic, byte[] change, ScoredFacts score) {}
