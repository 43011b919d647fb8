package dev.trestle.plugins.email.read;

/**
 * Joins the lines of a paragraph that a mail program broke to fit a narrow window (RFC 3676). What
 * stands fixed, quotes of another depth and the line above a signature stay lines of their own.
 */
final class FlowedText {
  private static final String SIGNATURE = "-- ";

  private FlowedText() {}

  static boolean isFlowed(Parameters type) {
    return type.value().equals("text/plain") && type.get("format").equalsIgnoreCase("flowed");
  }

  /**
   * The text with each paragraph on one line.
   *
   * @param joinsWords whether the blank at which a line was broken is none of the text (DelSp)
   */
  static String joined(String text, boolean joinsWords) {
    StringBuilder out = new StringBuilder(text.length());
    int open = -1;
    for (String line : text.replace("\r\n", "\n").split("(?<=\n)")) {
      boolean ends = line.endsWith("\n");
      String whole = ends ? line.substring(0, line.length() - 1) : line;
      int depth = depth(whole);
      String said = unstuffed(whole.substring(depth));
      boolean signature = said.equals(SIGNATURE);
      if (open >= 0 && (open != depth || signature)) {
        out.append('\n');
        open = -1;
      }
      if (open < 0 && depth > 0) {
        out.append(">".repeat(depth)).append(said.isEmpty() ? "" : " ");
      }
      boolean flows = ends && !signature && said.endsWith(" ");
      out.append(flows && joinsWords ? said.substring(0, said.length() - 1) : said);
      open = flows ? depth : -1;
      out.append(ends && !flows ? "\n" : "");
    }
    return out.toString();
  }

  private static int depth(String line) {
    int depth = 0;
    while (depth < line.length() && line.charAt(depth) == '>') {
      depth++;
    }
    return depth;
  }

  private static String unstuffed(String line) {
    return line.startsWith(" ") ? line.substring(1) : line;
  }
}
