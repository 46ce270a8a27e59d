/**
 * Which of the many anomalies of a bucket of event time a human is told of: few enough to be read,
 * and few of them false.
 *
 * <p>{@link io.vitals.domain.anomaly.budget.Causes} first finds what several anomalies have in
 * common: a source that broke, a segment that moved as one. {@link
 * io.vitals.domain.anomaly.budget.AlertBudget} then decides, with what it has spent so far, and
 * says of everything it held back why. Pure: all that is remembered is an argument and a result,
 * and the order of what one bucket brought does not matter. Start reading at {@link
 * io.vitals.domain.anomaly.budget.AlertBudget#decide}.
 */
package io.vitals.domain.anomaly.budget;
