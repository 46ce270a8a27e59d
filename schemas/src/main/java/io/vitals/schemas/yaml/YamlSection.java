package io.vitals.schemas.yaml;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A mapping in a YAML file. Every method that finds something wrong adds one line "path: what to
 * do" to the errors shared by the whole file and returns a neutral value, so that reading goes on
 * and the reader sees all mistakes at once.
 */
public final class YamlSection {
  private final String path;
  private final Map<String, Object> values;
  private final List<String> errors;
  private final Set<String> asked = new LinkedHashSet<>();

  private YamlSection(String path, Map<String, Object> values, List<String> errors) {
    this.path = path;
    this.values = values;
    this.errors = errors;
  }

  /**
   * The top of a file.
   *
   * @param errors where mistakes are added, one line each
   */
  public static YamlSection parse(String yaml, List<String> errors) {
    Object top;
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel("file").setAllowDuplicateKeys(false).build();
      top = new Load(settings).loadFromString(yaml);
    } catch (YamlEngineException unreadable) {
      String reason = String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
      errors.add("file: is not YAML that can be read: " + reason);
      return new YamlSection("", Map.of(), errors);
    }
    return of("", top, errors);
  }

  private static YamlSection of(String path, Object value, List<String> errors) {
    Map<String, Object> entries = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
    } else if (value != null || path.isEmpty()) {
      errors.add((path.isEmpty() ? "file" : path) + ": must be a mapping of keys to values");
    }
    return new YamlSection(path, entries, errors);
  }

  /** Whether a key is there with a value. */
  public boolean has(String key) {
    return values.get(key) != null;
  }

  /** The keys in file order. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** A text, or null when the key is absent. */
  public String text(String key) {
    asked.add(key);
    Object value = values.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Map || value instanceof List) {
      error(key, "must be one text");
      return null;
    }
    return value.toString();
  }

  /** A text that must be there; empty, with an error, when it is not. */
  public String requiredText(String key) {
    String text = text(key);
    if (text == null || text.isBlank()) {
      error(key, "is missing: write it");
      return "";
    }
    return text;
  }

  /** A number, or {@code absent} when the key is not there. */
  public double number(String key, double absent) {
    asked.add(key);
    Object value = values.get(key);
    if (value == null) {
      return absent;
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    error(key, "must be a number, is \"" + value + "\"");
    return absent;
  }

  /** A number that must be there; 0, with an error, when it is not. */
  public double requiredNumber(String key) {
    if (!has(key)) {
      asked.add(key);
      error(key, "is missing: write a number");
    }
    return number(key, 0);
  }

  /** A whole number that must be there and be at least 1; 0, with an error, when it is not. */
  public int requiredCount(String key) {
    double number = requiredNumber(key);
    if (has(key) && (number < 1 || number != Math.rint(number) || number > Integer.MAX_VALUE)) {
      error(key, "must be a whole number from 1 on, is " + values.get(key));
      return 0;
    }
    return (int) number;
  }

  /** An instant, ISO 8601 in UTC, or null when the key is absent. */
  public Instant instant(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException unreadable) {
      error(key, "must be an instant such as 2026-01-31T00:00:00Z, is \"" + text + "\"");
      return null;
    }
  }

  /** A word of a set; null when the key is absent or, with an error, when it is another word. */
  public <E extends Enum<E>> E word(String key, Class<E> type) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    return wordOf(key, text, type);
  }

  private <E extends Enum<E>> E wordOf(String key, String text, Class<E> type) {
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
      known.add(constant.name());
    }
    error(key, "must be one of " + String.join(", ", known) + ", is \"" + text + "\"");
    return null;
  }

  /** A list of words of a set; empty when the key is absent. */
  public <E extends Enum<E>> List<E> words(String key, Class<E> type) {
    List<E> words = new ArrayList<>();
    for (String text : texts(key)) {
      E word = wordOf(key, text, type);
      if (word != null) {
        words.add(word);
      }
    }
    return words;
  }

  /** A list of texts; empty when the key is absent. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(key)) {
      texts.add(String.valueOf(item));
    }
    return texts;
  }

  /** A list of pairs of numbers; empty when the key is absent. */
  public List<double[]> pairs(String key) {
    List<double[]> pairs = new ArrayList<>();
    for (Object item : list(key)) {
      if (item instanceof List<?> pair
          && pair.size() == 2
          && pair.get(0) instanceof Number first
          && pair.get(1) instanceof Number second) {
        pairs.add(new double[] {first.doubleValue(), second.doubleValue()});
      } else {
        error(key, "each item must be two numbers such as [0.5, 40], one is " + item);
      }
    }
    return pairs;
  }

  private List<?> list(String key) {
    asked.add(key);
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    error(key, "must be a list");
    return List.of();
  }

  /** A mapping below a key; empty when the key is absent. */
  public YamlSection section(String key) {
    asked.add(key);
    return of(pathOf(key), values.get(key), errors);
  }

  /** A mapping that must be there; empty, with an error, when it is not. */
  public YamlSection requiredSection(String key) {
    if (!has(key)) {
      error(key, "is missing: write it");
    }
    return section(key);
  }

  /** The mappings in a list below a key, in file order; empty when the key is absent. */
  public List<YamlSection> sections(String key) {
    List<YamlSection> sections = new ArrayList<>();
    int index = 0;
    for (Object item : list(key)) {
      sections.add(of(pathOf(key) + "[" + index + "]", item, errors));
      index++;
    }
    return sections;
  }

  /** Adds a mistake at a key. */
  public void error(String key, String whatToDo) {
    errors.add(pathOf(key) + ": " + whatToDo);
  }

  /** Adds a mistake for each key that nothing has asked for: a misspelt key must not be lost. */
  public void rejectUnknownKeys() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        error(key, "is not known here: remove it, or use one of " + String.join(", ", asked));
      }
    }
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
