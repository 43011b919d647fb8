package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads delivery reports: those of RFC 3464 by their fields, all others by their shape: somebody's
 * mail system wrote them, they name addresses, say why, and repeat the message below a line.
 */
final class BounceReader {
  private static final int RECIPIENTS_MAX = 200;
  private static final int LOOK = 65_536;
  private static final int INSIDE_MAX = 3;
  private static final Pattern SYSTEM =
      Pattern.compile(
          "mailer-?daemon|post_?master|maildelivery|^mdaemon|^double-bounce|^bounce",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BELOW =
      Pattern.compile(
          "(?im)^(?:-{2,}.{0,20}(?:original message|this is a copy|below this line|unsent message|message header|returned message|undelivered message|header follow|copy of (?:the|your)|message follows|transcript of (?:the )?message|the header|headers of|failed message|body of message|included is).*"
              + "|--- (?:below|included|enclosed|the original).*|.{0,20}(?:original|your) message (?:follows|headers?|text)\\b.*|.{0,20}header(?:s)? (?:of the|from the|follows?).{0,60}|received: ?(?:from|by|with) .*|return-path: .*|content-type: message/(?:rfc822|delivery-status).*)$");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9._%+=&/!#$*^{}|~-][A-Za-z0-9._%+=&'/!#$*^{}|~-]{0,127}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");
  private static final Pattern LISTED =
      Pattern.compile(
          "(?m)^\\s*(?:\\d{3} )?[<\"]?("
              + ADDRESS.pattern()
              + ")[>\"]?(?:: |:$|\\.\\.\\.| ?\\(| ?\\[|: ?\\n|\\s*$| .{0,40}ERROR_CODE| on \\w{3}, \\d)");
  private static final Pattern RECIPIENT =
      Pattern.compile("(?i)RCPT\\s+TO:\\s*<(" + ADDRESS.pattern() + ")>");
  // Above this line only the sender is named.
  private static final Pattern FOLLOWING =
      Pattern.compile(
          "(?i)(?:following|these) (?:address|recipient)|address(?:\\(es\\)|es)? (?:failed|had)");
  private static final Pattern LABELLED =
      Pattern.compile(
          "(?im)^[\\s>*-]*((?:(?:failed|original|final|intended) )?(?:recipient|addressee?)(?:\\(s\\)|s)?(?: address)?|(?:failed|original) address)\\s*:\\s*(?:\\[?smtp:)?[\"'<\\s]*("
              + ADDRESS.pattern()
              + ")");
  private static final Pattern AFTER_PROTOCOL =
      Pattern.compile("(?im)^[\\w ]{1,40}: smtp <(" + ADDRESS.pattern() + ")>");
  // Quotation marks around a name that needs none are no part of it.
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\s@\\\\]+)\"@");
  private static final Pattern INTERNATIONAL = Pattern.compile("(?i)^\\s*utf-8\\s*;.*@");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\x\\{(10[0-9A-Fa-f]{4}|0{0,2}[0-9A-Fa-f]{1,5})\\}");
  private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^\\W*message-id:.*$");
  private static final Pattern IN_TEXT = Pattern.compile("(?im)^final-recipient:");

  private BounceReader() {}

  static Bounce read(Headers headers, Parties parties, List<Part> parts, String text) {
    return read(headers, parties, parts, text, 0);
  }

  private static Bounce read(
      Headers headers, Parties parties, List<Part> parts, String text, int depth) {
    List<Bounce.Failure> failures = new ArrayList<>();
    String told = told(text);
    for (Part part : parts) {
      if (BounceSigns.isStatus(part)) {
        fields(part.characters(), told, failures);
      }
    }
    if (failures.isEmpty() && IN_TEXT.matcher(text).find()) {
      fields(text, told, failures);
    }
    if (failures.isEmpty()) {
      inFiles(parts, told, failures);
    }
    for (Map<String, String> one : SesNotice.recipients(text)) {
      failures.add(
          BounceVerdict.of(
              one.getOrDefault("emailAddress", ""),
              one.getOrDefault("status", ""),
              one.getOrDefault("action", ""),
              afterType(one.getOrDefault("diagnosticCode", "")),
              new BounceTold("", "")));
    }
    if (failures.isEmpty()) {
      byWords(headers, parties, told, failures);
    }
    Bounce inside = saysNothing(failures) ? inside(parts, depth) : null;
    return inside != null ? inside : new Bounce(failures, originalId(parts, text));
  }

  /** Some systems send the fields as a file of text. */
  private static void inFiles(List<Part> parts, String told, List<Bounce.Failure> failures) {
    for (Part part : parts) {
      if (!part.isBody() && part.type().value().equals("text/plain")) {
        String file = part.characters();
        if (IN_TEXT.matcher(file).find()) {
          fields(file, told, failures);
        }
      }
    }
  }

  private static boolean saysNothing(List<Bounce.Failure> failures) {
    return failures.stream()
        .allMatch(f -> f.address().isEmpty() || f.reason() == BounceReason.UNDEFINED);
  }

  /** What a report says that another system has wrapped into one of its own. */
  private static @Nullable Bounce inside(List<Part> parts, int depth) {
    for (Part part : parts) {
      if (depth < INSIDE_MAX && part.type().value().equals("message/rfc822") && part.whole()) {
        MimeParts.Walked walked = MimeParts.walk(MailSource.of(part.kept()), new ArrayList<>());
        Parties parties = Parties.of(walked.headers());
        String subject = walked.headers().text("Subject");
        if (BounceSigns.isReport(walked.headers(), walked.parts())
            || BounceSigns.looksLikeReport(walked.headers(), parties, subject, walked.parts())) {
          StringBuilder text = new StringBuilder();
          walked.parts().stream()
              .filter(one -> one.isBody() && one.type().value().equals("text/plain"))
              .forEach(one -> text.append(one.characters().replace("\r\n", "\n")).append('\n'));
          Bounce read = read(walked.headers(), parties, walked.parts(), text.toString(), depth + 1);
          return saysNothing(read.recipients()) ? null : read;
        }
      }
    }
    return null;
  }

  /** What the mail system says, without the message that it repeats. */
  private static String told(String whole) {
    String text = whole.substring(0, Math.min(whole.length(), LOOK));
    Matcher below = BELOW.matcher(text);
    return below.find() && below.start() > 0 ? text.substring(0, below.start()) : text;
  }

  private static String afterType(String diagnostic) {
    return diagnostic.replaceFirst("(?i)^\\s*[a-z0-9-]+\\s*;\\s*", "");
  }

  private static void fields(String status, String told, List<Bounce.Failure> failures) {
    String plain = status.replace("\r", "");
    Matcher reporting = Pattern.compile("(?im)^reporting-mta:.*").matcher(plain);
    BounceTold context = new BounceTold(told, reporting.find() ? reporting.group() : "");
    for (Map<String, String> named : groups(plain)) {
      String recipient =
          address(named, "final-recipient", "original-recipient", "x-actual-recipient");
      if (recipient.isEmpty() && !(named.containsKey("status") && named.containsKey("action"))) {
        continue;
      }
      String original =
          address(named, "original-recipient", "final-recipient", "x-actual-recipient");
      failures.add(
          BounceVerdict.of(
              original.isEmpty() ? recipient : original,
              named.getOrDefault("status", ""),
              named.getOrDefault("action", "").strip().toLowerCase(Locale.ROOT),
              afterType(named.getOrDefault("diagnostic-code", "")),
              context));
      if (failures.size() >= RECIPIENTS_MAX) {
        return;
      }
    }
  }

  /** The fields of each recipient; some systems leave out the empty lines between them. */
  private static List<Map<String, String>> groups(String status) {
    List<Map<String, String>> groups = new ArrayList<>();
    for (String block : status.split("\\n\\s*\\n")) {
      Map<String, String> named = new LinkedHashMap<>();
      groups.add(named);
      for (String line : block.replaceAll("\\n[ \\t]+", " ").split("\\n")) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
          continue;
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (name.matches("(?:final|original)-recipient")
            && (named.containsKey(name)
                || named.keySet().containsAll(Set.of("final-recipient", "action", "status")))) {
          named = new LinkedHashMap<>();
          groups.add(named);
        }
        named.putIfAbsent(name, line.substring(colon + 1).strip());
      }
    }
    return groups;
  }

  private static String address(Map<String, String> named, String... fields) {
    for (String field : fields) {
      String value = named.getOrDefault(field, "");
      String plain = value.substring(value.indexOf(';') + 1);
      if (INTERNATIONAL.matcher(value).find()) {
        return escaped(plain);
      }
      Matcher address = ADDRESS.matcher(QUOTED.matcher(plain).replaceAll("$1@"));
      if (address.find()) {
        return address.group();
      }
    }
    return "";
  }

  /** An address of RFC 6533, whose letters may be written as numbers. */
  private static String escaped(String address) {
    return ESCAPE
        .matcher(address.replaceAll("[<>\\s]", ""))
        .replaceAll(one ->
            Matcher.quoteReplacement(Character.toString(Integer.parseInt(one.group(1), 16))));
  }

  static boolean begins(String line) {
    return LISTED.matcher(line + "\n").lookingAt();
  }

  /** Whether a report is about more than one recipient. */
  static boolean namesSeveral(String told) {
    return LISTED.matcher(told).results().map(one -> one.group(1)).distinct().limit(2).count() > 1;
  }

  private static void byWords(
      Headers headers, Parties parties, String told, List<Bounce.Failure> failures) {
    Set<String> addresses = new LinkedHashSet<>();
    Matcher following = FOLLOWING.matcher(told);
    Matcher listed = LISTED.matcher(told);
    int from = following.find() && listed.find(following.end()) ? following.end() : 0;
    for (boolean more = listed.find(from);
        more && addresses.size() < RECIPIENTS_MAX;
        more = listed.find()) {
      addresses.add(listed.group(1));
    }
    if (addresses.isEmpty()) {
      AddressList.of(headers.first("X-Failed-Recipients"))
          .forEach(one -> addresses.add(one.address()));
    }
    Matcher named = RECIPIENT.matcher(told);
    if (addresses.isEmpty() && named.find()) {
      addresses.add(named.group(1));
    }
    if (addresses.isEmpty()) {
      labelled(told, addresses);
      Matcher found = ADDRESS.matcher(MESSAGE_ID.matcher(told).replaceAll(""));
      while (found.find() && addresses.isEmpty()) {
        String one = found.group();
        boolean own =
            parties.to().stream().anyMatch(to -> to.address().equalsIgnoreCase(one))
                || parties.from().stream().anyMatch(by -> by.address().equalsIgnoreCase(one));
        if (!own && !SYSTEM.matcher(one.substring(0, one.indexOf('@'))).find()) {
          addresses.add(one);
        }
      }
    }
    BounceTold context = new BounceTold(told, "");
    for (String address : addresses.isEmpty() ? List.of("") : addresses) {
      failures.add(BounceVerdict.of(address, "", "", "", context));
    }
  }

  private static void labelled(String told, Set<String> addresses) {
    Matcher labelled = LABELLED.matcher(told);
    String last = "";
    int end = 0;
    while (labelled.find() && addresses.size() < RECIPIENTS_MAX) {
      // Behind the name of a box, a system tells which address led there.
      if (labelled.group(1).toLowerCase(Locale.ROOT).startsWith("original")
          && told.substring(end, labelled.start()).isBlank()) {
        addresses.remove(last);
      }
      last = labelled.group(2);
      end = labelled.end();
      addresses.add(last);
    }
    if (addresses.isEmpty()) {
      AFTER_PROTOCOL
          .matcher(told)
          .results()
          .limit(RECIPIENTS_MAX)
          .forEach(one -> addresses.add(one.group(1)));
    }
  }

  private static String originalId(List<Part> parts, String text) {
    for (Part part : parts) {
      if (part.type()
          .value()
          .matches(
              "message/(?:rfc822|global|partial)|text/rfc822-headers|message/global-headers")) {
        Headers inside = MimeParts.walk(MailSource.of(part.kept()), new ArrayList<>()).headers();
        List<String> ids = ThreadKeys.ids(inside.first("Message-ID"));
        if (!ids.isEmpty()) {
          return ids.getFirst();
        }
      }
    }
    Matcher id = Pattern.compile("(?im)^[^\\w\\n]{0,6}message-id:\\s*<([^<>\\s]+)>").matcher(text);
    return id.find() ? id.group(1) : "";
  }
}
