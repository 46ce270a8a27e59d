package io.vitals.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds ports to listen at. Holds each while it looks for the next, so that all are different. */
final class PortChoice {

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
   * @throws UserMistakeException when a port that the user named is taken
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
          held.add(
              open(port)
                  .orElseThrow(
                      () ->
                          new UserMistakeException(
                              "port "
                                  + port
                                  + " is taken: name another with "
                                  + wish.option()
                                  + ", or leave it out and a free one is chosen")));
          found.put(wish.option(), held.get(held.size() - 1).getLocalPort());
        }
      }
      for (Wish wish : wishes) {
        if (wish.named().isEmpty()) {
          Optional<ServerSocket> usual = open(wish.usual());
          ServerSocket socket = usual.isPresent() ? usual.get() : open(0).orElseThrow();
          held.add(socket);
          found.put(wish.option(), socket.getLocalPort());
          if (usual.isEmpty()) {
            notes.add(
                "port "
                    + wish.usual()
                    + " is taken: "
                    + wish.purpose()
                    + " is at "
                    + socket.getLocalPort());
          }
        }
      }
    } finally {
      held.forEach(PortChoice::close);
    }
    return new Found(Map.copyOf(found), List.copyOf(notes));
  }

  /** On every address of this machine: a port that is taken on one of them is taken. */
  private static Optional<ServerSocket> open(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.bind(new InetSocketAddress(port));
        return Optional.of(socket);
      } catch (IOException e) {
        socket.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
