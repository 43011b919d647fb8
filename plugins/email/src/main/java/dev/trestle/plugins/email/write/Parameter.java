package dev.trestle.plugins.email.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes parameters of structured fields by RFC 2231: in parts when they are long or not ASCII. */
final class Parameter {
  private static final int PART = 54;
  private static final String SAFE = "!#$&+-.^_`|~";

  private Parameter() {}

  /** The tokens of one parameter, each with what parts it from the next. */
  static List<String> tokens(String name, String value, boolean last) {
    List<String> tokens = new ArrayList<>();
    // Some readers decode encoded words in names, where they have no business.
    if (Wording.isPrintableAscii(value) && value.length() <= PART && !value.contains("=?")) {
      String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
      tokens.add(name + "=\"" + quoted + "\"" + (last ? "" : ";"));
      return tokens;
    }
    List<String> parts = parts(value);
    for (int i = 0; i < parts.size(); i++) {
      boolean end = last && i + 1 == parts.size();
      String place = parts.size() == 1 ? "*" : "*" + i + "*";
      String charset = i == 0 ? "UTF-8''" : "";
      tokens.add(name + place + "=" + charset + parts.get(i) + (end ? "" : ";"));
    }
    return tokens;
  }

  // No part ends inside a character, which some readers decode part by part.
  private static List<String> parts(String value) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int at = 0; at < value.length(); at = value.offsetByCodePoints(at, 1)) {
      String one = encoded(Character.toString(value.codePointAt(at)));
      if (part.length() + one.length() > PART) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(one);
    }
    parts.add(part.toString());
    return parts;
  }

  private static String encoded(String character) {
    char first = character.charAt(0);
    if (first < 0x7f && (Character.isLetterOrDigit(first) || SAFE.indexOf(first) >= 0)) {
      return character;
    }
    StringBuilder encoded = new StringBuilder();
    for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
      encoded.append(String.format("%%%02X", octet & 0xff));
    }
    return encoded.toString();
  }
}
