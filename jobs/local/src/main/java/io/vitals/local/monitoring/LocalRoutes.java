package io.vitals.local.monitoring;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The routes of {@code alerts/alertmanager.yaml} for one machine: grouping and inhibition as they
 * are, intervals divided by how much faster time runs here, whatever the time of day, and in the
 * place of chat and mail at most one webhook.
 */
final class LocalRoutes {
  private static final Set<String> INTERVALS =
      Set.of("group_wait", "group_interval", "repeat_interval");
  private static final Set<String> TIMES_OF_DAY =
      Set.of("active_time_intervals", "mute_time_intervals");
  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d|w)");
  private static final long LEAST_MILLIS = 500;

  private LocalRoutes() {}

  /**
   * The configuration.
   *
   * @param yaml the file
   * @param faster how much faster time runs, at least 1
   * @param webhook who is told; empty: nobody, it is only shown
   */
  static String of(String yaml, double faster, Optional<URI> webhook) {
    Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Map<String, Object> local = new LinkedHashMap<>();
    local.put("route", scaled(file.get("route"), faster));
    if (file.get("inhibit_rules") != null) {
      local.put("inhibit_rules", file.get("inhibit_rules"));
    }
    List<Map<String, Object>> receivers = new ArrayList<>();
    for (Object receiver : (List<?>) file.get("receivers")) {
      Map<?, ?> declared = (Map<?, ?>) receiver;
      Map<String, Object> here = new LinkedHashMap<>();
      here.put("name", declared.get("name"));
      boolean tellsAnybody = declared.size() > 1;
      if (tellsAnybody && webhook.isPresent()) {
        here.put(
            "webhook_configs",
            List.of(Map.of("url", webhook.get().toString(), "send_resolved", true)));
      }
      receivers.add(here);
    }
    local.put("receivers", receivers);
    return new Dump(DumpSettings.builder().build()).dumpToString(local);
  }

  private static Object scaled(Object node, double faster) {
    if (node instanceof Map<?, ?> fields) {
      Map<String, Object> next = new LinkedHashMap<>();
      fields.forEach(
          (key, value) -> {
            String name = String.valueOf(key);
            if (INTERVALS.contains(name)) {
              next.put(name, divided(String.valueOf(value), faster));
            } else if (!TIMES_OF_DAY.contains(name)) {
              next.put(name, scaled(value, faster));
            }
          });
      return next;
    }
    if (node instanceof List<?> items) {
      return items.stream().map(item -> scaled(item, faster)).toList();
    }
    return node;
  }

  private static String divided(String duration, double faster) {
    long millis = 0;
    Matcher parts = DURATION.matcher(duration);
    while (parts.find()) {
      long number = Long.parseLong(parts.group(1));
      millis +=
          switch (parts.group(2)) {
            case "ms" -> number;
            case "s" -> Duration.ofSeconds(number).toMillis();
            case "m" -> Duration.ofMinutes(number).toMillis();
            case "h" -> Duration.ofHours(number).toMillis();
            case "d" -> Duration.ofDays(number).toMillis();
            default -> Duration.ofDays(7 * number).toMillis();
          };
    }
    return Math.max(LEAST_MILLIS, Math.round(millis / faster)) + "ms";
  }
}
