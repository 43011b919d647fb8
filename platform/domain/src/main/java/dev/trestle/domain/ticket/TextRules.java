package dev.trestle.domain.ticket;

import dev.trestle.domain.command.Draft;
import org.jspecify.annotations.Nullable;

/** The bounds of texts, checked in one place so that every mutation refuses the same way. */
public final class TextRules {
  public static final int NAME_MAX = 200;
  public static final int SUBJECT_MAX = 500;
  public static final int TEXT_MAX = 100_000;
  public static final int KEY_MAX = 64;

  private TextRules() {}

  /** A text that must say something: stripped, not empty, not longer than allowed. */
  public static String required(Draft draft, @Nullable String text, int max, String... path) {
    String stripped = text == null ? "" : text.strip();
    if (stripped.isEmpty()) {
      draft.invalid("REQUIRED", "Give a text that is not empty.", path);
    }
    checkLength(draft, stripped, max, path);
    return stripped;
  }

  public static @Nullable String optional(
      Draft draft, @Nullable String text, int max, String... path) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String stripped = text.strip();
    checkLength(draft, stripped, max, path);
    return stripped;
  }

  private static void checkLength(Draft draft, String text, int max, String... path) {
    if (text.length() > max) {
      draft.invalid(
          "TOO_LONG",
          "This text has " + text.length() + " characters; at most " + max + " are allowed.",
          path);
    }
    // Unpaired surrogates cannot be written as UTF-8, and NUL ends texts in too many programs.
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !paired)) {
        draft.invalid(
            "TEXT_NOT_WELL_FORMED",
            "Remove the NUL character or unpaired surrogate at position " + i + ".",
            path);
        return;
      }
      if (paired) {
        i++;
      }
    }
  }
}
