package dev.trestle.http.exchange;

import dev.trestle.domain.port.IdSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives each request its trace id: the caller's, from W3C traceparent, or a fresh one. */
public final class TraceIds {
  private static final int TRACEPARENT_LENGTH = 55;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final IdSource ids;

  public TraceIds(IdSource ids) {
    this.ids = ids;
  }

  /**
   * @param traceparent {@code 00-<32 hex>-<16 hex>-<2 hex>}; anything else is ignored, as the W3C
   *     recommendation asks
   */
  public String of(@Nullable String traceparent) {
    if (traceparent != null && valid(traceparent)) {
      return traceparent.substring(3, 35);
    }
    return fresh();
  }

  public String fresh() {
    UUID id = ids.next();
    char[] text = new char[32];
    hex(id.getMostSignificantBits(), text, 0);
    hex(id.getLeastSignificantBits(), text, 16);
    return new String(text);
  }

  private static void hex(long bits, char[] text, int at) {
    for (int i = 0; i < 16; i++) {
      text[at + i] = HEX[(int) (bits >>> (60 - 4 * i)) & 0xf];
    }
  }

  private static boolean valid(String text) {
    if (text.length() < TRACEPARENT_LENGTH || text.startsWith("ff")) {
      return false;
    }
    boolean nonZero = false;
    for (int i = 0; i < TRACEPARENT_LENGTH; i++) {
      char c = text.charAt(i);
      if (i == 2 || i == 35 || i == 52) {
        if (c != '-') {
          return false;
        }
      } else if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      } else if (i > 2 && i < 35 && c != '0') {
        nonZero = true;
      }
    }
    return nonZero && (text.length() == TRACEPARENT_LENGTH || !text.startsWith("00"));
  }
}
