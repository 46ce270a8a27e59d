package io.vitals.local.cli.list;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.list.AccountEntry;
import io.vitals.local.list.AccountList;
import io.vitals.local.list.LatestRows;
import io.vitals.local.list.ListQuery;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./vitals list renewals}. */
@Command(
    name = "renewals",
    header = "List the renewals of active accounts: those due first come first.",
    description = {
      "",
      "Fields: those of ./vitals list accounts. days_to_renewal is counted from the newest record,"
          + " and negative when the date has passed. Accounts without a date are listed with"
          + " --where renewal_date= only."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Example:",
      "  ./vitals list renewals --within 90d --where band=at_risk --where owner="
    })
final class ListRenewalsCommand implements Callable<Integer> {

  private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");

  @Option(
      names = "--within",
      paramLabel = "DAYS",
      description = "Due within so many days, as in 90d; overdue ones too.")
  private String within;

  @Mixin private ListOptions options;

  private final Console console;
  private final ListRun lists;

  ListRenewalsCommand(Console console, ListRun lists) {
    this.console = console;
    this.lists = lists;
  }

  @Override
  public Integer call() throws Exception {
    ListQuery<AccountEntry> query = options.query(AccountList.RENEWALS, AccountList.DUE_FIRST);
    boolean undated = query.asksForMissing(AccountList.RENEWAL_DATE);
    Integer withinDays = withinDays();
    if (undated && withinDays != null) {
      throw new UserMistakeException("what has no renewal date is not due --within any days");
    }
    LatestRows rows = lists.read(options.connection(), List.of(Topic.ACCOUNT_HEALTH));
    List<AccountEntry> accounts = AccountEntry.all(rows);
    return undated
        ? options.print(
            console,
            "accounts without a renewal date",
            query,
            AccountList.withoutRenewal(accounts),
            rows)
        : options.print(
            console, "renewals", query, AccountList.renewals(accounts, withinDays), rows);
  }

  private Integer withinDays() {
    if (within == null) {
      return null;
    }
    Matcher matcher = DAYS.matcher(within);
    if (!matcher.matches()) {
      throw new UserMistakeException(
          "--within: '" + within + "' is not a number of days as in 90d");
    }
    return Integer.valueOf(matcher.group(1));
  }
}
