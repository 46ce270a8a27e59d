/**
 * What becomes of judged points: points of one subject that move together are one candidate, what
 * has a cause is told of with it, a budget decides who is told of at all, and what was told of is
 * an episode that goes on and ends.
 *
 * <p>Pure: all that is remembered is an argument and a result. Start reading at {@link
 * io.vitals.domain.anomaly.episode.Anomalies#decide}.
 */
package io.vitals.domain.anomaly.episode;
