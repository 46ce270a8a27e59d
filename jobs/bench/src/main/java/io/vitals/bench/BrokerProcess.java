package io.vitals.bench;

import io.vitals.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A broker in a process of its own: says where it is, and ends when its stdin does. */
final class BrokerProcess {
  /** First word of the line that says where it is. */
  static final String SERVES = "serves";

  private BrokerProcess() {}

  /** Takes the directory of its data. */
  public static void main(String[] arguments) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0)) {
      System.out.println(SERVES + " " + broker.bootstrapServers());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
