package io.vitals.local.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitals.local.Golden;
import io.vitals.local.cli.Reports;
import io.vitals.local.cli.Session;
import io.vitals.local.cli.shared.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayRavenStackCommandTest {

  private final Session session = new Session();
  private final List<ReplayRequest> requests = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void aSmallDataSet() throws IOException {
    file("accounts", "account_id,signup_date\nA-1,2023-04-01\n");
    file("subscriptions", "subscription_id,start_date,end_date\nS-1,2023-02-03,\n");
    file("feature_usage", "usage_id,usage_date\nU-1,not a date\nU-2\nU-3,2024-01-01\n");
    file("support_tickets", "ticket_id,submitted_at,closed_at\nT-1,2023-03-01,2023-03-02 3:00\n");
    file("churn_events", "churn_event_id,churn_date\n");
    session.replay =
        (request, screen) -> {
          requests.add(request);
          screen.note("Sending");
          return Reports.replay();
        };
  }

  @Test
  void printsTables() {
    assertThat(run()).isZero();
    Golden.assertText(session.out(), "replay.txt");
    assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(session.err()).isEqualTo("Sending\n");
    assertThat(requests).singleElement().matches(request -> request.asOf().isEmpty());
  }

  @Test
  void printsExactlyOneJsonObject() throws IOException {
    assertThat(run("--json", "--as-of", "2023-02-03")).isZero();
    Golden.assertText(session.out(), "replay.json");
    JsonNode json =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readTree(session.out());
    assertThat(json.get("bands").fieldNames())
        .toIterable()
        .containsExactly("healthy", "watch", "at_risk", "held", "unknown");
    assertThat(requests.get(0).asOf()).contains(LocalDate.of(2023, 2, 3));
  }

  @Test
  void amountsAreWholeUnitsWithoutAnExponent() {
    assertThat(Json.amount(new BigDecimal("121915296.00"))).hasToString("121915296");
    assertThat(Json.amount(new BigDecimal("1.2E+8")).toPlainString()).isEqualTo("120000000");
    assertThat(Json.amount(new BigDecimal("0.00"))).hasToString("0");
  }

  @Test
  void listsTheAccounts() {
    Path list = folder.resolve("list.csv");
    assertThat(run("--accounts", list.toString())).isZero();
    assertThat(list)
        .hasContent(
            """
            account_id,score,band,status,confidence,arr
            ravenstack:A-1,69.358,at_risk,fresh,0.960,64000000.50
            ravenstack:A-2,,unknown,unknown,0.410,1250.00
            ravenstack:A-3,,not_scored,not_scored,,0.00
            """);
  }

  @Test
  void refusesADateSoFarAheadThatTicksWouldFillTheDisk() {
    for (String date : List.of("9999-12-31", "+999999999-12-31")) {
      assertThat(run("--as-of", date)).isEqualTo(2);
    }
    assertThat(session.err())
        .isEqualTo(
            "vitals: --as-of 9999-12-31 is after 2100-01-01\n"
                + "vitals: --as-of +999999999-12-31 is after 2100-01-01\n");
    assertThat(requests).isEmpty();
  }

  @Test
  void refusesAFolderThatIsNotTheDataSet() throws IOException {
    Files.delete(folder.resolve("ravenstack_churn_events.csv"));
    assertThat(run()).isEqualTo(2);
    assertThat(session.err())
        .endsWith("is not a RavenStack folder: no ravenstack_churn_events.csv\n")
        .hasLineCount(1);
  }

  @Test
  void leavesRowsThatCannotBeReadToTheReplay() throws IOException {
    file("accounts", "\uFEFFaccount_id,signup_date\nA-1,\"2023-02-03\nA-2,\"a\"b\n");
    assertThat(run()).isZero();
    assertThat(requests).hasSize(1);
  }

  @Test
  void refusesAListItCannotWrite() {
    assertThat(run("--accounts", folder.toString())).isEqualTo(2);
    assertThat(run("--accounts", folder.resolve("none/list.csv").toString())).isEqualTo(2);
    assertThat(session.err())
        .contains("--accounts names a folder", "--accounts: no such folder: ")
        .hasLineCount(2);
  }

  @Test
  void aListThatCannotBeWrittenAfterAllDoesNotCostTheReport() {
    Path list = folder.resolve("list.csv");
    session.replay =
        (request, screen) -> {
          Files.createDirectory(list);
          return Reports.replay();
        };
    assertThat(run("--accounts", list.toString())).isEqualTo(1);
    Golden.assertText(session.out(), "replay.txt");
    assertThat(session.err())
        .startsWith("vitals: ravenstack failed: the list of accounts cannot be written: ")
        .contains(list.toString())
        .hasLineCount(1);
  }

  @Test
  void aReportThatDoesNotAddUpIsAFailure() {
    ReplayReport right = Reports.replay();
    session.replay =
        (request, screen) ->
            new ReplayReport(
                right.asOf(),
                right.accounts() + 1,
                right.activeSubscriptions(),
                right.currency(),
                right.arr().add(BigDecimal.ONE),
                right.openTickets() + 1,
                right.bands(),
                Map.of("accounts", new RowClasses(9, 1, 1, 1, 1, 1, 1, 1, 1)),
                Map.of(),
                right.quality(),
                right.lines());
    assertThat(run("--json")).isEqualTo(1);
    assertThat(session.out()).startsWith("{");
    assertThat(session.err().lines())
        .containsExactly(
            "vitals: the report does not add up: the bands hold 430 accounts, not 431",
            "vitals: the report does not add up: the bands hold an ARR of 64001250.50, not"
                + " 64001251.50",
            "vitals: the report does not add up: the bands hold 19 open tickets, not 20",
            "vitals: the report does not add up: accounts: 8 rows are in a class, not 9");
  }

  @Test
  void anInterruptedReplayIsNotDone() {
    session.replay =
        (request, screen) -> {
          throw new InterruptedException();
        };
    assertThat(run("--json")).isEqualTo(130);
    assertThat(session.out()).isEmpty();
    assertThat(session.err()).isEqualTo("vitals: ravenstack was interrupted\n");
  }

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("replay", "ravenstack", folder.toString()));
    arguments.addAll(List.of(options));
    return session.run(arguments.toArray(String[]::new));
  }

  private void file(String name, String content) throws IOException {
    Files.writeString(folder.resolve("ravenstack_" + name + ".csv"), content);
  }
}
