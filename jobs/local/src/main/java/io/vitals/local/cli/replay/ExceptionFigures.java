package io.vitals.local.cli.replay;

/**
 * What there is of one type of fault.
 *
 * @param open faults that show
 * @param closed faults that showed once and do no longer
 * @param accounts accounts with an open one
 * @param count how many records or days show the open ones, as the type counts
 */
public record ExceptionFigures(long open, long closed, long accounts, long count) {

  /** Of a type that was checked without finding any. */
  public static final ExceptionFigures NONE = new ExceptionFigures(0, 0, 0, 0);
}
