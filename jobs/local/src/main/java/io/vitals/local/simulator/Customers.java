package io.vitals.local.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The customers that something can befall.
 *
 * @param all every customer there is now
 */
public record Customers(List<Customer> all) {
  /** Stands for one that fits. */
  public static final String ANY = "any";

  private static final int NAMED = 5;

  /** Copies them. */
  public Customers {
    all = List.copyOf(all);
  }

  /**
   * Whom an incident befalls.
   *
   * @param kind what goes wrong
   * @param wanted the subject as the user named it, or {@link #ANY}
   * @throws IllegalArgumentException if there is no such account or segment
   */
  public String subject(Incident.Kind kind, String wanted) {
    return switch (kind.befallen()) {
      case SOURCE -> "";
      case ACCOUNT -> wanted.equals(ANY) ? steadiest() : account(wanted);
      case SEGMENT -> wanted.equals(ANY) ? largestSegment() : segment(wanted);
    };
  }

  /** The customers of a segment. */
  List<Customer> of(String segment) {
    return all.stream().filter(customer -> customer.segment().equals(segment)).toList();
  }

  /** The customer with an id. */
  Customer withId(String accountId) {
    return all.stream()
        .filter(customer -> customer.accountId().equals(accountId))
        .findFirst()
        .orElseThrow();
  }

  private String account(String wanted) {
    if (all.stream().noneMatch(customer -> customer.accountId().equals(wanted))) {
      throw new IllegalArgumentException(
          "no account "
              + wanted
              + " is a customer now; 'any' picks one, as would "
              + byUse().limit(NAMED).map(Customer::accountId).collect(Collectors.joining(", ")));
    }
    return wanted;
  }

  private String segment(String wanted) {
    TreeSet<String> segments = new TreeSet<>();
    all.forEach(customer -> segments.add(customer.segment()));
    if (!segments.contains(wanted)) {
      throw new IllegalArgumentException(
          "no segment " + wanted + "; there are " + String.join(", ", segments) + ", or 'any'");
    }
    return wanted;
  }

  private String steadiest() {
    return byUse()
        .filter(Customer::steady)
        .findFirst()
        .or(() -> byUse().findFirst())
        .map(Customer::accountId)
        .orElseThrow(() -> new IllegalArgumentException("there is no customer yet"));
  }

  private String largestSegment() {
    return all.stream()
        .collect(Collectors.groupingBy(Customer::segment, Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Comparator.comparingLong(Map.Entry<String, Long>::getValue)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElseThrow(() -> new IllegalArgumentException("there is no customer yet"));
  }

  private Stream<Customer> byUse() {
    return all.stream()
        .sorted(
            Comparator.comparingDouble(Customer::eventsAnHour)
                .reversed()
                .thenComparing(Customer::accountId));
  }
}
