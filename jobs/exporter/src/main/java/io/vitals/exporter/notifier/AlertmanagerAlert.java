package io.vitals.exporter.notifier;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * An alert as Alertmanager's API v2 takes it. It knows an alert by its labels: the same labels are
 * the same alert, whatever else it says.
 *
 * @param labels what it is known and routed by
 * @param annotations what is told to people
 * @param startsAt when it began, RFC 3339; null: when it was first heard of
 * @param endsAt when it is over unless it is sent again, RFC 3339
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlertmanagerAlert(
    Map<String, String> labels, Map<String, String> annotations, String startsAt, String endsAt) {}
