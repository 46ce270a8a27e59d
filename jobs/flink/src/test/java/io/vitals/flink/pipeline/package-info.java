/**
 * Tests of the jobs together, from source topics to published health, on a broker and a cluster in
 * this process. Start reading at {@code PipelineFaultIT}; {@code PipelineRun} assembles and feeds,
 * {@code PipelineOutput} is what a read_committed consumer then sees.
 */
package io.vitals.flink.pipeline;
