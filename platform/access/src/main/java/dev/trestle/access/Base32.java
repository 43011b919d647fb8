package dev.trestle.access;

/** Base32 of RFC 4648 without padding, as authenticator apps read it. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    return encode(bytes, ALPHABET);
  }

  /** Five bits per character of a 32-character alphabet, the last ones filled with zeros. */
  static String encode(byte[] bytes, String alphabet) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(alphabet.charAt((buffer >> bits) & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(alphabet.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }
}
