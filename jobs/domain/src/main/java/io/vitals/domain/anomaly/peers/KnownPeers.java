package io.vitals.domain.anomaly.peers;

import io.vitals.domain.anomaly.CountPrior;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is known of peers, by the time from when on it is: so what is asked for a time has one
 * answer, however far ahead was read. A segment of which too little is known is as all accounts.
 */
public final class KnownPeers {
  private final Map<String, NavigableMap<Long, PeerPrior>> known = new HashMap<>();

  /** Takes note of what is known. */
  public void add(PeerPrior peers) {
    known
        .computeIfAbsent(name(peers.segment(), peers.series()), unused -> new TreeMap<>())
        .put(peers.time(), peers);
  }

  /** Forgets, and tells, what of these peers is replaced by a time, epoch milliseconds. */
  public List<PeerPrior> forget(PeerPrior peers, long time) {
    NavigableMap<Long, PeerPrior> rows = known.get(name(peers.segment(), peers.series()));
    Long last = rows.floorKey(time);
    if (last == null) {
      return List.of();
    }
    NavigableMap<Long, PeerPrior> replaced = rows.headMap(last, false);
    List<PeerPrior> forgotten = new ArrayList<>(replaced.values());
    replaced.clear();
    return forgotten;
  }

  /**
   * What to expect of an account, as known at a time.
   *
   * @param segment its segment; null when not known
   * @return null when nothing is known
   */
  public CountPrior at(long time, String segment, String series) {
    CountPrior ofSegment = segment == null ? null : at(time, name(segment, series));
    return ofSegment == null ? at(time, name(PeerCount.ALL, series)) : ofSegment;
  }

  private CountPrior at(long time, String name) {
    NavigableMap<Long, PeerPrior> rows = known.get(name);
    Map.Entry<Long, PeerPrior> last = rows == null ? null : rows.floorEntry(time);
    return last == null ? null : last.getValue().prior();
  }

  private static String name(String segment, String series) {
    return segment + "/" + series;
  }
}
