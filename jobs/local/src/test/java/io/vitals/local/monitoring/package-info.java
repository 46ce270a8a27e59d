/** Alerting from end to end, with the real Prometheus and Alertmanager. */
package io.vitals.local.monitoring;
