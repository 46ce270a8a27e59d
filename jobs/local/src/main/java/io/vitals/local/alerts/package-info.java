/**
 * Alerts as {@code ./vitals alerts} lists them: the episodes that are known, what ties them, which
 * are wanted, and the short names people call them by. Knows records and columns, no broker and no
 * command line. Start reading at {@link io.vitals.local.alerts.KnownAlerts}.
 */
package io.vitals.local.alerts;
