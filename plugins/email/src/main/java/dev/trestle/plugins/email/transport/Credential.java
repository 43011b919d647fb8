package dev.trestle.plugins.email.transport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the desk proves with who it is. */
sealed interface Credential {
  /** The server wants no proof. */
  record None() implements Credential {}

  record Password(String user, String password) implements Credential {
    /** As SASL PLAIN writes it (RFC 4616). */
    String plain() {
      return base64("\0" + user + "\0" + password);
    }

    @Override
    public String toString() {
      return "Password[" + user + "]";
    }
  }

  record Token(String user, String token) implements Credential {
    /** As XOAUTH2 writes it. */
    String xoauth2() {
      return base64("user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001");
    }

    @Override
    public String toString() {
      return "Token[" + user + "]";
    }
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
