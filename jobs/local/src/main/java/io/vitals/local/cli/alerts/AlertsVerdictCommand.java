package io.vitals.local.cli.alerts;

import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.DemoKafkaOptions;
import io.vitals.local.cli.shared.Json;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.list.LatestRows;
import io.vitals.local.terminal.Text;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.topics.Topic;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code ./vitals alerts verdict}. */
@Command(
    name = "verdict",
    header = "Say whether the band of an account is right.",
    description = {
      "",
      "The band is the one that is published now. It is kept beside what you say."
    },
    sortOptions = false,
    parameterListHeading = "%nWhere:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Example:",
      "  ./vitals alerts verdict demo:1k7x2m disagree --by csm-07 --note renewed"
    })
final class AlertsVerdictCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id, as demo:1k7x2m.")
  private String account;

  @Parameters(
      index = "1",
      paramLabel = "agree|disagree",
      converter = WordConverter.class,
      description = "Whether its band is right.")
  private AlertVerdictKind word;

  @Mixin private SpeakerOptions speaker;

  @Mixin private DemoKafkaOptions connection;

  private final Console console;
  private final ListRun lists;
  private final VerdictRun verdicts;

  AlertsVerdictCommand(Console console, ListRun lists, VerdictRun verdicts) {
    this.console = console;
    this.lists = lists;
    this.verdicts = verdicts;
  }

  @Override
  public Integer call() throws Exception {
    String by = speaker.by();
    String note = speaker.note();
    KafkaConnection kafka = connection.connection();
    LatestRows rows = lists.read(kafka, List.of(Topic.ACCOUNT_HEALTH));
    AccountHealth published = published(rows);
    String band = band(published);
    AlertVerdict verdict =
        AlertVerdict.newBuilder()
            .setIngestTime(rows.asOf().orElse(Instant.EPOCH))
            .setVerdict(word)
            .setAccountId(account)
            .setBand(band)
            .setBy(by)
            .setNote(note)
            .build();
    verdicts.write(kafka, account, verdict);
    console
        .out()
        .println(Text.shown(account + " is " + band + ": " + by + " " + Json.word(word) + "s"));
    console.out().flush();
    return 0;
  }

  private AccountHealth published(LatestRows rows) {
    return rows.of(Topic.ACCOUNT_HEALTH, AccountHealth.class).stream()
        .filter(row -> row.getAccountId().equals(account))
        .findFirst()
        .orElseThrow(
            () ->
                new UserMistakeException(
                    "no account '" + account + "' is known; ./vitals list accounts has their ids"));
  }

  private static String band(AccountHealth row) {
    if (row.getBand() == HealthBand.UNKNOWN || row.getBand() == HealthBand.NOT_SCORED) {
      throw new UserMistakeException(
          row.getAccountId() + " has no band now that could be right or wrong");
    }
    return Json.word(row.getBand());
  }

  /** What can be said of a band. */
  static final class WordConverter implements ITypeConverter<AlertVerdictKind> {

    @Override
    public AlertVerdictKind convert(String value) {
      return switch (value) {
        case "agree" -> AlertVerdictKind.AGREE;
        case "disagree" -> AlertVerdictKind.DISAGREE;
        default -> throw new TypeConversionException("'" + value + "': say agree or disagree");
      };
    }
  }
}
