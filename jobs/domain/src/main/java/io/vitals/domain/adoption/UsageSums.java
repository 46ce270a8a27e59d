package io.vitals.domain.adoption;

import io.vitals.schemas.TelemetryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The telemetry of many accounts, summed per account, event hour and ingest hour until it is taken.
 * Knows at any time about how much heap it holds. Mutable and for one thread: it stands on the hot
 * path, once a record.
 */
public final class UsageSums {
  private Map<String, List<UsageAccumulator>> accounts = new HashMap<>();
  private FeatureNames features = new FeatureNames();
  private long accumulatorBytes;

  /** Adds a record, of which we learned at {@code ingestTime}, epoch milliseconds. */
  public void add(TelemetryEvent event, long ingestTime) {
    UsageAccumulator sum =
        sumOf(
            event.getAccountId(),
            Days.hourOf(event.getEventTime().toEpochMilli()),
            Days.hourOf(ingestTime));
    int before = sum.estimatedBytes();
    sum.add(event);
    accumulatorBytes += sum.estimatedBytes() - before;
  }

  /** About how many bytes of heap it holds: for a limit at which to take all. */
  public long estimatedBytes() {
    return accumulatorBytes + features.estimatedBytes();
  }

  /** Hands out, and forgets, what is of hours that have begun at an instant. */
  public void takeBegunBy(Instant now, Consumer<UsageDelta> taker) {
    int hour = Days.hourOf(now.toEpochMilli());
    Iterator<List<UsageAccumulator>> all = accounts.values().iterator();
    while (all.hasNext()) {
      List<UsageAccumulator> sums = all.next();
      for (int i = sums.size() - 1; i >= 0; i--) {
        if (sums.get(i).countsFromHour() <= hour) {
          UsageAccumulator begun = sums.remove(i);
          accumulatorBytes -= begun.estimatedBytes();
          taker.accept(begun.toDelta());
        }
      }
      if (sums.isEmpty()) {
        all.remove();
      }
    }
  }

  /** Hands out, and forgets, all. */
  public void takeAll(Consumer<UsageDelta> taker) {
    for (List<UsageAccumulator> sums : accounts.values()) {
      for (UsageAccumulator sum : sums) {
        taker.accept(sum.toDelta());
      }
    }
    accounts = new HashMap<>();
    features = new FeatureNames();
    accumulatorBytes = 0;
  }

  /** Seldom more than three a list, the one of now at its end: a walk beats a map of hours. */
  private UsageAccumulator sumOf(String accountId, int eventHour, int ingestHour) {
    List<UsageAccumulator> sums = accounts.get(accountId);
    if (sums == null) {
      sums = new ArrayList<>(2);
      accounts.put(accountId, sums);
    }
    for (int i = sums.size() - 1; i >= 0; i--) {
      if (sums.get(i).isOf(eventHour, ingestHour)) {
        return sums.get(i);
      }
    }
    UsageAccumulator sum = new UsageAccumulator(accountId, eventHour, ingestHour, features);
    accumulatorBytes += sum.estimatedBytes();
    sums.add(sum);
    return sum;
  }
}
