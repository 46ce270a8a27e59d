package io.vitals.local.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Short names of episodes, whose ids are long: the first digits of an id's SHA-256, as version
 * control names commits. The same for ever; any longer prefix names the same episode.
 */
final class AlertHandles {
  /** What a handle has at least when it is shown. */
  static final int SHOWN = 7;

  /** With fewer, too many would be meant by mistake. */
  private static final int LEAST_WRITTEN = 4;

  private static final Pattern WRITTEN =
      Pattern.compile("[0-9a-f]{" + LEAST_WRITTEN + ",64}", Pattern.CASE_INSENSITIVE);

  /** Ids by their hashes, so that those of one prefix stand together. */
  private final TreeMap<String, String> ids = new TreeMap<>();

  private final int length;

  /** Handles of these ids; as long as they must be to differ. */
  AlertHandles(Collection<String> all) {
    all.forEach(id -> ids.put(hash(id), id));
    int needed = SHOWN;
    String before = null;
    for (String hash : ids.keySet()) {
      if (before != null) {
        needed = Math.max(needed, firstDifference(before, hash) + 1);
      }
      before = hash;
    }
    length = needed;
  }

  /** The handle of an id. */
  String of(String id) {
    return hash(id).substring(0, length);
  }

  /** The ids that a text may mean: an id, or the beginning of a hash. */
  List<String> meantBy(String text) {
    if (ids.containsValue(text)) {
      return List.of(text);
    }
    if (!WRITTEN.matcher(text).matches()) {
      return List.of();
    }
    String prefix = text.toLowerCase(Locale.ROOT);
    return List.copyOf(ids.subMap(prefix, prefix + Character.MAX_VALUE).values());
  }

  private static int firstDifference(String one, String other) {
    int index = 0;
    while (one.charAt(index) == other.charAt(index)) {
      index++;
    }
    return index;
  }

  private static String hash(String id) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
