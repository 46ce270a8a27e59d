/**
 * How much an account uses the product: telemetry in, usage figures out.
 *
 * <p>Telemetry is first summed per account, event hour and ingest hour ({@link
 * io.vitals.domain.adoption.UsageAccumulator} to {@link io.vitals.domain.adoption.UsageDelta}).
 * Deltas are added to one {@link io.vitals.domain.adoption.DaySlice} a day; windows of 1, 7 and 28
 * days are merged from slices when a figure is asked for, the closed days' part coming from a cache
 * ({@link io.vitals.domain.adoption.ClosedDays}).
 *
 * <p>Every figure is a function of the records known and the instant asked for: neither the order
 * of the deltas nor how records were batched into them changes one.
 *
 * <p>Start reading at {@link io.vitals.domain.adoption.Adoption}. May use: the contracts ({@code
 * io.vitals.schemas}) and DataSketches.
 */
package io.vitals.domain.adoption;
