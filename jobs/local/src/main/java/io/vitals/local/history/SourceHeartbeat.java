package io.vitals.local.history;

import io.vitals.schemas.topics.Topic;

/**
 * A source's word that it is alive, for every partition of a topic.
 *
 * @param topic where to
 * @param source the source that speaks
 * @param ingestTime when it speaks, epoch milliseconds
 * @param completeThrough all that happened before was sent, epoch milliseconds
 */
public record SourceHeartbeat(Topic topic, String source, long ingestTime, long completeThrough)
    implements HistoryEntry {}
