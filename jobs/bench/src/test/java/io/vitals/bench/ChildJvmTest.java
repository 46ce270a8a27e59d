package io.vitals.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.local.cli.shared.RunFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildJvmTest {

  @TempDir private Path folder;

  @AfterEach
  void noInterruptIsLeft() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void saysItsLinesAndEndsWithItsStdin() throws Exception {
    ChildJvm child = start(UntilStdinEnds.class);
    assertThat(child.await("ready")).isEqualTo("ready now");
    assertThat(child.isAlive()).isTrue();
    child.close();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void whoWaitsForOneThatEndedIsTold() throws Exception {
    try (ChildJvm child = start(Silent.class)) {
      assertThatThrownBy(() -> child.await("ready"))
          .isInstanceOf(RunFailedException.class)
          .hasMessageContaining("ended early");
    }
  }

  @Test
  void anInterruptEndsTheWaitAndTheProcess() throws Exception {
    ChildJvm child = start(Endless.class);
    child.await("ready");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> child.await("never")).isInstanceOf(InterruptedException.class);
    child.close();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void anInterruptedThreadClosesItToo() throws Exception {
    ChildJvm child = start(Endless.class);
    child.await("ready");
    Thread.currentThread().interrupt();
    child.close();
    assertThat(child.isAlive()).isFalse();
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
  }

  private ChildJvm start(Class<?> main) throws IOException {
    return ChildJvm.start(
        main.getSimpleName(),
        folder.resolve("logs"),
        folder.resolve("temporary"),
        List.of("-Xmx16m"),
        main,
        List.of());
  }

  static final class UntilStdinEnds {
    private UntilStdinEnds() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println("ready now");
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  static final class Silent {
    private Silent() {}

    public static void main(String[] arguments) {}
  }

  /** As one that consumes: does not look at its stdin. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("ready now");
      Thread.currentThread().join();
    }
  }
}
