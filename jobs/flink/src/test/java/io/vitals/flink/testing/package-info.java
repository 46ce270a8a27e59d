/**
 * The test kit of the Flink jobs, shared with the modules that run them: a cluster in this process,
 * what stands on a topic, conditions to wait for. Start reading at {@link
 * io.vitals.flink.testing.TestCluster} and {@link io.vitals.flink.testing.TopicContents}.
 */
package io.vitals.flink.testing;
