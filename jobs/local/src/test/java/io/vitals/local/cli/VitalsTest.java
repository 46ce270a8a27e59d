package io.vitals.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.Golden;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VitalsTest {

  private final Session session = new Session();

  @ParameterizedTest
  @CsvSource({
    "--help, help.txt",
    "demo --help, help-demo.txt",
    "replay --help, help-replay.txt",
    "replay ravenstack --help, help-replay-ravenstack.txt",
    "list --help, help-list.txt",
    "list accounts --help, help-list-accounts.txt",
    "list renewals --help, help-list-renewals.txt",
    "list anomalies --help, help-list-anomalies.txt",
    "list exceptions --help, help-list-exceptions.txt",
    "list sources --help, help-list-sources.txt",
    "alerts --help, help-alerts.txt",
    "alerts list --help, help-alerts-list.txt",
    "alerts show --help, help-alerts-show.txt",
    "alerts ack --help, help-alerts-ack.txt",
    "alerts expected --help, help-alerts-expected.txt",
    "alerts false-alarm --help, help-alerts-false-alarm.txt",
    "alerts verdict --help, help-alerts-verdict.txt",
    "detect --help, help-detect.txt",
    "topics --help, help-topics.txt",
    "clock --help, help-clock.txt",
    "simulate --help, help-simulate.txt",
    "bench --help, help-bench.txt",
    "bench health --help, help-bench-health.txt",
    "bench budget --help, help-bench-budget.txt",
    "test --help, help-test.txt"
  })
  void everyCommandExplainsItself(String arguments, String golden) {
    assertThat(session.run(arguments.split(" "))).isZero();
    Golden.assertText(session.out(), golden);
    assertThat(session.err()).isEmpty();
    assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void showsItsVersion() {
    assertThat(session.run("--version")).isZero();
    assertThat(session.out()).startsWith("vitals ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "|name a command: demo, replay, list, alerts, detect, topics, clock, simulate, bench or test; see ./vitals --help",
        "replay|name a data set: ravenstack; see ./vitals replay --help",
        "list|name a list: accounts, renewals, anomalies, exceptions, sources or reconciliations; see ./vitals list --help",
        "list acounts|unknown argument 'acounts'; see ./vitals list --help",
        "list accounts --csv --json|write --csv or --json, not both",
        "list accounts --limit 0|--limit must be from 1 to 2147483647, not 0",
        "list accounts --where color=red|--where: no field 'color'; there are account_id, name, band,"
            + " status, score, confidence, arr, segment, region, tier, owner, stage, renewal_date,"
            + " days_to_renewal, first_driver, held_reason, scored_at",
        "list exceptions --sort age|--sort: no field 'age'; there are type, account_id, name, source,",
        "list renewals --within soon|--within: 'soon' is not a number of days as in 90d",
        "list renewals --within 30d --where renewal_date=|what has no renewal date is not due",
        "list sources --command-config no/such|--command-config: no such file: no/such",
        "alerts --csv --json|write --csv or --json, not both",
        "alerts --kind nonsense|'nonsense' is no kind; there are source_late, source_silent,",
        "alerts --severity page|'page' is no severity; there are info, warning, critical; see ./vitals"
            + " alerts --help",
        "alerts list --scope world|'world' is no scope; there are account, segment, portfolio, source;",
        "alerts sow|unknown argument 'sow'; see ./vitals alerts --help",
        "alerts show|Missing required parameter: 'ID'; see ./vitals alerts show --help",
        "alerts show abcd|no alert 'abcd' is known; take an id that ./vitals alerts --all lists",
        "alerts show abcd --csv --json|write --csv or --json, not both",
        "alerts --all show abcd|write options behind 'show'; see ./vitals alerts show --help",
        "alerts ack abcd|Missing required option: '--by=WHO'; see ./vitals alerts ack --help",
        "alerts ack abcd --by ada@example.com|--by: write a role or an opaque id, as cs-ops or csm-07",
        "alerts ack abcd --by cs-ops|no alert 'abcd' is known; take an id",
        "alerts verdict demo:a maybe --by cs-ops|'maybe': say agree or disagree",
        "alerts verdict demo:a agree --by cs-ops|no account 'demo:a' is known; ./vitals list accounts",
        "bench|name a benchmark: health or budget; see ./vitals bench --help",
        "demmo|unknown argument 'demmo'; see ./vitals --help",
        "demo --accounts many|'many' is not an int",
        "demo --accounts 0|--accounts must be from 1 to 100000, not 0",
        "demo --days 0|--days must be from 1 to 1000, not 0",
        "demo --speed -1|--speed must be from 1 to 86400, not -1",
        "demo --for -1|--for must be from 0 to 1000000, not -1",
        "demo --ui-port 70000|--ui-port must be from 0 to 65535, not 70000",
        "demo --fro 3|unknown option '--fro'; see ./vitals demo --help",
        "demo surplus|unknown argument 'surplus'; see ./vitals demo --help",
        "replay ravenstack|Missing required parameter: 'DIR'; see ./vitals replay ravenstack --help",
        "replay ravenstack no/such/folder|no such folder: no/such/folder",
        "replay ravenstack . --as-of 31.12.2024|'31.12.2024' is not a date as in 2024-06-30",
        "replay ravenstack . --as-of 2024-02-30|'2024-02-30' is not a date as in 2024-06-30",
        "topics|Missing required option: '--bootstrap-servers=HOST:PORT'; see ./vitals topics --help",
        "clock|Missing required option: '--bootstrap-servers=HOST:PORT'; see ./vitals clock --help",
        "topics --bootstrap-servers a:1 --replication-factor 0|--replication-factor must be from 1 to"
            + " 32767, not 0",
        "topics --bootstrap-servers a:1 --command-config no/such|--command-config: no such file: no/such",
        "clock --bootstrap-servers a:1 --command-config no/such|--command-config: no such file: no/such",
        "clock --bootstrap-servers a:1 --dry-run|unknown option '--dry-run'; see ./vitals clock --help",
        "simulate --bootstrap-servers a:1 --speed 0|--speed must be from 1 to 86400, not 0",
        "simulate|Missing required option: '--bootstrap-servers=HOST:PORT'; see ./vitals simulate --help",
        "bench health --runs 0|--runs must be from 1 to 100, not 0",
        "bench budget --days 9|--days must be from 10 to 1000, not 9",
      })
  void aMistakeIsOneLineThatSaysWhatToDo(String arguments, String message) {
    String[] words = arguments == null ? new String[0] : arguments.split(" ");
    assertThat(session.run(words)).isEqualTo(2);
    assertThat(session.err()).startsWith("vitals: ").contains(message).hasLineCount(1);
    assertThat(session.out()).isEmpty();
  }

  @Test
  void aMistakeThatTheRunFindsIsAMistake() {
    session.demo =
        (request, screen) -> {
          throw new UserMistakeException("no model of that name");
        };
    assertThat(session.run("demo", "--ui-port", "0")).isEqualTo(2);
    assertThat(session.err()).contains("vitals: no model of that name\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailureIsOneLineThatNamesTheLog(boolean json) {
    session.demo =
        (request, screen) -> {
          throw new CompletionException("asynchronously", new IOException("disk is\n\tfull"));
        };
    String[] arguments = json ? new String[] {"demo", "--json"} : new String[] {"demo"};
    assertThat(session.run(arguments)).isEqualTo(1);
    assertThat(session.err().lines().filter(line -> line.startsWith("vitals: ")))
        .containsExactly(
            "vitals: demo failed: java.io.IOException: disk is full; the log has the rest:"
                + " vitals.log");
    assertThat(session.err()).doesNotContain("\tat ");
    if (json) {
      assertThat(session.out()).isEmpty();
    }
  }

  @Test
  void aFailureOfTheMachineIsAFailureToo() {
    session.bench =
        (request, screen) -> {
          throw new NoClassDefFoundError("org/rocksdb/RocksDB");
        };
    assertThat(session.run("bench", "health")).isEqualTo(1);
    assertThat(session.err()).hasLineCount(1).contains("NoClassDefFoundError: org/rocksdb/RocksDB");
  }

  @Test
  void aKnownReasonStandsAlone() {
    session.bench =
        (request, screen) -> {
          throw new RunFailedException("the job ended FAILED", new IOException("lost"));
        };
    assertThat(session.run("bench", "health")).isEqualTo(1);
    assertThat(session.err())
        .isEqualTo(
            "vitals: health failed: the job ended FAILED; the log has the rest: vitals.log\n");
  }

  @Test
  void anInterruptionIsOneWhateverWrapsIt() {
    session.bench =
        (request, screen) -> {
          throw new IllegalStateException("no broker", new InterruptedException());
        };
    assertThat(session.run("bench", "health")).isEqualTo(130);
    assertThat(session.err()).isEqualTo("vitals: health was interrupted\n");
  }

  @Test
  void testsAreRunByTheScript() {
    assertThat(session.run("test", "--long")).isEqualTo(2);
    assertThat(session.err()).hasLineCount(1);
  }
}
