package io.vitals.local.cli.shared;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** One JSON value on stdout. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true).build();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An amount in whole units: no exponent, no zeros after the last digit that counts. */
  public static BigDecimal amount(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /** A figure that is a mean or a time, to three decimals. */
  public static BigDecimal rounded(double value) {
    return amount(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
  }

  /** A share of 1, to a millionth. */
  public static BigDecimal share(double value) {
    return amount(BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP));
  }

  /** A symbol as it is written: {@code at_risk}. */
  public static String word(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT);
  }

  /** Writes a value, indented. */
  public static void print(JsonNode value, PrintStream out) {
    try {
      out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
