/**
 * The topic catalogue: every topic with its key, records, partitions, retention and guarantee.
 * Start reading at {@link io.vitals.schemas.topics.Topic}.
 */
package io.vitals.schemas.topics;
