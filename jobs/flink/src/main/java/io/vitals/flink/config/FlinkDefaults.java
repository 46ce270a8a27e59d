package io.vitals.flink.config;

import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** The engine settings that the jobs are written for; every run and every test starts from them. */
public final class FlinkDefaults {
  private static final int TOLERABLE_FAILED_CHECKPOINTS = 2;

  /**
   * Each failed checkpoint lets transactions grow older: with ten minutes, Flink's own, too old.
   */
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(1);

  /**
   * Into how many groups accounts are dealt; frozen, since state is found by it. Flink would derive
   * it from the parallelism of the first start.
   */
  public static final int MAX_PARALLELISM = 128;

  private FlinkDefaults() {}

  /** A new configuration with these settings, to which a run adds its own. */
  public static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    // An unaligned checkpoint lets a barrier pass records that the punctuation before it speaks of.
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    // An account has a handful of timers and sets one with each touch: on heap they cost nothing.
    configuration.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_FAILED_CHECKPOINTS);
    return configuration;
  }
}
