package io.vitals.local.simulator;

import io.vitals.local.simulator.Seeds.Purpose;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What never changes about a simulated customer.
 *
 * @param index its number, from 0
 * @param name of the company, made of syllables
 * @param seats paid for at first
 * @param customerSince first day of its first term; may lie in the history
 * @param intensity use per seat relative to others
 * @param adoption share of its seats that are used
 * @param breadth share of the features it has taken up
 * @param discount factor on the list price
 * @param presence share of days on which anybody of it comes, while it fares well
 */
record AccountProfile(
    int index,
    String name,
    Segment segment,
    Region region,
    String industry,
    String tier,
    String implementation,
    int seats,
    LocalDate customerSince,
    double intensity,
    double adoption,
    double breadth,
    double discount,
    double presence) {
  private static final List<String> FIRST =
      List.of(
          "Vel", "Tor", "Quan", "Mir", "Bel", "Oster", "Lum", "Kad", "Fen", "Zor", "Hal", "Riv",
          "Dun", "Sel", "Nor", "Pell");

  /** By number: with parts drawn alone, two customers in five would share a name. */
  private static final List<String> MIDDLE =
      List.of(
          "a", "ada", "ale", "ami", "ani", "ara", "asi", "ate", "ava", "e", "eda", "ela", "emi",
          "ena", "era", "esi", "eta", "eva", "i", "ida", "ila", "imi", "ina", "ira", "isi", "ita",
          "iva", "o", "oda", "ola", "omi", "ona", "ora", "osi", "ota", "ova", "u", "una", "ura",
          "usi");

  private static final List<String> SECOND =
      List.of(
          "mora", "vanor", "dexa", "lune", "tika", "brix", "sola", "nath", "quor", "wyn", "gard",
          "fell");
  private static final List<String> LAST =
      List.of(
          "Systems",
          "Labs",
          "Logistics",
          "Foods",
          "Health",
          "Works",
          "Partners",
          "Energy",
          "Media",
          "Travel",
          "Retail",
          "Bank");
  private static final List<String> INDUSTRIES =
      List.of("software", "retail", "finance", "healthcare", "manufacturing", "education");
  private static final List<String> IMPLEMENTATIONS =
      List.of("self_service", "guided", "guided", "partner");

  private static final int LONGEST_TENURE_DAYS = 1_100;
  private static final double NEWCOMERS = 0.08;
  // 36^6 and a factor without a common divisor: every index gets another six characters.
  private static final long OPAQUE_IDS = 2_176_782_336L;
  private static final long OPAQUE_FACTOR = 1_000_000_007L;

  /** Draws a customer. */
  static AccountProfile draw(int index, Seeds seeds, LocalDate start, int days) {
    SplittableRandom random = seeds.random(Purpose.PROFILE, index, 0);
    Segment segment = Segment.draw(random);
    boolean newcomer = days > 10 && random.nextDouble() < NEWCOMERS;
    LocalDate since =
        newcomer
            ? start.plusDays(3 + random.nextInt(days - 5))
            : start.minusDays(20 + random.nextInt(LONGEST_TENURE_DAYS));
    return new AccountProfile(
        index,
        name(index, random),
        segment,
        Region.draw(random),
        pick(INDUSTRIES, random),
        segment.drawTier(random),
        pick(IMPLEMENTATIONS, random),
        segment.drawSeats(random),
        since,
        Math.exp(0.4 * random.nextGaussian()),
        random.nextDouble(0.45, 0.95),
        random.nextDouble(0.5, 1.0),
        random.nextDouble(0.8, 1.05),
        segment.drawPresence(random));
  }

  private static String name(int index, SplittableRandom random) {
    return pick(FIRST, random)
        + MIDDLE.get(index % MIDDLE.size())
        + pick(SECOND, random)
        + " "
        + pick(LAST, random);
  }

  /** Our id of it, {@code tenant:opaque}. */
  String accountId() {
    return "demo:" + Long.toString(OPAQUE_FACTOR * (index + 1) % OPAQUE_IDS, 36);
  }

  /** How the CRM spells it. */
  String crmKey() {
    return crmKey(index);
  }

  /** How the CRM spells the customer with this number. */
  static String crmKey(int index) {
    return "crm-" + (100_000 + index);
  }

  /** How the product spells it. */
  String workspaceKey() {
    return "ws-" + Long.toString(OPAQUE_FACTOR * (index + 7_001) % OPAQUE_IDS, 36);
  }

  /** How the help desk spells it. */
  String organizationKey() {
    return "org-" + (40_000 + index * 13);
  }

  /** Its main subscription. */
  String subscriptionId() {
    return "sub-" + (100_000 + index);
  }

  /** Use on a steady day relative to others: larger customers use more, but less per seat. */
  double size() {
    return intensity * Math.pow(seats, 0.8);
  }

  private static String pick(List<String> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
