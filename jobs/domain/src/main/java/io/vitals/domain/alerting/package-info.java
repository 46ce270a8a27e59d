/**
 * From what is the case to whom is told of it: conditions of accounts, sources, segments and data
 * ({@link io.vitals.domain.alerting.Condition}), the declared kinds of alerts ({@link
 * io.vitals.domain.alerting.AlertCatalogue}), how grave they are ({@link
 * io.vitals.domain.alerting.SeverityRule}), and the life of an episode ({@link
 * io.vitals.domain.alerting.Lifecycle}). Pure: may use the contracts and what they say, no engine
 * and no clock. Start with {@link io.vitals.domain.alerting.Lifecycle}.
 */
package io.vitals.domain.alerting;
