package dev.trestle.search;

import dev.trestle.domain.search.SearchCursorRefused;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a result: behind the hit of this score and key. It keeps the time and the leniency of
 * the first page, so that later pages rank alike.
 */
record Cursor(Leniency leniency, long nowMillis, float score, long key) {
  private static final byte VERSION = 1;
  private static final int BYTES = 2 + Long.BYTES + Float.BYTES + Long.BYTES;

  static @Nullable Cursor read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw new SearchCursorRefused("The cursor was not handed out by a search.");
    }
    if (bytes.length != BYTES
        || bytes[0] != VERSION
        || bytes[1] < 0
        || bytes[1] >= Leniency.values().length) {
      throw new SearchCursorRefused("The cursor was not handed out by this version of search.");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 2, BYTES - 2);
    return new Cursor(Leniency.values()[bytes[1]], in.getLong(), in.getFloat(), in.getLong());
  }

  String text() {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    out.put(VERSION).put((byte) leniency.ordinal());
    out.putLong(nowMillis).putFloat(score).putLong(key);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
  }
}
