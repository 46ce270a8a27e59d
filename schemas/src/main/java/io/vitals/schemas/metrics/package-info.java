/**
 * The metric dictionary: what every number means, where it comes from and who answers for it. May
 * use the YAML reader and the generated records. Start reading at {@link
 * io.vitals.schemas.metrics.MetricDictionary}.
 */
package io.vitals.schemas.metrics;
