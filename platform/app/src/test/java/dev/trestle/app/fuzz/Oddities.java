package dev.trestle.app.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Odd texts, numbers and bytes, all of one seed. */
final class Oddities {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "\ud800",
          "\udc00x",
          "\ud83d\ude00",
          "\u202e\u200f\ufeff",
          "e\u0301\u0301\u0301",
          "\uffff\ufffe",
          "ß\u0130\u0131ſ",
          "\r\n\t\u000b\u001b[31m",
          "null",
          "true",
          "-1",
          "1e999",
          "NaN",
          "9223372036854775808",
          "../../../etc/passwd",
          "..\\..\\windows",
          "%00%2e%2e%2f",
          "' OR 1=1 --",
          "<script>alert(1)</script>",
          "{{7*7}}${7*7}#{7*7}",
          "=cmd|' /C calc'!A0",
          "\"}]}",
          "*:* AND (",
          "\"unclosed",
          "field:~^2 [a TO",
          "00000000-0000-0000-0000-000000000000",
          "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "0190a000-0000-7000-8000-00000000000g",
          "1969-12-31T23:59:59.999Z",
          "+1000000000-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "2031-02-30T25:61:61Z",
          "P99999999999999D",
          "Europe/Nowhere",
          "xx-YY-ZZ-1234567890",
          "a@b",
          "@",
          "ada@desk.example\r\nBcc: all@desk.example");

  private final Random random;

  Oddities(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String text() {
    return switch (below(10)) {
      case 0 -> of(TEXTS).repeat(1 + below(50));
      case 1 -> of(TEXTS) + of(TEXTS);
      case 2 -> Character.toString(of(List.of('a', '\0', 'ü', '漢', '"'))).repeat(1 << below(16));
      case 3 -> characters(below(40), Character.MAX_VALUE);
      default -> of(TEXTS);
    };
  }

  /** A few characters from anywhere below this one, unpaired surrogates included. */
  String characters(int length, int highest) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) below(highest));
    }
    return text.toString();
  }

  Object number() {
    return of(
        List.<Object>of(
            0,
            -1,
            1,
            200,
            201,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            1.5,
            -0.0,
            1e300));
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The text as bytes with a few of them changed, left out, doubled or cut off. */
  byte[] damaged(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = below(4); i >= 0 && bytes.length > 2; i--) {
      int at = below(bytes.length - 1);
      switch (below(5)) {
        case 0 -> bytes[at] = (byte) below(256);
        case 1 ->
            bytes[at] = (byte) of(List.of('"', '{', '}', '[', ']', ':', ',', '\\')).charValue();
        case 2 -> bytes = java.util.Arrays.copyOf(bytes, at + 1);
        case 3 -> bytes = joined(bytes, at, bytes, at / 2);
        default -> bytes = joined(bytes, at, bytes, at + 1);
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] head, int headLength, byte[] tail, int from) {
    byte[] all = java.util.Arrays.copyOf(head, headLength + tail.length - from);
    System.arraycopy(tail, from, all, headLength, tail.length - from);
    return all;
  }
}
