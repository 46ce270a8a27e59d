package io.vitals.local.cli.demo;

import io.vitals.local.cli.shared.UserMistakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds ports to listen at. Holds each while it looks for the next, so that all are different. */
final class PortChoice {

  private static final String IN_USE = "Address already in use";

  /**
   * A port that is wanted.
   *
   * @param option the option that names it
   * @param purpose what listens there, as the user knows it
   * @param usual the port when none is named
   * @param named the port the user named
   */
  record Wish(String option, String purpose, int usual, Optional<Integer> named) {}

  /**
   * The ports that were found.
   *
   * @param byOption a free port for each wish
   * @param notes what to tell the user of those that are not the usual ones
   */
  record Found(Map<String, Integer> byOption, List<String> notes) {

    int port(String option) {
      return byOption.get(option);
    }
  }

  private PortChoice() {}

  /**
   * A free port for each wish.
   *
   * @throws UserMistakeException when a port that the user named cannot be had
   */
  static Found choose(List<Wish> wishes) {
    Map<String, Integer> found = new HashMap<>();
    List<String> notes = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      // Named ones first, or the usual port of one could take the named port of another.
      for (Wish wish : wishes) {
        if (wish.named().isPresent()) {
          int port = wish.named().get();
          try {
            held.add(open(port));
          } catch (BindException e) {
            throw new UserMistakeException(
                refusal(port, e)
                    + ": name another with "
                    + wish.option()
                    + ", or leave it out and a free one is chosen");
          }
          found.put(wish.option(), held.get(held.size() - 1).getLocalPort());
        }
      }
      for (Wish wish : wishes) {
        if (wish.named().isEmpty()) {
          ServerSocket socket;
          try {
            socket = open(wish.usual());
          } catch (BindException e) {
            socket = open(0);
            notes.add(
                refusal(wish.usual(), e)
                    + ": "
                    + wish.purpose()
                    + " is at "
                    + socket.getLocalPort());
          }
          held.add(socket);
          found.put(wish.option(), socket.getLocalPort());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      held.forEach(PortChoice::close);
    }
    return new Found(Map.copyOf(found), List.copyOf(notes));
  }

  /** On every address of this machine: a port that is taken on one of them is taken. */
  private static ServerSocket open(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Why a port cannot be had. The system may speak any language: what is not known to mean that the
   * port is taken is passed on in its words, such as that the right to listen there is missing.
   */
  static String refusal(int port, BindException e) {
    return IN_USE.equals(e.getMessage())
        ? "port " + port + " is taken"
        : "port " + port + " cannot be opened (" + e.getMessage() + ")";
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
