/**
 * The test kit of the Flink jobs, shared with the modules that run them: a cluster and a broker in
 * this process, what stands on a topic, conditions to wait for. Start reading at {@link
 * io.vitals.flink.testing.TestCluster} and {@link io.vitals.flink.testing.TestBroker}.
 */
package io.vitals.flink.testing;
