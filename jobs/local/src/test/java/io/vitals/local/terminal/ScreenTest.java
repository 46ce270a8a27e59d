package io.vitals.local.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);
  private Instant now = NOON;
  private final InstantSource clock = () -> now;

  @Test
  void linesComeAtASlowPace() {
    try (Screen screen = Screen.on(out, false, Map.of(), clock)) {
      screen.note("Starting the broker");
      for (int second = 0; second < 12; second++) {
        now = NOON.plusSeconds(second);
        screen.loading(Views.LOADING);
      }
    }
    assertThat(written())
        .containsOnlyOnce("Starting the broker")
        .doesNotContain("\u001b")
        .satisfies(text -> assertThat(occurrences(text, "loading 42 %")).isEqualTo(3));
  }

  @Test
  void theWholeViewStandsAtTheBeginningAndAtTheEnd() {
    Screen screen = Screen.on(out, false, Map.of(), clock);
    screen.live(Views.LIVE);
    now = NOON.plusSeconds(1);
    screen.live(Views.LIVE);
    now = NOON.plusSeconds(6);
    screen.live(Views.LIVE);
    screen.close();
    screen.close();
    assertThat(occurrences(written(), "Accounts")).isEqualTo(2);
    assertThat(occurrences(written(), "healthy 312, watch 104")).isEqualTo(1);
  }

  @Test
  void aPanelIsRedrawnWhereItStands() {
    Screen screen = Screen.on(out, true, Map.of("NO_COLOR", "1"), clock);
    screen.loading(Views.LOADING);
    int height = new LoadingPanel(Style.PLAIN).lines(Views.LOADING).size();
    bytes.reset();
    screen.loading(Views.LOADING);
    assertThat(written()).startsWith("\u001b[?7l\r\u001b[" + height + "A").endsWith("\u001b[?7h");
    bytes.reset();
    screen.note("One task failed and is back");
    assertThat(written())
        .as("a note stays above the panel")
        .containsSubsequence("A", "One task failed", "Loading history");
  }

  @Test
  void aClosedScreenIsNotDrawnOver() {
    Screen screen = Screen.on(out, true, Map.of(), clock);
    screen.live(Views.LIVE);
    screen.close();
    bytes.reset();
    screen.note("Closing");
    assertThat(written())
        .as("the cursor does not go up into what was left to be read")
        .contains("Closing")
        .doesNotContainPattern("\u001b\\[[0-9]+A");
  }

  @Test
  void everyChangeOfTheTerminalIsTakenBackInTheSameFrame() {
    Screen.on(out, true, Map.of(), clock).live(Views.LIVE);
    assertThat(occurrences(written(), "\u001b[?7l"))
        .isEqualTo(occurrences(written(), "\u001b[?7h"));
    assertThat(written()).doesNotContain("\u001b[?25l").doesNotContain("\u001b[?1049h");
  }

  @Test
  void theEnvironmentDecidesColourAndCharacters() {
    assertThat(Style.of(true, Map.of())).isEqualTo(new Style(true, false));
    assertThat(Style.of(true, Map.of("NO_COLOR", "1"))).isEqualTo(Style.PLAIN);
    assertThat(Style.of(true, Map.of("NO_COLOR", ""))).isEqualTo(new Style(true, false));
    assertThat(Style.of(false, Map.of())).isEqualTo(Style.PLAIN);
    for (String locale : List.of("en_GB.UTF-8", "C.utf8", "de_DE.utf-8@euro")) {
      assertThat(Style.of(false, Map.of("LANG", locale)).unicode()).as(locale).isTrue();
    }
    assertThat(Style.of(false, Map.of("LANG", "C.UTF-8", "LC_ALL", "C")).unicode()).isFalse();
  }

  private String written() {
    return bytes.toString(UTF_8);
  }

  private static int occurrences(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
