package io.vitals.domain.quality;

import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The days of a subscription, as its last change left them.
 *
 * @param source the source of the row
 * @param id the subscription, unique within its source
 * @param epoch which history of the source the version counts in
 * @param version the source's version of the row
 * @param deleted whether it is deleted
 * @param product what is subscribed to; empty when the source does not tell
 * @param startDay first day it is active, since the epoch
 * @param endDay first day it is no longer active, since the epoch; {@link #RUNNING}
 */
public record SoldPeriod(
    String source,
    String id,
    int epoch,
    long version,
    boolean deleted,
    String product,
    long startDay,
    long endDay) {
  /** It has no end. */
  public static final long RUNNING = Long.MAX_VALUE;

  static SoldPeriod of(SubscriptionChange change) {
    LocalDate end = change.getEndDate();
    return new SoldPeriod(
        change.getSource(),
        change.getSubscriptionId(),
        change.getSourceEpoch(),
        change.getSourceVersion(),
        change.getOp() == Operation.DELETE,
        change.getProduct() == null ? "" : change.getProduct(),
        change.getStartDate().toEpochDay(),
        end == null ? RUNNING : end.toEpochDay());
  }

  /** The periods after a change; the same list when it is older than what is known. */
  static List<SoldPeriod> with(List<SoldPeriod> periods, SoldPeriod change) {
    List<SoldPeriod> next = new ArrayList<>(periods);
    for (int i = 0; i < next.size(); i++) {
      SoldPeriod known = next.get(i);
      if (known.id.equals(change.id) && known.source.equals(change.source)) {
        boolean newer =
            change.epoch != known.epoch
                ? change.epoch > known.epoch
                : change.version >= known.version;
        if (!newer) {
          return periods;
        }
        next.set(i, change);
        return next;
      }
    }
    next.add(change);
    return next;
  }

  boolean isReversed() {
    return endDay < startDay;
  }

  boolean isEmpty() {
    return endDay <= startDay;
  }

  /** Whether both share a day and are of one product; those that tell none are of one. */
  boolean overlaps(SoldPeriod other) {
    return product.equals(other.product)
        && Math.max(startDay, other.startDay) < Math.min(endDay, other.endDay);
  }

  String days() {
    return LocalDate.ofEpochDay(startDay)
        + " to "
        + (endDay == RUNNING ? "now" : LocalDate.ofEpochDay(endDay).toString());
  }
}
