/**
 * The rules of anomalies over the simulated company, without a cluster: how often normal life is
 * told of, and how soon what befalls customers is.
 */
package io.vitals.local.anomaly;
