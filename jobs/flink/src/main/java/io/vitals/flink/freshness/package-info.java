/**
 * The freshness job: how every declared source does, from what intake counted. Start reading at
 * {@link io.vitals.flink.freshness.FreshnessJob}; the rules stand in {@code
 * io.vitals.domain.freshness}.
 */
package io.vitals.flink.freshness;
