package io.vitals.local.replay;

import io.vitals.local.cli.replay.ExceptionFigures;
import io.vitals.local.cli.replay.RatioLine;
import io.vitals.local.replay.PlainFiles.Account;
import io.vitals.local.replay.PlainFiles.Sold;
import io.vitals.local.replay.PlainFiles.Use;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.QualityMeasure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The faults that the RavenStack files show on a day: a plain computation by the words of the rules
 * that calls none of their code.
 *
 * <p>The files name no parents, stages, owners, segments and renewal dates, no product and no
 * revenue by the word of the CRM. So hierarchy, stages, hand-off and ARR cannot be at fault, those
 * fields are empty of every active account, and the subscriptions of an account are of one product.
 *
 * <p>How many faults of missing inputs were mended cannot be told from the files: inputs are judged
 * by the hour, with windows that move. Everything else is exact.
 */
final class QualityTruth {
  private static final Set<String> NEVER_TOLD =
      Set.of("renewal_date", "owner_id", "lifecycle_stage", "segment");
  private static final String ALL = "";
  private static final String NOT_TOLD = "unspecified";

  private final PlainFiles files;
  private final List<String> active;
  private final Map<String, Set<String>> missingInputs = new HashMap<>();
  private final Map<Fault, Long> open = new HashMap<>();
  private final Set<Fault> ever = new HashSet<>();

  private record Fault(ExceptionType type, String account, String subject) {}

  private QualityTruth(PlainFiles files) {
    this.files = files;
    this.active =
        files.ids().stream().filter(id -> !files.active(id, files.today()).isEmpty()).toList();
  }

  static QualityTruth of(Path folder, LocalDate asOf) throws IOException {
    QualityTruth truth = new QualityTruth(PlainFiles.of(folder, asOf));
    for (String account : truth.files.ids()) {
      truth.open.putAll(truth.faults(account, truth.files.today()));
      truth
          .daysOfChange(account)
          .forEach(day -> truth.ever.addAll(truth.faults(account, day).keySet()));
    }
    truth.ever.addAll(truth.open.keySet());
    MissingInputsTruth inputs = new MissingInputsTruth(truth.files);
    for (String account : truth.active) {
      Set<String> missing = inputs.of(account);
      truth.missingInputs.put(account, missing);
      missing.forEach(
          input -> put(ExceptionType.MISSING_HEALTH_INPUT, account, input, 1, truth.open));
    }
    return truth;
  }

  /**
   * By type, of all that accounts are checked for.
   *
   * @param mendedInputs how many faults of missing inputs were mended
   */
  Map<ExceptionType, ExceptionFigures> exceptions(long mendedInputs) {
    Map<ExceptionType, ExceptionFigures> figures = new EnumMap<>(ExceptionType.class);
    for (ExceptionType type :
        EnumSet.range(ExceptionType.MISSING_FIELD, ExceptionType.MISSING_HEALTH_INPUT)) {
      List<Fault> ofType = open.keySet().stream().filter(fault -> fault.type() == type).toList();
      long mended =
          ever.stream().filter(fault -> fault.type() == type && !open.containsKey(fault)).count();
      figures.put(
          type,
          new ExceptionFigures(
              ofType.size(),
              type == ExceptionType.MISSING_HEALTH_INPUT ? mendedInputs : mended,
              ofType.stream().map(Fault::account).distinct().count(),
              ofType.stream().mapToLong(open::get).sum()));
    }
    return figures;
  }

  /** Every share, by measure, subject and segment. */
  List<RatioLine> ratios() {
    List<RatioLine> ratios = new ArrayList<>();
    Optional<BigDecimal> complete = Optional.of(new BigDecimal("0.950000"));
    for (String field : new TreeSet<>(fields())) {
      Predicate<String> filled = account -> !emptyFields(account, files.today()).contains(field);
      ratios.add(ratio(QualityMeasure.COMPLETENESS, field, ALL, active, filled, complete));
      ratios.add(ratio(QualityMeasure.COMPLETENESS, field, NOT_TOLD, active, filled, complete));
    }
    Set<String> doubled = new HashSet<>();
    open.keySet().stream()
        .filter(fault -> fault.type() == ExceptionType.DUPLICATE_CANDIDATE)
        .forEach(fault -> doubled.addAll(List.of(fault.account(), fault.subject())));
    ratios.add(
        ratio(
            QualityMeasure.DUPLICATES,
            "",
            ALL,
            List.copyOf(files.accounts().keySet()),
            doubled::contains,
            Optional.of(new BigDecimal("0.005000"))));
    for (String input : MissingInputsTruth.INPUTS) {
      Predicate<String> known = account -> !missingInputs.get(account).contains(input);
      ratios.add(ratio(QualityMeasure.HEALTH_INPUTS, input, ALL, active, known, Optional.empty()));
      ratios.add(
          ratio(QualityMeasure.HEALTH_INPUTS, input, NOT_TOLD, active, known, Optional.empty()));
    }
    return ratios;
  }

  private RatioLine ratio(
      QualityMeasure measure,
      String subject,
      String segment,
      List<String> accounts,
      Predicate<String> isSo,
      Optional<BigDecimal> target) {
    List<String> so = accounts.stream().filter(isSo).toList();
    return new RatioLine(
        measure,
        subject,
        segment,
        so.size(),
        accounts.size(),
        so.stream().mapToLong(files::arr).sum() * 100,
        accounts.stream().mapToLong(files::arr).sum() * 100,
        target,
        measure == QualityMeasure.DUPLICATES);
  }

  /** The days on which anything of its faults can change but for use, whose faults stay. */
  private Set<Integer> daysOfChange(String account) {
    Set<Integer> days = new TreeSet<>();
    Account crm = files.accounts().get(account);
    if (crm != null) {
      days.add(crm.signup());
    }
    for (Sold one : files.sold(account)) {
      days.add(one.start());
      days.add(one.end());
    }
    days.removeIf(day -> day > files.today());
    return days;
  }

  private Map<Fault, Long> faults(String account, int day) {
    Map<Fault, Long> faults = new HashMap<>();
    if (!files.active(account, day).isEmpty()) {
      emptyFields(account, day)
          .forEach(field -> put(ExceptionType.MISSING_FIELD, account, field, 1, faults));
    }
    duplicates(account, day, faults);
    subscriptions(account, day, faults);
    long before = 0;
    long after = 0;
    for (Use use : files.uses(account)) {
      before += use.day() <= day && use.day() < use.under().start() ? 1 : 0;
      after +=
          use.day() <= day && use.day() >= use.under().start() && use.day() > use.under().end()
              ? 1
              : 0;
    }
    put(ExceptionType.USAGE_BEFORE_SUBSCRIPTION, account, "", before, faults);
    put(ExceptionType.USAGE_AFTER_SUBSCRIPTION, account, "", after, faults);
    return faults;
  }

  private static void put(
      ExceptionType type, String account, String subject, long count, Map<Fault, Long> faults) {
    if (count > 0) {
      faults.put(new Fault(type, account, subject), count);
    }
  }

  private static Set<String> fields() {
    Set<String> fields = new TreeSet<>(NEVER_TOLD);
    fields.addAll(List.of("arr", "tier"));
    return fields;
  }

  private Set<String> emptyFields(String account, int day) {
    Set<String> empty = new TreeSet<>(NEVER_TOLD);
    if (files.active(account, day).stream().allMatch(one -> one.arr() == null)) {
      empty.add("arr");
    }
    Account crm = files.accounts().get(account);
    if (crm == null || crm.signup() > day || !crm.hasPlan()) {
      empty.add("tier");
    }
    return empty;
  }

  /** Of two accounts of one name the first has the fault. */
  private void duplicates(String account, int day, Map<Fault, Long> faults) {
    Account one = files.accounts().get(account);
    if (one == null || one.signup() > day) {
      return;
    }
    files
        .accounts()
        .forEach(
            (id, other) -> {
              if (id.compareTo(account) > 0
                  && other.signup() <= day
                  && name(other).equals(name(one))) {
                put(ExceptionType.DUPLICATE_CANDIDATE, account, id, 1, faults);
              }
            });
  }

  private static String name(Account account) {
    return account.name().toLowerCase(Locale.ROOT);
  }

  private void subscriptions(String account, int day, Map<Fault, Long> faults) {
    BitSet covered = new BitSet();
    List<BitSet> each = new ArrayList<>();
    long overlaps = 0;
    for (Sold one : files.sold(account)) {
      if (one.start() <= day && one.end() < one.start()) {
        put(ExceptionType.SUBSCRIPTION_REVERSED, account, one.id(), 1, faults);
      }
      BitSet days = one.days(day);
      overlaps += each.stream().filter(days::intersects).count();
      each.add(days);
      covered.or(days);
    }
    long gaps = 0;
    int next = covered.nextSetBit(covered.nextClearBit(Math.max(0, covered.nextSetBit(0))));
    while (next >= 0) {
      gaps++;
      next = covered.nextSetBit(covered.nextClearBit(next));
    }
    put(ExceptionType.SUBSCRIPTION_OVERLAP, account, "", overlaps, faults);
    put(ExceptionType.SUBSCRIPTION_GAP, account, "", gaps, faults);
  }
}
