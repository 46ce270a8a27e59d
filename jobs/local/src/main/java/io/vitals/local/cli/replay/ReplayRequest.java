package io.vitals.local.cli.replay;

import io.vitals.local.history.Cut;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A replay as the user asked for it.
 *
 * @param directory the folder with the five files, which exist and have their columns
 * @param asOf the last day that counts, UTC; empty: the last date in the files
 * @param cut what is held back; empty: nothing
 */
public record ReplayRequest(Path directory, Optional<LocalDate> asOf, Optional<Cut> cut) {}
