/**
 * {@code ./vitals alerts} and the commands below it: what is open, everything of one alert, and
 * what somebody says of it. What an alert is to them stands in {@link io.vitals.local.alerts}.
 */
package io.vitals.local.cli.alerts;
