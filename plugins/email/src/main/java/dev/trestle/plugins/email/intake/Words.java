package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.MailText;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.plugins.email.read.TextPart;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a message says, in the bounds and the form in which the desk keeps texts. */
final class Words {
  static final int TEXT_MAX = 100_000;
  static final int SUBJECT_MAX = 200;
  static final int NAME_MAX = 200;
  private static final Pattern OWN_TAG =
      Pattern.compile("\\s*\\[[^\\[\\]#]{0,40}#\\s?[A-Za-z0-9-]{1,40}\\]\\s*");

  private Words() {}

  /** One line without what would not be one; empty when nothing is left. */
  static String line(String text, int max) {
    return cut(sound(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), max);
  }

  /** The subject of a new ticket; empty when there is none. */
  static String subject(ReadMail mail) {
    return line(OWN_TAG.matcher(mail.subject()).replaceAll(" "), SUBJECT_MAX);
  }

  /** What its author wrote; where that is nothing, all of it; empty when it says nothing. */
  static String text(MailText text) {
    String visible = sound(text.visible());
    return visible.isBlank() ? sound(text.readable()).strip() : visible.strip();
  }

  /** What was folded: earlier messages and signatures; empty when nothing was. */
  static String folded(MailText text) {
    return text.visible().isBlank()
        ? ""
        : text.parts().stream()
            .filter(TextPart::isFolded)
            .map(TextPart::text)
            .collect(Collectors.joining())
            .strip();
  }

  /** At most so many characters, cut between two of them. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end).strip();
  }

  /** Without what cannot be written as UTF-8, and without controls that are no blanks. */
  static String sound(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      boolean odd = c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F;
      if (odd || Character.isSurrogate(c) && !pair) {
        if (out == null) {
          out = new StringBuilder(text.substring(0, i));
        }
        if (Character.isSurrogate(c)) {
          out.append('\uFFFD');
        }
      } else if (out != null) {
        out.append(c);
      }
      if (pair) {
        i++;
        if (out != null) {
          out.append(text.charAt(i));
        }
      }
    }
    return out == null ? text : out.toString();
  }

  static String small(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
