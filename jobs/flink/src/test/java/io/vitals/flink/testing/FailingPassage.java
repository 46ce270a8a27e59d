package io.vitals.flink.testing;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes everything on, and fails its task where it is told to: the first fault in the first
 * attempt, the second in the second, and no more once all have struck.
 */
public final class FailingPassage<T> extends ProcessFunction<T, T> implements CheckpointListener {
  private static final long serialVersionUID = 1L;

  private final List<Fault> faults;

  private transient Fault fault;
  private transient boolean reached;

  /**
   * Where an attempt fails: at the first record stamped within these instants.
   *
   * @param from first instant
   * @param until the instant after the last
   * @param atCheckpoint not at once but when the next checkpoint completes, while what it covers is
   *     about to be committed
   */
  public record Fault(Instant from, Instant until, boolean atCheckpoint) implements Serializable {
    /** Fails at once at the first record at or after an instant. */
    public static Fault at(Instant from) {
      return new Fault(from, Instant.MAX, false);
    }

    /** Fails at once at the one record of this instant. */
    public static Fault atRecordOf(Instant instant) {
      return new Fault(instant, instant.plusMillis(1), false);
    }

    /** Fails at the first checkpoint that completes after a record at or after an instant. */
    public static Fault atCheckpointAfter(Instant from) {
      return new Fault(from, Instant.MAX, true);
    }

    private boolean isReachedBy(long time) {
      Instant instant = Instant.ofEpochMilli(time);
      return !instant.isBefore(from) && instant.isBefore(until);
    }
  }

  /**
   * @param faults of the attempts in their order
   */
  public FailingPassage(List<Fault> faults) {
    this.faults = List.copyOf(faults);
  }

  @Override
  public void open(OpenContext context) {
    int attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
    fault = attempt < faults.size() ? faults.get(attempt) : null;
    reached = false;
  }

  @Override
  public void processElement(T element, Context context, Collector<T> out) {
    if (fault != null && fault.isReachedBy(context.timestamp())) {
      reached = true;
      if (!fault.atCheckpoint()) {
        throw new IllegalStateException("meant to fail: " + fault);
      }
    }
    out.collect(element);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    if (reached) {
      throw new IllegalStateException("meant to fail: " + fault);
    }
  }
}
