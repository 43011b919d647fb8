package dev.trestle.plugins.email.write;

/** Breaks long lines of a text by RFC 3676, so that readers join them again to any width. */
final class Flowed {
  private static final int WIDTH = 72;

  private Flowed() {}

  static String of(String text) {
    StringBuilder flowing = new StringBuilder(text.length() + text.length() / WIDTH);
    for (String line : text.split("\n", -1)) {
      if (!flowing.isEmpty()) {
        flowing.append('\n');
      }
      line(line, flowing);
    }
    return flowing.toString();
  }

  private static void line(String line, StringBuilder out) {
    int depth = 0;
    while (depth < line.length() && line.charAt(depth) == '>') {
      depth++;
    }
    String quote = ">".repeat(depth);
    String rest = line.substring(depth);
    if (line.equals("-- ")) {
      out.append(line);
      return;
    }
    // A blank at the end would join a line that was meant to end.
    rest = rest.stripTrailing();
    boolean first = true;
    while (true) {
      int end = rest.length() + depth <= WIDTH ? -1 : breakAt(rest, WIDTH - depth);
      String part = end < 0 ? rest : rest.substring(0, end);
      boolean stuffed =
          part.startsWith("From ")
              || part.startsWith(">")
              || (depth == 0 ? part.startsWith(" ") : !first);
      out.append(quote).append(stuffed ? " " : "").append(part);
      if (end < 0) {
        return;
      }
      out.append('\n');
      rest = rest.substring(end);
      first = false;
    }
  }

  /** Behind the last blank within the width, else behind the first one there is; -1: nowhere. */
  private static int breakAt(String text, int width) {
    int from = 0;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    int blank = text.lastIndexOf(' ', Math.max(width - 1, 1));
    if (blank < from) {
      blank = text.indexOf(' ', from);
    }
    return blank < 0 || blank + 1 >= text.length() ? -1 : blank + 1;
  }
}
