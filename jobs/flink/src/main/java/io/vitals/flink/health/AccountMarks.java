package io.vitals.flink.health;

import java.util.ArrayList;
import java.util.List;

/**
 * What scoring an account remembers besides its data and its last score. Flat, so that it can be
 * kept for ever; bounded by the hours and subscriptions between two rows.
 *
 * @param touched whether anything became known since the last score
 * @param touchedSinceRow whether anything became known since the last row of an hour's close
 * @param trendKnown whether the usage trend was known at the last close of an hour
 * @param factsHash hash of the facts in the last row
 * @param closedFactsHash hash of the facts in the last row of an hour's close
 * @param correctedHours epoch hours that late data corrected since the last row
 * @param usage use under named subscriptions that is not yet placed against them; one entry a
 *     subscription and day
 * @param usageRecords telemetry records counted
 * @param usageBeforeSubscription of them, before their subscription began
 * @param usageAfterSubscription of them, after their subscription ended
 * @param held whether something is kept of it since a source is incomplete
 */
public record AccountMarks(
    boolean touched,
    boolean touchedSinceRow,
    boolean trendKnown,
    int factsHash,
    int closedFactsHash,
    List<Integer> correctedHours,
    List<SubscriptionUse> usage,
    long usageRecords,
    long usageBeforeSubscription,
    long usageAfterSubscription,
    boolean held) {

  /** Records of a day under a subscription. */
  public record SubscriptionUse(String subscriptionId, int epochDay, int records) {

    /** Adds it to uses of which each has a subscription and day of its own. */
    private void addTo(List<SubscriptionUse> uses) {
      for (int i = 0; i < uses.size(); i++) {
        SubscriptionUse known = uses.get(i);
        if (known.epochDay == epochDay && known.subscriptionId.equals(subscriptionId)) {
          uses.set(i, new SubscriptionUse(subscriptionId, epochDay, known.records + records));
          return;
        }
      }
      uses.add(this);
    }
  }

  public AccountMarks {
    correctedHours = correctedHours == null ? List.of() : correctedHours;
    usage = usage == null ? List.of() : usage;
  }

  static AccountMarks initial() {
    return new AccountMarks(false, false, false, 0, 0, null, null, 0, 0, 0, false);
  }

  AccountMarks withTouch() {
    return touched && touchedSinceRow
        ? this
        : new AccountMarks(
            true,
            true,
            trendKnown,
            factsHash,
            closedFactsHash,
            correctedHours,
            usage,
            usageRecords,
            usageBeforeSubscription,
            usageAfterSubscription,
            held);
  }

  AccountMarks withUsage(int records, List<SubscriptionUse> underSubscriptions) {
    List<SubscriptionUse> unplaced = new ArrayList<>(usage);
    underSubscriptions.forEach(use -> use.addTo(unplaced));
    return new AccountMarks(
        true,
        true,
        trendKnown,
        factsHash,
        closedFactsHash,
        correctedHours,
        unplaced,
        usageRecords + records,
        usageBeforeSubscription,
        usageAfterSubscription,
        held);
  }

  AccountMarks withCorrection(int epochHour) {
    if (correctedHours.contains(epochHour)) {
      return this;
    }
    List<Integer> hours = new ArrayList<>(correctedHours);
    hours.add(epochHour);
    return new AccountMarks(
        touched,
        touchedSinceRow,
        trendKnown,
        factsHash,
        closedFactsHash,
        hours,
        usage,
        usageRecords,
        usageBeforeSubscription,
        usageAfterSubscription,
        held);
  }

  AccountMarks withPlacedUsage(long before, long after) {
    return new AccountMarks(
        touched,
        touchedSinceRow,
        trendKnown,
        factsHash,
        closedFactsHash,
        correctedHours,
        List.of(),
        usageRecords,
        usageBeforeSubscription + before,
        usageAfterSubscription + after,
        held);
  }

  AccountMarks withTrend(boolean known) {
    return new AccountMarks(
        touched,
        touchedSinceRow,
        known,
        factsHash,
        closedFactsHash,
        correctedHours,
        usage,
        usageRecords,
        usageBeforeSubscription,
        usageAfterSubscription,
        held);
  }

  AccountMarks withHeld(boolean isHeld) {
    return new AccountMarks(
        touched,
        touchedSinceRow,
        trendKnown,
        factsHash,
        closedFactsHash,
        correctedHours,
        usage,
        usageRecords,
        usageBeforeSubscription,
        usageAfterSubscription,
        isHeld);
  }

  AccountMarks scored(boolean closesHour, boolean trendIsKnown) {
    return new AccountMarks(
        false,
        touchedSinceRow,
        closesHour ? trendIsKnown : trendKnown,
        factsHash,
        closedFactsHash,
        correctedHours,
        usage,
        usageRecords,
        usageBeforeSubscription,
        usageAfterSubscription,
        held);
  }

  AccountMarks withRow(int newFactsHash, boolean closing) {
    return new AccountMarks(
        touched,
        !closing && touchedSinceRow,
        trendKnown,
        newFactsHash,
        closing ? newFactsHash : closedFactsHash,
        List.of(),
        usage,
        usageRecords,
        usageBeforeSubscription,
        usageAfterSubscription,
        held);
  }
}
