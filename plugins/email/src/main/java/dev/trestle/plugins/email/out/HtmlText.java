package dev.trestle.plugins.email.out;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text as html: nothing in it can become a tag, and addresses of the web become links. */
final class HtmlText {
  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s<>\"'&]{1,500}(?:&amp;[^\\s<>\"'&]{1,500}){0,20}");

  private HtmlText() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Lines with breaks between them. */
  static String lines(String text) {
    Matcher link = LINK.matcher(escaped(text));
    StringBuilder linked = new StringBuilder();
    while (link.find()) {
      String whole = link.group();
      String address = whole.replaceFirst("[.,;:!?)\\]]+$", "");
      link.appendReplacement(
          linked,
          Matcher.quoteReplacement(
              "<a href=\""
                  + address
                  + "\">"
                  + address
                  + "</a>"
                  + whole.substring(address.length())));
    }
    return link.appendTail(linked).toString().replace("\n", "<br>\n");
  }
}
