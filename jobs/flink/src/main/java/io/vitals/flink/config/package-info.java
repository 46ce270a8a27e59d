/**
 * Configuration of the jobs: every option, typed, defaulted and described, in one file. Start
 * reading at {@link io.vitals.flink.config.JobOptions}.
 */
package io.vitals.flink.config;
