package dev.trestle.plugins.email.read;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps of a style what only paints: known properties whose values are words, numbers and colours.
 */
final class Styles {
  private static final Set<String> PROPERTIES =
      Set.of(
          "color",
          "background-color",
          "font-family",
          "font-size",
          "font-style",
          "font-weight",
          "text-align",
          "text-decoration",
          "text-indent",
          "line-height",
          "vertical-align",
          "white-space",
          "width",
          "height",
          "max-width",
          "margin",
          "margin-top",
          "margin-right",
          "margin-bottom",
          "margin-left",
          "padding",
          "padding-top",
          "padding-right",
          "padding-bottom",
          "padding-left",
          "border",
          "border-top",
          "border-right",
          "border-bottom",
          "border-left",
          "border-collapse",
          "border-color",
          "border-style",
          "border-width",
          "list-style-type",
          "direction");
  private static final Pattern VALUE =
      Pattern.compile(
          "(?:[\\w\\s#.,%'\"!-]|rgba?\\([\\d\\s.,%]*\\))*+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern ACTING =
      Pattern.compile("(?i)expression|url|import|javascript|vbscript|behaviou?r|binding");

  private Styles() {}

  static String clean(String style) {
    StringBuilder kept = new StringBuilder();
    for (String one : style.split(";")) {
      int colon = one.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String name = one.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = one.substring(colon + 1).strip();
      if (PROPERTIES.contains(name)
          && VALUE.matcher(value).matches()
          && !ACTING.matcher(value).find()) {
        kept.append(kept.isEmpty() ? "" : ";").append(name).append(':').append(value);
      }
    }
    return kept.toString();
  }
}
