package dev.trestle.plugins.email.read;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeVisitor;

/**
 * The html of a message made harmless, and its text. What a browser could execute or send away is
 * not searched for and removed: only elements, attributes and addresses that are on the list get
 * through.
 */
final class HtmlMail {
  private static final int LINKS_MAX = 5_000;
  private static final int QUOTES_MAX = 20;
  private static final int TAGS_MAX = 40_000;
  private static final int LENGTH_MAX = 1 << 20;
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "table",
          "tr",
          "ul",
          "ol",
          "li",
          "blockquote",
          "pre",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "section",
          "article",
          "header",
          "footer",
          "address",
          "center",
          "dl",
          "dt",
          "dd",
          "form",
          "fieldset",
          "figure",
          "tbody",
          "thead");
  private static final Set<String> APART = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre");
  private static final Set<String> UNSEEN =
      Set.of("script", "style", "head", "title", "template", "noscript", "object", "svg", "math");

  private HtmlMail() {}

  private static Safelist list() {
    return new Safelist()
        .addTags(
            "a",
            "abbr",
            "address",
            "b",
            "big",
            "blockquote",
            "br",
            "center",
            "cite",
            "code",
            "col",
            "colgroup",
            "dd",
            "del",
            "div",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "font",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "img",
            "ins",
            "kbd",
            "li",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "tt",
            "u",
            "ul",
            "var")
        .addAttributes(":all", "dir", "lang", "title", "style", "align", "valign")
        .addAttributes("a", "href", "name")
        .addAttributes("img", "src", "alt", "width", "height")
        .addAttributes("font", "color", "face", "size")
        .addAttributes("table", "border", "cellpadding", "cellspacing", "width", "bgcolor")
        .addAttributes("td", "colspan", "rowspan", "width", "height", "bgcolor")
        .addAttributes("th", "colspan", "rowspan", "width", "height", "bgcolor")
        .addAttributes("tr", "bgcolor", "height")
        .addAttributes("col", "span", "width")
        .addAttributes("ol", "start", "type")
        .addAttributes("blockquote", "type")
        .addProtocols("a", "href", "http", "https", "mailto", "tel", "sip", "ftp")
        .addProtocols("img", "src", "http", "https", "cid", "data")
        .addEnforcedAttribute("a", "rel", "nofollow noreferrer noopener");
  }

  /** Whether a page is more than anybody writes: reading it as one would take too long. */
  static boolean isTooMuch(String html) {
    return html.length() > LENGTH_MAX || html.chars().filter(c -> c == '<').count() > TAGS_MAX;
  }

  static Document parse(String html) {
    return Parser.parse(html, "");
  }

  /** The text of a page that is too much to be read as one: what stands outside of its tags. */
  static String withoutTags(String html) {
    StringBuilder out = new StringBuilder();
    int last = html.lastIndexOf('>');
    boolean inside = false;
    for (int i = 0; i < html.length(); i++) {
      char c = html.charAt(i);
      if (c == '<') {
        inside = i < last;
        out.append(out.isEmpty() || out.charAt(out.length() - 1) == '\n' ? "" : "\n");
      }
      if (!inside) {
        out.append(c);
      }
      inside &= c != '>';
    }
    return Parser.unescapeEntities(out.toString(), false);
  }

  /** Html without anything that acts; empty when it holds more links than a person would read. */
  static String clean(String html) {
    return clean(parse(html));
  }

  static String clean(Document dirty) {
    if (dirty.select("a[href]").size() >= LINKS_MAX) {
      return "";
    }
    Document clean = new Cleaner(list()).clean(dirty);
    for (Element styled : clean.select("[style]")) {
      String style = Styles.clean(styled.attr("style"));
      if (style.isEmpty()) {
        styled.removeAttr("style");
      } else {
        styled.attr("style", style);
      }
    }
    for (Element image : clean.select("img[src]")) {
      if (!isHarmlessImage(image.attr("src"))) {
        image.removeAttr("src");
      }
    }
    clean.outputSettings().prettyPrint(false);
    return clean.body().html();
  }

  private static boolean isHarmlessImage(String source) {
    String plain = source.strip().toLowerCase(Locale.ROOT);
    return !plain.startsWith("data:")
        || plain.matches("(?s)data:image/(png|gif|jpe?g|webp|bmp);base64,.*");
  }

  /** What a person reads on the page, as lines; what is quoted has an angle bracket in front. */
  static String text(String html) {
    return isTooMuch(html) ? withoutTags(html) : text(parse(html));
  }

  static String text(Document page) {
    Lines lines = new Lines();
    page.body().traverse(lines);
    return lines.text();
  }

  private static boolean isUnseen(Node node) {
    return node instanceof Comment
        || node instanceof Element element
            && (UNSEEN.contains(element.normalName()) || isHidden(element.attr("style")));
  }

  private static boolean isHidden(String style) {
    return !style.isEmpty()
        && style.replace(" ", "").contains("display:none")
        && !style.contains("display:none-");
  }

  private static boolean isQuote(Element element) {
    return element.normalName().equals("blockquote")
        && !element.attr("style").replace(" ", "").contains("border:none");
  }

  /** Collects text while it walks, without recursion, however deep the page is. */
  private static final class Lines implements NodeVisitor {
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int quotes;
    private int unseen;
    private int verbatim;

    @Override
    public void head(Node node, int depth) {
      if (isUnseen(node)) {
        unseen++;
      }
      if (unseen > 0) {
        return;
      }
      if (node instanceof TextNode text) {
        add(text.getWholeText());
      } else if (node instanceof Element element) {
        String name = element.normalName();
        if (name.equals("br")) {
          end();
        } else if (name.equals("img") && !element.attr("alt").isBlank()) {
          add(element.attr("alt"));
        } else if (BLOCKS.contains(name)) {
          endIfBegun();
          apart(name);
          quotes += isQuote(element) ? 1 : 0;
          verbatim += name.equals("pre") ? 1 : 0;
          line.append(
              name.equals("li")
                  ? "- "
                  : name.equals("hr") ? "________________________________" : "");
        } else if ((name.equals("td") || name.equals("th")) && !line.isEmpty()) {
          line.append(' ');
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (isUnseen(node)) {
        unseen--;
      } else if (unseen == 0
          && node instanceof Element element
          && BLOCKS.contains(element.normalName())) {
        endIfBegun();
        quotes -= isQuote(element) ? 1 : 0;
        verbatim -= element.normalName().equals("pre") ? 1 : 0;
        apart(element.normalName());
      }
    }

    private void apart(String name) {
      if (APART.contains(name)
          && !out.isEmpty()
          && out.length() > 1
          && out.charAt(out.length() - 2) != '\n') {
        end();
      }
    }

    private void add(String text) {
      if (verbatim > 0) {
        for (String piece : text.split("(?<=\\n)", -1)) {
          line.append(piece.stripTrailing());
          if (piece.endsWith("\n")) {
            end();
          }
        }
        return;
      }
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i) == '\u00A0' ? ' ' : text.charAt(i);
        boolean blank = Character.isWhitespace(c);
        if (!blank) {
          line.append(c);
        } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
          line.append(' ');
        }
      }
    }

    private void endIfBegun() {
      if (!line.toString().isBlank()) {
        end();
      } else {
        line.setLength(0);
      }
    }

    private void end() {
      String one = line.toString().stripTrailing();
      String front = "> ".repeat(Math.min(quotes, QUOTES_MAX));
      out.append((front + one).stripTrailing()).append('\n');
      line.setLength(0);
    }

    String text() {
      endIfBegun();
      return out.toString().replaceAll("\\n{3,}", "\n\n").strip();
    }
  }
}
