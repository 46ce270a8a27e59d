/**
 * The alerts job: from what is the case to episodes of alerts. May use the domain and the
 * punctuated topics; knows nothing of who delivers. Start with {@link
 * io.vitals.flink.alerts.AlertsJob}.
 */
package io.vitals.flink.alerts;
