package dev.trestle.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what tokens were verified to mean, by the SHA-256 of their text, so that the memory of
 * the process is no list of credentials. Bounded by two generations: when the young one is full it
 * becomes the old one, and what is not asked for until the next change is forgotten. Only verified
 * tokens enter, so nobody can fill it with rubbish.
 */
final class VerifiedCache<V> {
  private final int generationMax;
  private volatile ConcurrentHashMap<Key, V> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<Key, V> old = new ConcurrentHashMap<>();

  VerifiedCache(int entriesMax) {
    this.generationMax = Math.max(1, entriesMax / 2);
  }

  /** The whole digest of a token's text. */
  record Key(long a, long b, long c, long d) {
    static Key of(String token) {
      MessageDigest digest = Hashes.sha256();
      // A character beyond Latin-1 becomes '?', which no verified token contains.
      byte[] hash = digest.digest(token.getBytes(StandardCharsets.ISO_8859_1));
      return new Key(word(hash, 0), word(hash, 8), word(hash, 16), word(hash, 24));
    }

    private static long word(byte[] bytes, int from) {
      return (long) Hashes.LONGS.get(bytes, from);
    }

    @Override
    public int hashCode() {
      return (int) a;
    }
  }

  @Nullable V get(Key key) {
    V value = young.get(key);
    if (value == null) {
      value = old.get(key);
      if (value != null) {
        put(key, value);
      }
    }
    return value;
  }

  void put(Key key, V value) {
    young.put(key, value);
    if (young.mappingCount() > generationMax) {
      turn();
    }
  }

  void remove(Key key) {
    young.remove(key);
    old.remove(key);
  }

  private synchronized void turn() {
    if (young.mappingCount() > generationMax) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }

  long size() {
    return young.mappingCount() + old.mappingCount();
  }
}
