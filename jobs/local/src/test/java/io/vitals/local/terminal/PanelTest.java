package io.vitals.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.Golden;
import io.vitals.schemas.CountBand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PanelTest {

  private static final Style UNICODE = new Style(false, true);
  private static final Style COLOURS = new Style(true, true);

  @Test
  void showsLoading() {
    Golden.assertLines(new LoadingPanel(Style.PLAIN).lines(Views.LOADING), "loading.txt");
    Golden.assertLines(
        new LoadingPanel(Style.PLAIN).plainLines(Views.LOADING), "loading-plain.txt");
  }

  @Test
  void showsLoadingThatNobodyCanForetell() {
    LoadingProgress begin = new LoadingProgress(0, 0, Instant.EPOCH, 0, Optional.empty());
    assertThat(new LoadingPanel(Style.PLAIN).lines(begin))
        .contains("  0 of 0 records, 0 a second")
        .anyMatch(line -> line.endsWith("0 %"));
  }

  @Test
  void showsTheLiveView() {
    Golden.assertLines(new LivePanel(Style.PLAIN).lines(Views.LIVE), "live.txt");
    Golden.assertLines(new LivePanel(UNICODE).lines(Views.LIVE), "live-unicode.txt");
    Golden.assertLines(new LivePanel(Style.PLAIN).plainLines(Views.LIVE), "live-plain.txt");
    Golden.assertLines(new LivePanel(Style.PLAIN).lines(Views.QUIET), "live-quiet.txt");
  }

  @Test
  void fitsAnEightyByTwentyFourTerminal() {
    for (List<String> panel :
        List.of(
            new LoadingPanel(UNICODE).lines(Views.LOADING),
            new LoadingPanel(UNICODE).plainLines(Views.LOADING),
            new LivePanel(UNICODE).lines(Views.BUSY),
            new LivePanel(UNICODE).plainLines(Views.BUSY))) {
      assertThat(panel).hasSizeLessThan(24).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void colourAddsNothingButColour() {
    List<String> plain = new LivePanel(UNICODE).lines(Views.LIVE);
    List<String> coloured = new LivePanel(COLOURS).lines(Views.LIVE);
    assertThat(coloured).isNotEqualTo(plain);
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9]*m", "")))
        .containsExactlyElementsOf(plain);
  }

  @ParameterizedTest
  @EnumSource(CountBand.class)
  void onlyHealthyIsGreen(CountBand band) {
    assertThat(Tone.of(band) == Tone.GOOD).isEqualTo(band == CountBand.HEALTHY);
  }

  @Test
  void namesCannotControlTheTerminal() {
    assertThat(Text.cut("Evil\u001b[2J\r\nInc", 30)).isEqualTo("Evil[2JInc");
  }

  @Test
  void aFewAccountsStillShowInTheBar() {
    assertThat(Style.PLAIN.bar(0.001, 10, Tone.BAD)).isEqualTo("#---------");
    assertThat(Style.PLAIN.bar(0, 10, Tone.BAD)).isEqualTo("----------");
    assertThat(Style.PLAIN.bar(1, 10, Tone.BAD)).isEqualTo("##########");
  }
}
