package io.vitals.domain.account;

import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an account is, straight from all rows that ever came: sorted by version, the last one
 * stands. For rows of which two of one version and operation are equal.
 */
final class NaiveAccount {
  private static final List<Operation> PRECEDENCE =
      List.of(Operation.SNAPSHOT, Operation.CREATE, Operation.UPDATE, Operation.DELETE);

  private final ZoneId zone;
  private final List<List<SubscriptionChange>> histories;

  NaiveAccount(List<SubscriptionChange> changes, ZoneId zone) {
    this.zone = zone;
    Map<String, List<SubscriptionChange>> byKey =
        changes.stream()
            .sorted(
                Comparator.comparing(SubscriptionChange::getSourceEpoch)
                    .thenComparing(SubscriptionChange::getSourceVersion)
                    .thenComparing(change -> PRECEDENCE.indexOf(change.getOp())))
            .collect(Collectors.groupingBy(c -> c.getSource() + "/" + c.getSubscriptionId()));
    histories = new ArrayList<>(byKey.values());
  }

  int activeOn(LocalDate day) {
    return (int) histories.stream().filter(h -> active(h, day)).count();
  }

  Long arrOn(LocalDate day) {
    return sumOfKnown(histories.stream().filter(h -> active(h, day)).map(h -> amount(h, day)));
  }

  int withoutAmountOn(LocalDate day) {
    return (int)
        histories.stream().filter(h -> active(h, day)).filter(h -> amount(h, day) == null).count();
  }

  Integer seatsOn(LocalDate day) {
    Long seats =
        sumOfKnown(
            histories.stream()
                .filter(h -> active(h, day))
                .map(h -> last(h).getSeats())
                .map(s -> s == null ? null : s.longValue()));
    return seats == null ? null : seats.intValue();
  }

  Long noticedOn(LocalDate day) {
    if (arrOn(day) == null) {
      return null;
    }
    Long noticed =
        sumOfKnown(
            histories.stream()
                .filter(h -> active(h, day))
                .filter(h -> noticed(last(h), day))
                .map(h -> amount(h, day)));
    return noticed == null ? 0 : noticed;
  }

  boolean noticeKnownOn(LocalDate day) {
    return histories.stream()
        .filter(h -> active(h, day))
        .map(NaiveAccount::last)
        .anyMatch(
            c ->
                Stream.of(c.getNoticeDate(), c.getEndDate()).anyMatch(Objects::nonNull)
                    || Optional.ofNullable(c.getAutoRenew())
                        .map(renews -> renews || c.getRenewalDate() != null)
                        .orElse(false));
  }

  LocalDate renewalOn(LocalDate day) {
    return histories.stream()
        .filter(h -> active(h, day))
        .map(NaiveAccount::last)
        .flatMap(c -> Stream.of(c.getRenewalDate(), c.getEndDate()))
        .filter(date -> date != null && !date.isBefore(day))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static boolean noticed(SubscriptionChange row, LocalDate day) {
    LocalDate horizon = day.plusDays(180);
    Function<LocalDate, Boolean> near = date -> date != null && !date.isAfter(horizon);
    boolean renewsItself = Optional.ofNullable(row.getAutoRenew()).orElse(false);
    boolean lapses = !Optional.ofNullable(row.getAutoRenew()).orElse(true);
    boolean given = row.getNoticeDate() != null && !row.getNoticeDate().isAfter(day);
    return given
        || (near.apply(row.getEndDate()) && !renewsItself)
        || (near.apply(row.getRenewalDate()) && lapses);
  }

  private Long amount(List<SubscriptionChange> history, LocalDate day) {
    List<SubscriptionChange> images =
        history.stream().filter(c -> c.getOp() != Operation.DELETE).toList();
    // Of one version the last in precedence; of all versions the newest 32.
    List<SubscriptionChange> versions = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      if (i + 1 == images.size() || !sameVersion(images.get(i), images.get(i + 1))) {
        versions.add(images.get(i));
      }
    }
    versions = versions.subList(Math.max(0, versions.size() - 32), versions.size());
    SubscriptionChange inForce = versions.get(0);
    for (SubscriptionChange version : versions) {
      if (!LocalDate.ofInstant(version.getEventTime(), zone).isAfter(day)) {
        inForce = version;
      }
    }
    return reporting(inForce);
  }

  /** For USD, and for others of two fraction digits at a rate of whole millionths. */
  private static Long reporting(SubscriptionChange row) {
    if (row.getArrMinor() == null) {
      return null;
    }
    BigInteger million = BigInteger.valueOf(1_000_000);
    double rate = row.getReportingRate() == null ? 1 : row.getReportingRate();
    return BigInteger.valueOf(row.getArrMinor())
        .multiply(BigInteger.valueOf(Math.round(rate * 1e6)))
        .add(million.shiftRight(1))
        .divide(million)
        .longValueExact();
  }

  private static boolean active(List<SubscriptionChange> history, LocalDate day) {
    SubscriptionChange row = last(history);
    return row.getOp() != Operation.DELETE
        && !day.isBefore(row.getStartDate())
        && (row.getEndDate() == null || day.isBefore(row.getEndDate()));
  }

  private static SubscriptionChange last(List<SubscriptionChange> history) {
    return history.get(history.size() - 1);
  }

  private static boolean sameVersion(SubscriptionChange a, SubscriptionChange b) {
    return a.getSourceEpoch() == b.getSourceEpoch() && a.getSourceVersion() == b.getSourceVersion();
  }

  private static Long sumOfKnown(Stream<Long> values) {
    return values.filter(Objects::nonNull).reduce(Long::sum).orElse(null);
  }
}
