/**
 * The anomaly job: counts what happens at accounts, segments and sources, and tells what stands
 * out. Start reading at {@link io.vitals.flink.anomaly.AnomalyJob}; the rules are in {@link
 * io.vitals.domain.anomaly}.
 */
package io.vitals.flink.anomaly;
