package dev.trestle.plugins.email.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * By what the same message is known again, whichever way and however often it comes: all that its
 * sender wrote, the Message-ID among it, without what servers add on the way, and whatever ends its
 * lines. It is shown the bytes as they pass by.
 */
final class Fingerprint {
  private static final int NAME_MAX = 100;
  private static final Set<String> TRACES =
      Set.of(
          "received",
          "return-path",
          "delivered-to",
          "envelope-to",
          "authentication-results",
          "received-spf",
          "dkim-signature",
          "status",
          "lines",
          "content-length");
  private static final Pattern TRACES_OF_SERVERS =
      Pattern.compile(
          "(arc-|x-(original-to|delivered-to|envelope-|received|forwarded-|resolved-to|spam|virus|google-smtp|gm-|uid|status|mozilla-|ms-exchange-)).*");

  private final MessageDigest digest = sha256();
  private final byte[] held = new byte[4_096];
  private int heldCount;
  private final StringBuilder name = new StringBuilder();
  private boolean inHeader = true;
  private boolean lineBegins = true;
  private boolean named;
  private boolean traced;
  private boolean afterReturn;
  private int lineEnds;

  void see(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      // Lines end by CR LF, by LF, and in old messages by CR alone.
      boolean counted = bytes[i] == '\n' && afterReturn;
      afterReturn = bytes[i] == '\r';
      if (!counted) {
        one(afterReturn ? (byte) '\n' : bytes[i]);
      }
    }
  }

  private void one(byte one) {
    if (inHeader) {
      header(one);
    } else {
      add(one);
    }
  }

  /** 64 hexadecimal digits, when all has been seen. */
  String hex() {
    if (inHeader && !named) {
      // It ends before it is known whether this is a field at all.
      addName();
    }
    digest.update(held, 0, heldCount);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Up to the blank line, the fields that servers add are left out. */
  private void header(byte one) {
    if (lineBegins) {
      if (one == '\n') {
        inHeader = false;
        return;
      }
      // A line that begins with a blank goes on with the field before it.
      if (one != ' ' && one != '\t') {
        name.setLength(0);
        named = false;
        traced = false;
      }
    }
    lineBegins = one == '\n';
    if (named) {
      if (!traced) {
        add(one);
      }
    } else if (one == ':' || one == '\n' || name.length() > NAME_MAX) {
      named = true;
      traced = one == ':' && isTrace(name.toString().strip().toLowerCase(Locale.ROOT));
      if (!traced) {
        addName();
        add(one);
      }
    } else {
      name.append((char) (one & 0xFF));
    }
  }

  private void addName() {
    for (byte each : name.toString().getBytes(StandardCharsets.ISO_8859_1)) {
      add(each);
    }
  }

  private static boolean isTrace(String name) {
    return TRACES.contains(name) || TRACES_OF_SERVERS.matcher(name).matches();
  }

  // Blank lines at the end count for nothing.
  private void add(byte one) {
    if (one == '\n') {
      lineEnds++;
      return;
    }
    for (; lineEnds > 0; lineEnds--) {
      hold((byte) '\n');
    }
    hold(one);
  }

  // The digest is quick with many bytes at once, and slow with single ones.
  private void hold(byte one) {
    if (heldCount == held.length) {
      digest.update(held);
      heldCount = 0;
    }
    held[heldCount++] = one;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
