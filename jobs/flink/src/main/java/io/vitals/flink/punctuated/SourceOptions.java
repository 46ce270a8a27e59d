package io.vitals.flink.punctuated;

/**
 * How a job reads punctuated topics.
 *
 * @param name of the input, kebab case with the job's name in front: prefix of the uids
 * @param kafka where from
 * @param groupId consumer group under which offsets are committed
 * @param start where a job without state begins
 * @param end whether it ends
 * @param parallelism of the readers; cut to what the topics can feed
 */
public record SourceOptions(
    String name, KafkaConnection kafka, String groupId, Start start, End end, int parallelism) {
  /** Where a job without state begins; one with state goes on where that says. */
  public enum Start {
    /** With the first record kept. */
    EARLIEST,
    /** After what the group committed; with the first record kept when it committed nothing. */
    COMMITTED
  }

  /** Whether reading ends. */
  public enum End {
    /** Never: more will come. */
    NEVER,
    /** At what the topics held, committed, when the job started: a replay. */
    LATEST
  }

  /** Reads everything kept and then all that comes. */
  public static SourceOptions fromEarliest(
      String name, KafkaConnection kafka, String groupId, int parallelism) {
    return new SourceOptions(name, kafka, groupId, Start.EARLIEST, End.NEVER, parallelism);
  }
}
