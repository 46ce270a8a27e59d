package io.vitals.flink.health;

import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.flink.testing.FailingPassage;
import io.vitals.flink.testing.FailingPassage.Fault;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The health job with faults between its canonical source and its workflow. */
public final class FailingHealth {
  private FailingHealth() {}

  /** Assembles the job as {@link HealthJob#build} does, and the faults. */
  public static void build(
      StreamExecutionEnvironment env, JobConfiguration configuration, List<Fault> faults) {
    HealthSources sources = new HealthSources(env, configuration);
    PunctuatedSink.write(
        HealthJob.defineWorkflow(
            sources
                .canonical()
                .process(new FailingPassage<>(faults))
                .returns(TypeInformation.of(InboundRecord.class))
                .uid("health-faults")
                .name("Faults"),
            sources.announcements(),
            sources.freshness(),
            configuration.health()),
        HealthJob.OUTPUT_TOPICS,
        configuration.exactlyOnceSink(HealthJob.NAME));
  }
}
