package io.vitals.domain.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hash of user ids: the first 64 bits of HMAC-SHA-256 over account and user. With the account
 * in it, one person in two accounts cannot be followed across them. Not thread-safe.
 */
public final class UserHash {
  private static final int MIN_KEY_LENGTH = 16;

  private final Mac mac;
  private final int keyVersion;

  /**
   * A hash with this key.
   *
   * @throws IllegalArgumentException if the key has fewer than 16 bytes
   */
  public UserHash(byte[] key, int keyVersion) {
    if (key.length < MIN_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "the user hash key needs at least " + MIN_KEY_LENGTH + " bytes, it has " + key.length);
    }
    try {
      this.mac = Mac.getInstance("HmacSHA256");
      this.mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
    this.keyVersion = keyVersion;
  }

  /** The user's hash within the account. */
  public long of(String accountId, String userId) {
    mac.update(accountId.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return ByteBuffer.wrap(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  /**
   * The hash of an owner who is named by an e-mail address, 16 hexadecimal digits: the same for all
   * accounts, since an owner has many.
   */
  public String ofOwner(String ownerId) {
    return HexFormat.of().toHexDigits(of("", ownerId));
  }

  /** Which key makes the hash. */
  public int keyVersion() {
    return keyVersion;
  }
}
