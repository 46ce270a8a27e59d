package io.vitals.local.cli.replay;

import io.vitals.schemas.QualityMeasure;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A share of the portfolio.
 *
 * @param measure what it is a share of
 * @param subject the field or input; empty when there is one only
 * @param segment the segment, or the lifecycle stage for inputs; empty: all
 * @param count how many are so
 * @param total of how many
 * @param arrMinor ARR of those that are so, minor units of the reporting currency
 * @param arrTotalMinor ARR of all, minor units of the reporting currency
 * @param target the share to be had, 0 to 1; empty when none is declared
 * @param atMost true: more than the target is worse; false: less is worse
 */
public record RatioLine(
    QualityMeasure measure,
    String subject,
    String segment,
    long count,
    long total,
    long arrMinor,
    long arrTotalMinor,
    Optional<BigDecimal> target,
    boolean atMost) {

  /** The share by number; empty when there is nothing to have a share of. */
  public OptionalDouble ratio() {
    return share(count, total);
  }

  /** The share by ARR; empty when there is none. */
  public OptionalDouble arrRatio() {
    return share(arrMinor, arrTotalMinor);
  }

  /** Whether the target is met; empty when there is no share or no target. */
  public Optional<Boolean> met() {
    return ratio().isEmpty()
        ? Optional.empty()
        : target.map(
            share -> {
              int against =
                  BigDecimal.valueOf(count).compareTo(share.multiply(BigDecimal.valueOf(total)));
              return atMost ? against <= 0 : against >= 0;
            });
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
