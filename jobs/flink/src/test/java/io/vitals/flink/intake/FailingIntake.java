package io.vitals.flink.intake;

import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.flink.testing.FailingPassage;
import io.vitals.flink.testing.FailingPassage.Fault;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The intake job with faults between its record source and its workflow. */
public final class FailingIntake {
  private FailingIntake() {}

  /** Assembles the job as {@link IntakeJob#build} does, and the faults. */
  public static void build(
      StreamExecutionEnvironment env, JobConfiguration configuration, List<Fault> faults) {
    IntakeSources sources = new IntakeSources(env, configuration);
    PunctuatedSink.write(
        IntakeJob.defineWorkflow(
            sources
                .records()
                .process(new FailingPassage<>(faults))
                .returns(TypeInformation.of(SourceRecord.class))
                .uid("intake-faults")
                .name("Faults"),
            sources.clock(),
            sources.identities(),
            configuration.intake()),
        IntakeJob.OUTPUT_TOPICS,
        configuration.exactlyOnceSink(IntakeJob.NAME));
  }
}
