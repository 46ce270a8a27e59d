/**
 * The series that are watched: what is counted of accounts, segments, the portfolio and sources in
 * each hour and day of event time, and how a count becomes a judged point.
 *
 * <p>Pure. Start reading at {@link io.vitals.domain.anomaly.series.AccountWatch}; what becomes of
 * the points is the matter of {@link io.vitals.domain.anomaly.episode}.
 */
package io.vitals.domain.anomaly.series;
