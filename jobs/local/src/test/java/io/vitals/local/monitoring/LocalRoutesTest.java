package io.vitals.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalRoutesTest {
  private static final String FILE =
      """
      global: {smtp_smarthost: "mail:25"}
      templates: ["templates/*.tmpl"]
      time_intervals: [{name: nights}]
      route:
        receiver: daily
        group_by: [kind]
        group_wait: 30s
        repeat_interval: 1h30m
        routes:
          - {receiver: pager, group_wait: 1s, matchers: ["severity=critical"], mute_time_intervals: [nights]}
      inhibit_rules: [{source_matchers: [a=b], target_matchers: [c=d]}]
      receivers:
        - {name: nobody}
        - {name: daily, email_configs: [{to: "a@b.example"}]}
        - {name: pager, slack_configs: [{channel: x}]}
      """;

  @Test
  void intervalsAreDividedAndReceiversAreOneWebhook() {
    String local = LocalRoutes.of(FILE, 60, Optional.of(URI.create("http://127.0.0.1:1/hook")));
    assertThat(local)
        .contains("group_wait: 500ms", "repeat_interval: 90000ms", "http://127.0.0.1:1/hook")
        .contains("severity=critical", "a=b")
        .doesNotContain("smtp", "email", "slack", "nights", "templates");
    assertThat(local.split("send_resolved", -1)).as("receivers that tell anybody").hasSize(3);
  }

  @Test
  void withoutWebhookNobodyIsTold() {
    assertThat(LocalRoutes.of(FILE, 1, Optional.empty()))
        .contains("group_wait: 30000ms")
        .doesNotContain("webhook");
  }
}
