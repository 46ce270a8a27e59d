/**
 * The quality job: faults of the data as exceptions that open and close, their shares of the
 * portfolio, how sources drift, and what a broken source touches. May use {@code domain} and {@code
 * punctuated}. Start reading at {@link io.vitals.flink.quality.QualityJob}.
 */
package io.vitals.flink.quality;
