package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the addresses of a field. It follows RFC 5322 with its obsolete forms, and where a field
 * does not, it prefers an address somebody can be reached at over none: bare words with an address
 * among them, quotes that never close, brackets inside brackets.
 */
final class AddressList {
  private static final int ADDRESSES_MAX = 2_000;
  // Each quote that never closes is looked for to the end of the field.
  private static final int UNCLOSED_MAX = 50;
  private static final Pattern LOOSE =
      Pattern.compile("[^\\s<>()\",;:\\[\\]@]{1,256}@[^\\s<>()\",;:]{1,256}");

  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?[\\w*.-]{1,60}\\?[QqBb]\\?[^?\\s]{0,1000}\\?=");

  private final String text;
  private final Matcher encoded;
  private final List<MailAddress> found = new ArrayList<>();
  private int at;
  private int unclosed;

  private AddressList(String text) {
    this.text = text;
    this.encoded = ENCODED_WORD.matcher(text);
  }

  static List<MailAddress> of(String field) {
    AddressList list = new AddressList(field);
    while (list.at < list.text.length() && list.found.size() < ADDRESSES_MAX) {
      list.one();
    }
    return List.copyOf(list.found);
  }

  /** One address up to its comma, or the end of the field. Groups are flattened. */
  private void one() {
    StringBuilder words = new StringBuilder();
    StringBuilder comment = new StringBuilder();
    String angle = null;
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '=' && encoded.region(at, text.length()).lookingAt()) {
        // Some encode a name and leave its comma as it is.
        words.append(encoded.group());
        at = encoded.end();
      } else if (c == '"' && closes('"')) {
        String inside = quotedText();
        boolean local = at < text.length() && text.charAt(at) == '@' && !isAtoms(inside);
        words.append(local ? '"' + inside + '"' : inside);
        quoted = true;
      } else if (c == '(') {
        String one = comment();
        comment.append(comment.isEmpty() ? "" : " ").append(one);
      } else if (c == '<' && (angle == null || angle.isBlank())) {
        angle = angle(comment);
      } else if (c == '<' && angle != null && angle.indexOf('@') < 0) {
        // A nickname in brackets belongs to the name when others follow.
        words.append('<').append(angle).append('>');
        angle = angle(comment);
      } else if (c == ',' || c == ';') {
        at++;
        break;
      } else if (c == ':' && words.indexOf("@") < 0 && angle == null) {
        // The name of a group, or a scheme in front of an address.
        words.setLength(0);
        comment.setLength(0);
        quoted = false;
        at++;
      } else {
        words.append(c);
        at++;
      }
    }
    add(words.toString().strip(), comment.toString().strip(), angle, quoted);
  }

  private void add(String words, String comment, @Nullable String angle, boolean quoted) {
    if (angle != null && !angle.isBlank()) {
      String address = angle.strip();
      String name =
          words.isEmpty() ? comment : comment.isEmpty() ? words : words + " (" + comment + ")";
      if (!address.contains("@") && name.contains("@")) {
        Matcher inName = LOOSE.matcher(name);
        if (inName.find()) {
          address = inName.group();
          name = "";
        }
      }
      found.add(new MailAddress(display(name), EncodedWords.decode(address)));
    } else if (!words.isEmpty()) {
      // A bracket that closes what nothing opened is no part of an address.
      boolean stray = !quoted && words.endsWith(">") && words.indexOf('<') < 0;
      String bare = stray ? words.replaceFirst("[>\\s]+$", "") : words;
      bare(EncodedWords.decode(bare), display(comment), quoted);
    } else if (!comment.isEmpty()) {
      boolean address = comment.contains("@");
      found.add(new MailAddress(address ? "" : display(comment), address ? comment : ""));
    }
  }

  private void bare(String words, String comment, boolean quoted) {
    String joined = words.replaceAll("\\s+", " ").replaceAll(" ?([@.]) ?", "$1");
    if (joined.indexOf('@') >= 0 && (quoted || joined.chars().noneMatch(Character::isWhitespace))) {
      MailAddress read = new MailAddress(comment, joined);
      // What no mail can be sent to is shown as it stands.
      found.add(
          read.isUsable() || joined.indexOf('"') < 0 || !comment.isEmpty()
              ? read
              : new MailAddress(joined.replace("\"", ""), joined));
      return;
    }
    Matcher loose = LOOSE.matcher(words);
    if (loose.find()) {
      String name = (words.substring(0, loose.start()) + words.substring(loose.end())).strip();
      found.add(new MailAddress(name.isEmpty() ? comment : display(name), loose.group()));
    } else if (!comment.isEmpty() && isAtoms(words)) {
      // Old systems name a user of their own so: root (Cron Daemon).
      found.add(new MailAddress(comment, words));
    } else {
      found.add(new MailAddress(display(words), ""));
    }
  }

  private static boolean isAtoms(String local) {
    return local.matches("[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]+");
  }

  private static String display(String name) {
    String decoded = EncodedWords.decode(name).strip();
    if (decoded.length() > 1 && decoded.startsWith("\"") && decoded.endsWith("\"")) {
      decoded = decoded.substring(1, decoded.length() - 1);
    } else if (decoded.length() > 1 && decoded.startsWith("'") && decoded.endsWith("'")) {
      decoded = decoded.substring(1, decoded.length() - 1);
    }
    return decoded.replaceAll("\\s+", " ").strip();
  }

  private boolean closes(char quote) {
    if (unclosed >= UNCLOSED_MAX) {
      return false;
    }
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return true;
      }
    }
    unclosed++;
    return false;
  }

  private String quotedText() {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        out.append(text.charAt(++at));
      } else if (c == '"') {
        at++;
        break;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private String comment() {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        escaped(out);
      } else if (c == '(') {
        if (depth++ > 0) {
          out.append(c);
        }
      } else if (c == ')') {
        if (--depth == 0) {
          at++;
          break;
        }
        out.append(c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** What a backslash protects; where the line was broken behind it, that is in the next one. */
  private void escaped(StringBuilder out) {
    int next = at + 1;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    boolean broken = next > at + 1 && next < text.length() && "()".indexOf(text.charAt(next)) >= 0;
    at = broken ? next : at + 1;
    out.append(text.charAt(at));
  }

  /** What stands in angle brackets, without a source route; its comments join the others. */
  private String angle(StringBuilder comments) {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '>') {
        at++;
        break;
      } else if (c == '"' && closes('"')) {
        out.append('"').append(quotedText()).append('"');
      } else if (c == '(') {
        comments.append(comments.isEmpty() ? "" : " ").append(comment());
      } else if (c == '<') {
        out.setLength(0);
        at++;
      } else if (c == ',' && out.indexOf("@") > 0) {
        break;
      } else {
        out.append(c);
        at++;
      }
    }
    String inside = out.toString().replaceAll("\\s+", " ").replaceAll(" ?([@.]) ?", "$1").strip();
    int route = inside.startsWith("@") ? inside.indexOf(':') : -1;
    inside = route > 0 ? inside.substring(route + 1) : inside;
    return inside.regionMatches(true, 0, "mailto:", 0, 7) ? inside.substring(7) : inside;
  }
}
