package io.vitals.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Optional;

/** The programs that tests need; where the public data sets are, they must be there too. */
public final class InstalledForTests {
  private InstalledForTests() {}

  /** Both programs; a test that needs them is not run where they are not installed. */
  public static Optional<Binaries> find() {
    Optional<Binaries> found = Binaries.installed(System.getenv().getOrDefault("PATH", ""));
    if (System.getenv("VITALS_DATA") != null) {
      assertThat(found).as(Binaries.HOW_TO_INSTALL).isPresent();
    }
    assumeThat(found).as(Binaries.HOW_TO_INSTALL).isPresent();
    return found;
  }

  /** The folder {@code alerts} of the repository. */
  public static Path alerts() {
    return Path.of("").toAbsolutePath().getParent().getParent().resolve("alerts");
  }
}
