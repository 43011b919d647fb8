package dev.trestle.search;

import dev.trestle.domain.search.SearchNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person typed, and makes the best of anything:
 *
 * <pre>
 * printer jam              both words, in any form
 * "paper jam"              the words side by side
 * print*                   words that begin so
 * -jam   NOT jam           without the word
 * jam OR toner             either; parentheses group
 * subject:jam  text:jam    in that part only
 * queue:support tag:vip    also number, status, category, priority, type, requester, company,
 *                          assignee, author, cf.anykey; quotes hold several words together
 * is:open                  also done, closed, resolved, assigned, unassigned
 * created:>2026-01-01      also updated, cf.anykey; with &lt; &lt;= >= or from..to
 * </pre>
 *
 * So do the names of plugins' texts. What is none of this is taken as words. Long input is cut,
 * deep nesting flattened.
 */
final class QueryReader {
  static final int QUERY_CHARS_MAX = 1_000;
  static final int CLAUSES_MAX = 32;
  static final int DEPTH_MAX = 8;

  /** Shorter prefixes would match half the dictionary, so they count as words. */
  static final int PREFIX_CHARS_MIN = 2;

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("queue", "queue"),
          Map.entry("status", "status"),
          Map.entry("category", "category"),
          Map.entry("priority", "priority"),
          Map.entry("type", "type"),
          Map.entry("tag", "tag"),
          Map.entry("tags", "tag"),
          Map.entry("requester", "requester"),
          Map.entry("from", "requester"),
          Map.entry("company", "company"),
          Map.entry("assignee", "assignee"),
          Map.entry("author", "author"));
  private static final Set<String> FLAGS =
      Set.of("open", "done", "closed", "resolved", "assigned", "unassigned");

  private final String text;
  private final SearchNames names;
  private int at;
  private int clauses;

  private QueryReader(String text, SearchNames names) {
    this.text = text;
    this.names = names;
  }

  static QueryNode read(String query) {
    return read(query, SearchNames.NONE);
  }

  /**
   * The same with more names before colons.
   *
   * @param names of plugins' texts
   */
  static QueryNode read(String query, SearchNames names) {
    QueryReader reader = new QueryReader(SafeText.of(query, QUERY_CHARS_MAX), names);
    List<QueryNode> parts = new ArrayList<>();
    while (reader.at < reader.text.length()) {
      QueryNode part = reader.either(0);
      if (part != null) {
        parts.add(part);
      }
      // A closing parenthesis without an opening one ends a group early; it means nothing.
      reader.at++;
    }
    return parts.isEmpty() ? new QueryNode.Everything() : and(parts);
  }

  private @Nullable QueryNode either(int depth) {
    List<QueryNode> alternatives = new ArrayList<>();
    List<QueryNode> together = new ArrayList<>();
    while (true) {
      skipSpace();
      if (at >= text.length() || text.charAt(at) == ')') {
        break;
      }
      if (keyword("OR") || keyword("||") || keyword("|")) {
        if (!together.isEmpty()) {
          alternatives.add(and(together));
          together = new ArrayList<>();
        }
      } else if (!keyword("AND") && !keyword("&&")) {
        QueryNode part = clause(depth);
        if (part != null && clauses++ < CLAUSES_MAX) {
          together.add(part);
        }
      }
    }
    if (!together.isEmpty()) {
      alternatives.add(and(together));
    }
    return switch (alternatives.size()) {
      case 0 -> null;
      case 1 -> alternatives.getFirst();
      default -> new QueryNode.Or(List.copyOf(alternatives));
    };
  }

  private static QueryNode and(List<QueryNode> parts) {
    return parts.size() == 1 ? parts.getFirst() : new QueryNode.And(List.copyOf(parts));
  }

  private @Nullable QueryNode clause(int depth) {
    boolean not = false;
    while (true) {
      if (keyword("NOT")) {
        not = !not;
        skipSpace();
      } else if (at + 1 < text.length()
          && (text.charAt(at) == '-' || text.charAt(at) == '!')
          && !Character.isWhitespace(text.charAt(at + 1))) {
        not = !not;
        at++;
      } else {
        break;
      }
    }
    if (at < text.length() && text.charAt(at) == '+') {
      at++;
    }
    QueryNode part = primary(depth);
    if (part == null || !not) {
      return part;
    }
    return part instanceof QueryNode.Not inner ? inner.part() : new QueryNode.Not(part);
  }

  private @Nullable QueryNode primary(int depth) {
    if (at >= text.length()) {
      return null;
    }
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      if (depth >= DEPTH_MAX) {
        return null;
      }
      QueryNode group = either(depth + 1);
      if (at < text.length() && text.charAt(at) == ')') {
        at++;
      }
      return group;
    }
    if (c == '"') {
      return text("", quoted(), true, false);
    }
    int start = at;
    while (at < text.length() && !endsWord(text.charAt(at))) {
      if (text.charAt(at) == ':' && at > start) {
        QueryNode field = field(text.substring(start, at).toLowerCase(Locale.ROOT));
        if (field != null) {
          return field;
        }
      }
      at++;
    }
    if (at == start) {
      at++;
      return null;
    }
    return text("", text.substring(start, at), false, true);
  }

  /** Reads the value behind a known field's colon; null, and no step taken, when it is not one. */
  private @Nullable QueryNode field(String name) {
    String mapped = mapped(name);
    boolean running = name.equals("subject") || name.equals("text");
    boolean times = name.equals("created") || name.equals("updated");
    boolean number = name.equals("number");
    if (mapped == null && !running && !times && !number && !name.equals("is")) {
      return null;
    }
    int colon = at;
    at++;
    boolean inQuotes = at < text.length() && text.charAt(at) == '"';
    String value = inQuotes ? quoted() : bare();
    QueryNode node = null;
    if (value.isBlank()) {
      node = null;
    } else if (running) {
      node = text(name, value, inQuotes, !inQuotes);
    } else if (times) {
      node = Ranges.times(name, value);
    } else if (number) {
      node = new QueryNode.Number(withoutStar(value).toLowerCase(Locale.ROOT), hasStar(value));
    } else if (name.equals("is")) {
      node = is(value.toLowerCase(Locale.ROOT));
    } else if (mapped != null) {
      QueryNode words = new QueryNode.Named(mapped, withoutStar(value), hasStar(value));
      QueryNode range = inQuotes ? null : Ranges.values(mapped, value);
      // A number may stand in a text field too, such as an asset called 7.
      node = range == null ? words : new QueryNode.Or(List.of(range, words));
    }
    if (node == null) {
      at = colon;
    }
    return node;
  }

  private @Nullable String mapped(String name) {
    if (name.startsWith("cf.") && name.length() > 3) {
      return name;
    }
    String own = NAMES.get(name);
    String added = own == null ? names.fields().get(name) : null;
    return added == null ? own : Fields.addedName(added);
  }

  private static QueryNode is(String value) {
    return FLAGS.contains(value)
        ? new QueryNode.Named("is", value, false)
        : new QueryNode.Named("category", value, false);
  }

  private static @Nullable QueryNode text(
      String field, String value, boolean quoted, boolean starAllowed) {
    if (value.isBlank()) {
      return null;
    }
    boolean star = starAllowed && hasStar(value);
    return new QueryNode.Text(field, star ? withoutStar(value) : value, quoted, star);
  }

  private static boolean hasStar(String value) {
    return value.endsWith("*") && value.length() > PREFIX_CHARS_MIN;
  }

  private static String withoutStar(String value) {
    return value.endsWith("*") ? value.substring(0, value.length() - 1) : value;
  }

  private String quoted() {
    int end = text.indexOf('"', at + 1);
    String value = text.substring(at + 1, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end + 1;
    return value;
  }

  private String bare() {
    int start = at;
    while (at < text.length() && !endsWord(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean endsWord(char c) {
    return Character.isWhitespace(c) || c == '\u3000' || c == '(' || c == ')' || c == '"';
  }

  private void skipSpace() {
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\u3000')) {
      at++;
    }
  }

  private boolean keyword(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    int end = at + word.length();
    if (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && text.charAt(end) != '(') {
      return false;
    }
    at = end;
    return true;
  }
}
