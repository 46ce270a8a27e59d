package io.vitals.domain.quality;

import io.vitals.schemas.ExceptionType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The faults that only show between accounts of one tenant.
 *
 * <ol>
 *   <li>Two accounts known in CRM look like one: the same internet domain, or the same name without
 *       case, accents, punctuation and legal form. Not when one is the other's ancestor.
 *   <li>An account is its own ancestor.
 *   <li>An account's parent is not known in CRM.
 * </ol>
 *
 * <p>Groups of one name or domain are small; of a larger one than {@link #LARGEST_GROUP} each
 * account is paired with the first only.
 */
public final class PortfolioRules {
  static final int LARGEST_GROUP = 20;

  private final SortedMap<String, AccountSummary> accounts;
  private final SortedMap<String, List<Finding>> findings = new TreeMap<>();
  private final Set<String> duplicated = new HashSet<>();
  private final Set<String> later = new HashSet<>();

  private PortfolioRules(Map<String, AccountSummary> accounts) {
    this.accounts = new TreeMap<>(accounts);
  }

  /**
   * What is found.
   *
   * @param byAccount the faults of each account that has any
   * @param duplicated the accounts that are part of a duplicate candidate
   * @param surplus what those of them count for that look like one with a smaller id
   */
  public record Found(
      SortedMap<String, List<Finding>> byAccount,
      Set<String> duplicated,
      PortfolioTotals surplus) {}

  /**
   * The faults that show among accounts.
   *
   * @param accounts the accounts of a tenant by id
   */
  public static Found find(Map<String, AccountSummary> accounts) {
    PortfolioRules rules = new PortfolioRules(accounts);
    rules.duplicates();
    rules.hierarchy();
    PortfolioTotals surplus =
        rules.later.stream()
            .map(id -> PortfolioTotals.of(rules.accounts.get(id)))
            .reduce(PortfolioTotals.NONE, PortfolioTotals::plus);
    return new Found(rules.findings, rules.duplicated, surplus);
  }

  private void duplicates() {
    SortedMap<String, List<String>> byDomain = new TreeMap<>();
    SortedMap<String, List<String>> byName = new TreeMap<>();
    for (AccountSummary account : accounts.values()) {
      if (account.knownInCrm()) {
        group(CompanyIdentity.domain(account.domain()), account.accountId(), byDomain);
        group(CompanyIdentity.name(account.name()), account.accountId(), byName);
      }
    }
    Map<String, String> pairs = new TreeMap<>();
    byDomain.forEach((domain, ids) -> pair(ids, "the same domain " + domain, pairs));
    byName.forEach((name, ids) -> pair(ids, "the same name \"" + name + "\"", pairs));
    pairs.forEach(
        (pair, evidence) -> {
          String[] ids = pair.split(" ", 2);
          add(ids[0], new Finding(ExceptionType.DUPLICATE_CANDIDATE, ids[1], evidence, 1));
          duplicated.add(ids[0]);
          duplicated.add(ids[1]);
          later.add(ids[1]);
        });
  }

  private static void group(String key, String id, Map<String, List<String>> groups) {
    if (!key.isEmpty()) {
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(id);
    }
  }

  private void pair(List<String> ids, String evidence, Map<String, String> pairs) {
    int firsts = ids.size() > LARGEST_GROUP ? 1 : ids.size();
    for (int i = 0; i < firsts; i++) {
      for (int j = i + 1; j < ids.size(); j++) {
        if (!isAncestor(ids.get(i), ids.get(j)) && !isAncestor(ids.get(j), ids.get(i))) {
          pairs.merge(
              ids.get(i) + " " + ids.get(j), evidence, (one, other) -> one + " and " + other);
        }
      }
    }
  }

  private boolean isAncestor(String ancestor, String of) {
    return ancestors(of).contains(ancestor);
  }

  /** Its parents upwards, as far as they are known and no circle closes. */
  private Collection<String> ancestors(String id) {
    List<String> ancestors = new ArrayList<>();
    AccountSummary account = accounts.get(id);
    while (account != null
        && account.parentAccountId() != null
        && !ancestors.contains(account.parentAccountId())) {
      ancestors.add(account.parentAccountId());
      account = accounts.get(account.parentAccountId());
    }
    return ancestors;
  }

  private void hierarchy() {
    for (AccountSummary account : accounts.values()) {
      String parent = account.parentAccountId();
      if (!account.knownInCrm() || parent == null) {
        continue;
      }
      AccountSummary known = accounts.get(parent);
      if (known == null || !known.knownInCrm()) {
        add(
            account.accountId(),
            new Finding(
                ExceptionType.HIERARCHY_ORPHAN, parent, "parent " + parent + " is not known", 1));
      }
      Collection<String> ancestors = ancestors(account.accountId());
      if (ancestors.contains(account.accountId())) {
        add(
            account.accountId(),
            new Finding(
                ExceptionType.HIERARCHY_CYCLE,
                parent,
                "its own ancestor: " + String.join(" > ", ancestors),
                ancestors.size()));
      }
    }
  }

  private void add(String account, Finding finding) {
    findings.computeIfAbsent(account, id -> new ArrayList<>()).add(finding);
  }
}
