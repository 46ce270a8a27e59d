package io.vitals.local.history;

import io.vitals.schemas.topics.Topic;

/**
 * A source's way into a topic.
 *
 * @param source the source's id
 * @param topic the topic it writes to
 */
public record Feed(String source, Topic topic) {}
