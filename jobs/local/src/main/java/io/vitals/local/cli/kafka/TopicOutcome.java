package io.vitals.local.cli.kafka;

/**
 * What became of a topic.
 *
 * @param name of the topic
 */
public record TopicOutcome(String name, State state) {

  /** How a topic stands at the end. */
  public enum State {
    CREATED("created"),
    EXISTS("exists"),
    /** It is not there, and nothing may be changed. */
    ABSENT("would be created");

    private final String text;

    State(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
