package dev.trestle.graphql.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text the desk does not take in: NUL characters and surrogates without their partner. They are no
 * text in any script, and every store, index and mail system downstream treats them differently.
 */
final class TextRules {
  private TextRules() {}

  /** What is wrong with the text, as the end of a sentence; null when it is sound. */
  static @Nullable String flaw(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "contains a NUL character";
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == length
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return "contains an unpaired surrogate";
        }
        i++;
      }
    }
    return null;
  }

  /** The first flaw within a value from JSON, with its path; null when all texts are sound. */
  static @Nullable Flaw firstFlaw(String path, @Nullable Object value) {
    switch (value) {
      case String text -> {
        String flaw = flaw(text);
        return flaw == null ? null : new Flaw(path, flaw);
      }
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          Flaw flaw = firstFlaw(path + "." + entry.getKey(), entry.getValue());
          if (flaw != null) {
            return flaw;
          }
        }
        return null;
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          Flaw flaw = firstFlaw(path + "." + i, list.get(i));
          if (flaw != null) {
            return flaw;
          }
        }
        return null;
      }
      case null, default -> {
        return null;
      }
    }
  }

  record Flaw(String path, String what) {}
}
