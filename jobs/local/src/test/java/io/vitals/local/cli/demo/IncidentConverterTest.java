package io.vitals.local.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.local.cli.demo.DemoRequest.PlannedIncident;
import io.vitals.local.simulator.Customers;
import io.vitals.local.simulator.Incident;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class IncidentConverterTest {
  private final DemoCommand.IncidentConverter converter = new DemoCommand.IncidentConverter();

  @Test
  void aCustomersIncidentNamesItsSubject() {
    assertThat(converter.convert("usage-collapse:demo:1a-b@60s+90s"))
        .isEqualTo(
            new PlannedIncident(
                Incident.Kind.USAGE_COLLAPSE,
                "demo:1a-b",
                Duration.ofSeconds(60),
                Duration.ofSeconds(90)));
    assertThat(converter.convert("ticket-surge:mid_market@5"))
        .isEqualTo(
            new PlannedIncident(
                Incident.Kind.TICKET_SURGE,
                "mid_market",
                Duration.ofSeconds(5),
                Duration.ofSeconds(240)));
  }

  @Test
  void withoutASubjectAnyIsMeant() {
    assertThat(converter.convert("ticket-surge@60s").subject()).isEqualTo(Customers.ANY);
    assertThat(converter.convert("crm-silent@60s").lasting()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void whatIsNoIncidentIsRefusedWithWhatWouldBe() {
    assertThatThrownBy(() -> converter.convert("usage-collapse:demo:a"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("NAME@60s")
        .hasMessageContaining("ticket-surge");
    assertThatThrownBy(() -> converter.convert("crm-silent:demo:a@60s"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("befalls a source");
  }
}
