package io.vitals.local.cli.replay;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/**
 * What the accounts of one band have together.
 *
 * @param arr annual recurring revenue in whole units of the currency
 * @param openTickets open tickets, of any age and priority
 * @param adoption mean points of the model's adoption component, 0 to 100; empty when no account
 *     has any
 * @param health mean published score, 0 to 100; empty when no account has one
 */
public record BandFigures(
    int accounts, BigDecimal arr, int openTickets, OptionalDouble adoption, OptionalDouble health) {

  /** Of a band without accounts. */
  public static final BandFigures NONE =
      new BandFigures(0, BigDecimal.ZERO, 0, OptionalDouble.empty(), OptionalDouble.empty());
}
