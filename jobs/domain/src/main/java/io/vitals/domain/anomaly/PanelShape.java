package io.vitals.domain.anomaly;

/** What a panel is made of. */
@SuppressWarnings("ArrayRecordComponent") // flat on purpose; compared by no one
record PanelShape(
    byte format,
    Resolution resolution,
    int slotsADay,
    int[] windows,
    int shortRun,
    int longRun,
    int rememberedRuns,
    double horizon,
    double opening,
    int episodePoints) {
  int recent() {
    return Math.max(
        Math.max(windows[0] + windows[1], windows[2] + windows[3]),
        Math.max(windows[4] + 1, 2 * longRun));
  }

  int size() {
    return rememberedRuns * longRun + 31 * episodePoints;
  }
}
