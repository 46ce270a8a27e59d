package io.vitals.local.list;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition on the rows of a list, as a person writes it: {@code band=at_risk}, {@code
 * arr>=50000}, {@code owner=} (missing), {@code owner!=} (not missing). A value that is missing is
 * in no order with any other, and differs from every other.
 *
 * @param <R> the rows of the list
 * @param column the field
 * @param operator how it is compared
 * @param wanted with what; empty stands for a missing value
 */
public record Filter<R>(Column<R> column, Operator operator, String wanted)
    implements Predicate<R> {

  private static final Pattern FORM = Pattern.compile("([^=<>!]+)(<=|>=|!=|=|<|>)(.*)");

  /** How a value is compared. */
  enum Operator {
    EQUAL("=", order -> order == 0),
    DIFFERENT("!=", order -> order != 0),
    LESS("<", order -> order < 0),
    AT_MOST("<=", order -> order <= 0),
    MORE(">", order -> order > 0),
    AT_LEAST(">=", order -> order >= 0);

    private final String sign;
    private final IntPredicate holds;

    Operator(String sign, IntPredicate holds) {
      this.sign = sign;
      this.holds = holds;
    }

    private static Operator of(String sign) {
      return Arrays.stream(values())
          .filter(operator -> operator.sign.equals(sign))
          .findFirst()
          .orElseThrow();
    }

    private boolean isOfOrder() {
      return this != EQUAL && this != DIFFERENT;
    }
  }

  /**
   * The condition that a text says.
   *
   * @throws InvalidQueryException when it is none, or the columns have no such field
   */
  static <R> Filter<R> parse(String text, List<Column<R>> columns) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new InvalidQueryException(
          "--where '" + text + "': write FIELD=VALUE; != < <= > >= work too, in quotes");
    }
    Column<R> column = Fields.named(matcher.group(1).strip(), columns, "--where");
    Operator operator = Operator.of(matcher.group(2));
    String wanted = matcher.group(3).strip();
    FieldKind kind = column.kind();
    if (operator.isOfOrder() && !kind.isOrdered()) {
      throw new InvalidQueryException(
          "--where '" + text + "': " + column.name() + " is text; use = or !=");
    }
    boolean missing = wanted.isEmpty() && !operator.isOfOrder();
    if (!missing && !kind.accepts(wanted)) {
      throw new InvalidQueryException(
          "--where '" + text + "': " + column.name() + " is " + kind.description());
    }
    return new Filter<>(column, operator, wanted);
  }

  @Override
  public boolean test(R row) {
    Object value = column.of(row);
    if (wanted.isEmpty()) {
      return (value == null) == (operator == Operator.EQUAL);
    }
    if (value == null) {
      return operator == Operator.DIFFERENT;
    }
    return operator.holds.test(column.kind().compare(value, wanted));
  }

  /** Whether it asks for rows in which the field is missing. */
  boolean asksForMissing(String field) {
    return column.name().equals(field) && operator == Operator.EQUAL && wanted.isEmpty();
  }
}
