package io.vitals.schemas.topics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The topic catalogue as the table in {@code schemas/README.md}. */
public final class TopicTable {
  private static final String BEGIN = "<!-- topics: generated -->\n";
  private static final String END = "<!-- end of topics -->";

  private TopicTable() {}

  /** The text with the table between its marks set to the catalogue of now. */
  public static String replaceIn(String readme) {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the marks of the topic table are missing");
    }
    return readme.substring(0, begin + BEGIN.length()) + markdown() + readme.substring(end);
  }

  private static String markdown() {
    return """
        | Topic | Kind | Key | Partitions | Records | Kept | Cleanup | Written | Read |
        |---|---|---|---|---|---|---|---|---|
        """
        + Arrays.stream(Topic.values()).map(TopicTable::row).collect(Collectors.joining());
  }

  private static String row(Topic topic) {
    return String.join(
            " | ",
            "| `" + topic.topicName() + "`",
            topic.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            topic.key(),
            Integer.toString(topic.partitions()),
            topic.records().stream().map(Class::getSimpleName).collect(Collectors.joining(", ")),
            kept(topic.retention()),
            topic.compacted() ? "compact" : "delete",
            topic.guarantee(),
            "`" + topic.isolationLevel() + "` |")
        + "\n";
  }

  private static String kept(Duration retention) {
    return retention.isNegative() ? "for ever" : retention.toDays() + " days";
  }
}
