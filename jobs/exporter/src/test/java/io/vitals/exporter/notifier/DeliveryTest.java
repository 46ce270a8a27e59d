package io.vitals.exporter.notifier;

import static io.vitals.exporter.notifier.TestingAlerts.NINE;
import static io.vitals.exporter.notifier.TestingAlerts.firing;
import static io.vitals.exporter.notifier.TestingAlerts.inhibited;
import static io.vitals.exporter.notifier.TestingAlerts.resolved;
import static io.vitals.exporter.notifier.TestingAlerts.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vitals.schemas.Alert;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final NotifierOptions OPTIONS =
      NotifierOptions.defaults("b:9092", List.of(URI.create("http://am:9093")));

  private final AlertBook book = new AlertBook(OPTIONS.resolvedFor(), Duration.ofDays(1));
  private final NotifierMetrics metrics = new NotifierMetrics(new SimpleMeterRegistry(), book);
  private final TestingAlertmanager alertmanager = new TestingAlertmanager();
  private final Delivery delivery = delivery(alertmanager);

  @Test
  void nothingIsSentBeforeTheTopicIsRead() throws Exception {
    book.apply(firing("demo:a"), NINE);
    delivery.step(NINE);
    assertThat(alertmanager.requests).isEmpty();
    assertThat(delivery.sent(NINE))
        .as("no change but that is waited for")
        .isEqualTo(Long.MAX_VALUE);
    book.caughtUp(NINE);
    delivery.step(NINE);
    assertThat(alertmanager.take()).hasSize(1);
  }

  @Test
  void whatChangesIsSentAtOnceAndEverythingEachMinute() throws Exception {
    start(firing("demo:a"));
    assertThat(alertmanager.take()).hasSize(1);
    delivery.step(NINE.plus(SECOND));
    assertThat(alertmanager.take()).as("nothing changed").isEmpty();
    book.apply(firing("demo:b"), NINE.plus(SECOND));
    delivery.step(NINE.plus(SECOND));
    assertThat(alertmanager.take())
        .singleElement()
        .satisfies(alert -> assertThat(alert.labels()).containsEntry("subject", "demo:b"));
    delivery.step(NINE.plus(MINUTE));
    assertThat(alertmanager.take())
        .hasSize(2)
        .allSatisfy(
            alert ->
                assertThat(Instant.parse(alert.endsAt()))
                    .isEqualTo(NINE.plus(MINUTE).plus(OPTIONS.endsAfter())));
  }

  @Test
  void anEndIsToldForFiveMinutes() throws Exception {
    start(firing("demo:a"));
    alertmanager.take();
    Instant ended = NINE.plus(MINUTE);
    book.apply(resolved("demo:a"), ended);
    for (int minute = 1; minute <= 5; minute++) {
      delivery.step(NINE.plus(MINUTE.multipliedBy(minute)));
      assertThat(alertmanager.take())
          .as("minute %d", minute)
          .singleElement()
          .satisfies(alert -> assertThat(alert.endsAt()).isEqualTo(ended + ""));
    }
    delivery.step(NINE.plus(MINUTE.multipliedBy(7)));
    assertThat(alertmanager.take()).isEmpty();
    assertThat(book.counts()).containsEntry("resolved", 0L);
  }

  @Test
  void aRestartSendsTheSameLabels() throws Exception {
    start(firing("demo:a"));
    Map<String, String> before = alertmanager.take().get(0).labels();
    AlertBook again = new AlertBook(OPTIONS.resolvedFor(), Duration.ofDays(1));
    again.apply(
        Alert.newBuilder(firing("demo:a")).setSummary("events -90 %").setArrMinor(1L).build(),
        NINE.plus(MINUTE));
    again.caughtUp(NINE.plus(MINUTE));
    Entry entry = again.entries(-1, NINE.plus(MINUTE)).get(0);
    assertThat(new AlertMessages(OPTIONS, again).of(entry, NINE.plus(MINUTE)).labels())
        .isEqualTo(before);
  }

  @Test
  void whatEndedWhileItWasAwayIsToldAndWhatEndedLongAgoIsNot() throws Exception {
    book.passed(NINE);
    Alert longAgo =
        Alert.newBuilder(resolved("demo:old"))
            .setIngestTime(NINE.minus(Duration.ofDays(2)))
            .build();
    book.apply(longAgo, NINE);
    start(resolved("demo:a"));
    assertThat(alertmanager.take())
        .singleElement()
        .satisfies(alert -> assertThat(alert.labels()).containsEntry("subject", "demo:a"));
  }

  @Test
  void whatABrokenSourceExplainsIsToldWithIt() throws Exception {
    book.apply(inhibited("demo:small", 1_00), NINE);
    book.apply(inhibited("demo:large", 900_000_00), NINE);
    start(silent());
    assertThat(alertmanager.take())
        .filteredOn(alert -> Instant.parse(alert.endsAt()).isAfter(NINE))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.labels()).containsEntry("source", "crm");
              assertThat(alert.annotations())
                  .containsEntry("inhibited", "2")
                  .containsEntry("accounts", "198")
                  .containsEntry("affected", "Company of demo:large, Company of demo:small");
            });
  }

  @Test
  void namesAreAnnotationsOnlyAndCanBeLeftOut() {
    book.apply(firing("demo:a"), NINE);
    Entry entry = book.entries(-1, NINE).get(0);
    AlertmanagerAlert told = new AlertMessages(OPTIONS, book).of(entry, NINE);
    assertThat(told.annotations().get("summary")).startsWith("Lumbrix Labs: events -80 %");
    assertThat(told.labels().toString()).doesNotContain("Lumbrix");
    assertThat(told.annotations()).containsEntry("arr", "USD 120,000");
    NotifierOptions nameless =
        NotifierOptionsParser.parse(
            List.of(
                "--bootstrap-servers=b:9092", "--alertmanagers=http://am:9093", "--names=false"),
            Map.of());
    assertThat(new AlertMessages(nameless, book).of(entry, NINE).toString())
        .doesNotContain("Lumbrix");
  }

  @Test
  void aTimeAheadOfTheClockIsLeftToAlertmanager() {
    book.apply(firing("demo:a"), NINE);
    Entry entry = book.entries(-1, NINE).get(0);
    AlertMessages messages = new AlertMessages(OPTIONS, book);
    assertThat(messages.of(entry, NINE.minus(MINUTE)).startsAt()).isNull();
    assertThat(messages.of(entry, NINE).startsAt()).isEqualTo(NINE.toString());
  }

  @Test
  void oneThatDoesNotAnswerIsTriedAgainAndToldEverything() throws Exception {
    alertmanager.dead = true;
    start(firing("demo:a"));
    Instant now = NINE;
    int tries = 1;
    for (int second = 1; second <= 600; second++) {
      now = NINE.plusSeconds(second);
      int before = alertmanager.tries;
      delivery.step(now);
      tries += alertmanager.tries - before;
    }
    assertThat(tries).as("tries in ten minutes").isBetween(20, 60);
    alertmanager.dead = false;
    book.apply(firing("demo:b"), now);
    for (int second = 1; second <= 31; second++) {
      delivery.step(now.plusSeconds(second));
    }
    assertThat(alertmanager.take())
        .extracting(alert -> alert.labels().get("subject"))
        .containsExactlyInAnyOrder("demo:a", "demo:b");
  }

  @Test
  void aDeadOneBlocksNoOther() throws Exception {
    TestingAlertmanager dead = new TestingAlertmanager();
    dead.dead = true;
    Delivery other = delivery(dead);
    start(firing("demo:a"));
    other.step(NINE);
    book.apply(firing("demo:b"), NINE);
    other.step(NINE);
    delivery.step(NINE);
    assertThat(alertmanager.take()).hasSize(2);
  }

  @Test
  void whatIsGoneFromTheTopicIsOver() throws Exception {
    start(firing("demo:a"));
    alertmanager.take();
    book.remove(firing("demo:a").getEpisodeId(), NINE.plus(SECOND));
    delivery.step(NINE.plus(SECOND));
    assertThat(alertmanager.take())
        .singleElement()
        .satisfies(alert -> assertThat(alert.endsAt()).isEqualTo(NINE.plus(SECOND) + ""));
  }

  @Test
  void oneAlertThatIsRefusedHoldsBackNoOther() throws Exception {
    alertmanager.refused = "demo:137";
    IntStream.range(0, 450).forEach(i -> book.apply(firing("demo:" + i), NINE));
    start(firing("demo:last"));
    assertThat(alertmanager.take()).hasSize(450);
    assertThat(alertmanager.largest).isLessThanOrEqualTo(200);
    alertmanager.tries = 0;
    delivery.step(NINE.plus(MINUTE));
    assertThat(alertmanager.take()).as("the others again").hasSize(450);
    assertThat(alertmanager.tries).as("without the one that was refused").isEqualTo(3);
  }

  private void start(Alert alert) throws InterruptedException {
    book.apply(alert, NINE);
    book.caughtUp(NINE);
    delivery.step(NINE);
  }

  private Delivery delivery(Alertmanager to) {
    metrics.watch("am:9093");
    return new Delivery(
        "am:9093",
        book,
        new AlertMessages(OPTIONS, book),
        to,
        metrics,
        OPTIONS.resend(),
        new Random(5));
  }

  private static final class TestingAlertmanager implements Alertmanager {
    private final List<AlertmanagerAlert> requests = new ArrayList<>();
    private boolean dead;
    private String refused = "";
    private int tries;
    private int largest;

    @Override
    public Answer send(List<AlertmanagerAlert> alerts) throws IOException {
      tries++;
      largest = Math.max(largest, alerts.size());
      if (dead) {
        throw new ConnectException("refused");
      }
      if (alerts.stream().anyMatch(alert -> alert.labels().containsValue(refused))) {
        return Answer.REFUSED;
      }
      requests.addAll(alerts);
      return Answer.TAKEN;
    }

    private List<AlertmanagerAlert> take() {
      List<AlertmanagerAlert> taken = List.copyOf(requests);
      requests.clear();
      return taken;
    }
  }
}
