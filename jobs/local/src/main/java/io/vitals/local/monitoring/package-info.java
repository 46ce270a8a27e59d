/**
 * Prometheus, Alertmanager and the notifier beside a local run, where they are installed: the rules
 * and routes of {@code alerts/}, with receivers and intervals that fit one machine and a clock that
 * runs fast. May use the exporter's module and files. Start with {@link
 * io.vitals.local.monitoring.Monitoring}.
 */
package io.vitals.local.monitoring;
