package io.vitals.local.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.cli.demo.PortChoice.Found;
import io.vitals.local.cli.demo.PortChoice.Wish;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortChoiceTest {

  @Test
  void aFreePortTakesThePlaceOfAUsualOneThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Found found = PortChoice.choose(List.of(wish("--ui-port", taken.getLocalPort())));
      assertThat(found.port("--ui-port")).isNotEqualTo(taken.getLocalPort()).isPositive();
      assertThat(found.notes())
          .containsExactly(
              "port "
                  + taken.getLocalPort()
                  + " is taken: the thing is at "
                  + found.port("--ui-port"));
    }
  }

  @Test
  void theUsualPortIsTakenWithoutAWord() throws IOException {
    int free = freePort();
    Found found = PortChoice.choose(List.of(wish("--ui-port", free)));
    assertThat(found.port("--ui-port")).isEqualTo(free);
    assertThat(found.notes()).isEmpty();
  }

  @Test
  void aNamedPortComesBeforeTheUsualOneOfAnother() throws IOException {
    int free = freePort();
    Found found =
        PortChoice.choose(
            List.of(
                wish("--ui-port", free),
                new Wish("--kafka-port", "the broker", 9092, Optional.of(free))));
    assertThat(found.port("--kafka-port")).isEqualTo(free);
    assertThat(found.port("--ui-port")).isNotEqualTo(free);
  }

  @Test
  void aPortThatMayNotBeOpenedIsNotCalledTaken() {
    assertThat(PortChoice.refusal(80, new BindException("Permission denied")))
        .isEqualTo("port 80 cannot be opened (Permission denied)");
  }

  private static Wish wish(String option, int usual) {
    return new Wish(option, "the thing", usual, Optional.empty());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
