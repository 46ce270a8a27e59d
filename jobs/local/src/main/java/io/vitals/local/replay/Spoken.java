package io.vitals.local.replay;

import io.vitals.local.history.Cut;
import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SourceHeartbeat;
import io.vitals.schemas.topics.Topic;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A history without the heartbeats of a source while it is cut. What it says of the identity map is
 * not of its data and stays.
 */
final class Spoken implements Iterator<HistoryEntry> {
  private final Iterator<HistoryEntry> upstream;
  private final Cut cut;
  private HistoryEntry next;

  Spoken(Iterator<HistoryEntry> upstream, Cut cut) {
    this.upstream = upstream;
    this.cut = cut;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public HistoryEntry next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    HistoryEntry entry = next;
    advance();
    return entry;
  }

  private void advance() {
    next = null;
    while (next == null && upstream.hasNext()) {
      HistoryEntry entry = upstream.next();
      boolean silent =
          entry instanceof SourceHeartbeat beat
              && beat.topic() != Topic.IDENTITY_MAP
              && cut.holds(beat.source(), beat.ingestTime());
      next = silent ? null : entry;
    }
  }
}
