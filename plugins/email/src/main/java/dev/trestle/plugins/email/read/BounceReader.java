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

/**
 * Reads delivery reports: those of RFC 3464 by their fields, all others by their shape: somebody's
 * mail system wrote them, they name addresses, say why, and repeat the message below a line.
 */
final class BounceReader {
  private static final int RECIPIENTS_MAX = 200;
  private static final int DIAGNOSTIC_MAX = 2_000;
  private static final int TOLD_MAX = 4_000;
  private static final int EVIDENCE_MAX = 20;
  private static final Pattern SENDER =
      Pattern.compile(
          "mailer-?daemon|postmaster|mail delivery|maildelivery|mail administrator|^mdaemon|^double-bounce|mail ?system|^bounce",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UNANSWERED =
      Pattern.compile("no-?reply|post_?master|daemon|admin", Pattern.CASE_INSENSITIVE);
  private static final Pattern FAILED =
      Pattern.compile(
          "(?:could ?n[o']t|cannot|can't|unable to|was not|were not|wasn't able to|failed to) (?:be )?deliver|undeliver|did not reach the following|delivery (?:has )?(?:failed|failure)|delivering your (?:mail|message)|permanent (?:fatal )?error|invalid user address|送信できません|配信できません|errors? from ",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SUBJECT =
      Pattern.compile(
          "undeliver|deliver\\w* (?:status|failure|fail|report|problem|notification|error|has failed|delay|impossible)|failure notice|failed (?:delivery|mail)|returned mail|returned to sender|"
              + "mail (?:delivery|system) (?:fail|error|sub|problem)|could not (?:be )?(?:deliver|send)|non.?delivery|nondeliverable|mail failure|delivery of|delivery to|message (?:delivery|rejected|blocked|not delivered|undeliver|you sent)|"
              + "unzustellbar|zustellung|rückmeldung|notificación de estado|non remis|échec|nicht zugestellt|rejected|mail not deliver|mail error|bounce|delivery|error sending|delayed mail|warning: could not send|unable to deliver|user unknown|does not exist|不達|配信|送信エラー|onbestelbaar|mailbox (?:full|disabled)|cannot be delivered",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern BELOW =
      Pattern.compile(
          "(?im)^(?:-{2,}.{0,20}(?:original message|this is a copy|below this line|unsent message|message header|returned message|undelivered message|header follow|copy of (?:the|your)|message follows|transcript of (?:the )?message|the header|headers of|failed message|body of message|included is).*"
              + "|--- (?:below|included|enclosed|the original).*|.{0,20}(?:original|your) message (?:follows|headers?|text)\\b.*|.{0,20}header(?:s)? (?:of the|from the|follows?).{0,60}|received: (?:from|by) .*|return-path: .*|content-type: message/(?:rfc822|delivery-status).*)$");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._%+=&'/!#$*^{}|~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern STATUS =
      Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,2})\\.(\\d{1,3})(?![\\d.])");
  private static final Pattern LISTED =
      Pattern.compile(
          "(?m)^\\s*(?:\\d{3} )?<?("
              + ADDRESS.pattern()
              + ")>?(?:: |:$|\\.\\.\\.| ?\\(| ?\\[|: ?\\n|\\s*$)");
  private static final Pattern IN_TEXT = Pattern.compile("(?im)^final-recipient:");
  private static final Pattern IN_BRACKETS = Pattern.compile("<[^<>\\s@]+@[^<>\\s]+>");
  private static final Pattern ANSWER =
      Pattern.compile(
          "^\\s*(?:<<< )?[45]\\d\\d(?:[ -]|: ?)\\S|said:|<<< [45]|SMTP error|#[45]\\.\\d\\.\\d");
  private static final Pattern WARNING =
      Pattern.compile(
          "(?i)warning message|warning only|will (?:be )?(?:retry|retried|continue)|not yet been|still being");
  private static final Pattern AFTER_DATA =
      Pattern.compile(
          "after end of (?:data|message)|reply to (?:end of )?DATA|>>> (?:DATA|\\.)\\s*\\n\\s*<<< [45]|SMTP command\\s*\\n\\s*DATA");
  private static final Pattern AT_RECIPIENT =
      Pattern.compile(
          "(?i)>>> RCPT[^\\n]*\\n\\s*<<< [45]|after RCPT TO|reply to RCPT|RCPT TO response|SMTP command\\s*\\n\\s*RCPT|RCPT_TO|<<< 503|need RCPT|no valid recipients|RCPT TO\\b");
  // A server that repeats the address answers to it.
  private static final Pattern NAMED =
      Pattern.compile(
          "<[^<>\\s]+@[^<>\\s]+>|@[^\\s<>]+\\.\\.\\.|@[^\\s<>]+>?:? (?:user )?(?:unknown|does not exist)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BARE_REPLY = Pattern.compile("\\b55\\d\\b");
  private static final Pattern REPLY = Pattern.compile("(?<![\\d.])([45])\\d\\d(?=[ -])");

  private BounceReader() {}

  static boolean isReport(Headers headers, List<Part> parts) {
    return parts.stream().anyMatch(part -> isStatus(part)) || headers.has("X-Failed-Recipients");
  }

  private static boolean isStatus(Part part) {
    return part.type().value().matches("message/(?:global-)?delivery-status");
  }

  /**
   * Whether a message that is no report by its type was written by a mail system about a failure.
   */
  static boolean looksLikeReport(
      Headers headers, Parties parties, String subject, List<Part> parts) {
    MailAddress author = parties.author();
    boolean system =
        SENDER.matcher(author.local()).find()
            || SENDER.matcher(author.name()).find()
            || headers.first("Return-Path").strip().equals("<>");
    if (system && SUBJECT.matcher(subject).find()) {
      return true;
    }
    boolean repeats = parts.stream().anyMatch(part -> part.type().value().equals("message/rfc822"));
    return (system || repeats && UNANSWERED.matcher(author.local()).find())
        && parts.stream()
            .filter(Part::isBody)
            .limit(2)
            .anyMatch(part -> FAILED.matcher(beginning(part.characters())).find());
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), TOLD_MAX));
  }

  static Bounce read(Headers headers, Parties parties, List<Part> parts, String text) {
    List<Bounce.Failure> failures = new ArrayList<>();
    String told = told(text);
    for (Part part : parts) {
      if (isStatus(part)) {
        fields(part.characters(), told, failures);
      }
    }
    if (failures.isEmpty() && IN_TEXT.matcher(text).find()) {
      fields(text, told, failures);
    }
    if (failures.isEmpty()) {
      byWords(headers, parties, told, failures);
    }
    return new Bounce(failures, originalId(parts, text));
  }

  /** What the mail system says, without the message that it repeats. */
  private static String told(String text) {
    Matcher below = BELOW.matcher(text);
    return below.find() && below.start() > 0 ? text.substring(0, below.start()) : text;
  }

  private static void fields(String status, String told, List<Bounce.Failure> failures) {
    for (String block : status.replace("\r", "").split("\\n\\s*\\n")) {
      Map<String, String> named = named(block);
      String recipient =
          address(named, "final-recipient", "original-recipient", "x-actual-recipient");
      if (recipient.isEmpty() && !(named.containsKey("status") && named.containsKey("action"))) {
        continue;
      }
      String diagnostic =
          named
              .getOrDefault("diagnostic-code", "")
              .replaceFirst("(?i)^\\s*[a-z0-9-]+\\s*;\\s*", "");
      String action = named.getOrDefault("action", "").strip().toLowerCase(Locale.ROOT);
      String original =
          address(named, "original-recipient", "final-recipient", "x-actual-recipient");
      failures.add(
          failure(
              original.isEmpty() ? recipient : original,
              named.getOrDefault("status", ""),
              action,
              diagnostic,
              told));
      if (failures.size() >= RECIPIENTS_MAX) {
        return;
      }
    }
  }

  private static Map<String, String> named(String block) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String line : block.replaceAll("\\n[ \\t]+", " ").split("\\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        named.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return named;
  }

  private static String address(Map<String, String> named, String... fields) {
    for (String field : fields) {
      String value = named.getOrDefault(field, "");
      Matcher address = ADDRESS.matcher(value.substring(value.indexOf(';') + 1));
      if (address.find()) {
        return address.group();
      }
    }
    return "";
  }

  private static Bounce.Failure failure(
      String address, String stated, String action, String diagnostic, String told) {
    if (action.matches("delivered|relayed|expanded")) {
      return new Bounce.Failure(address, false, "2.0.0", BounceReason.DELIVERED, diagnostic);
    }
    String evidence = evidence(told, address);
    String words = diagnostic.isBlank() ? evidence : diagnostic;
    BounceReason reason = BounceWords.reason(words);
    for (String more : List.of(evidence, told)) {
      if (isVague(reason) && reason != BounceReason.NETWORK) {
        BounceReason second = BounceWords.reason(more);
        if (second.isHard()
            && more.equals(told)
            && LISTED.matcher(told).results().limit(2).count() > 1) {
          // It may be another recipient's.
          continue;
        }
        reason = second == BounceReason.UNDEFINED ? reason : second;
      }
    }
    String status = status(stated, diagnostic, words, told, reason);
    if (reason == BounceReason.USER_UNKNOWN && !isAboutAddress(status, words, told)) {
      reason = BounceReason.FILTERED;
    }
    if (status.startsWith("4") || action.equals("delayed")) {
      reason = reason.isHard() ? BounceReason.EXPIRED : reason;
    } else {
      reason = byStatus(status, reason);
    }
    return new Bounce.Failure(address, reason.isHard(), status, reason, cut(words));
  }

  /** A precise status decides where the words are too general to. */
  private static BounceReason byStatus(String status, BounceReason said) {
    if (status.equals("5.1.6")) {
      return BounceReason.MOVED;
    }
    if (!isVague(said)) {
      return said;
    }
    return switch (status) {
      case "5.1.1", "5.1.0", "5.1.3" -> BounceReason.USER_UNKNOWN;
      case "5.1.2" -> BounceReason.HOST_UNKNOWN;
      case "5.1.6" -> BounceReason.MOVED;
      case "5.3.2", "5.1.10" -> BounceReason.NO_MAIL_ACCEPTED;
      case "5.2.2" -> BounceReason.MAILBOX_FULL;
      default -> said;
    };
  }

  /**
   * Whether a server that says it knows no such user said so about the address. One that took the
   * address and refused the text uses the same words for what its filters throw away.
   */
  private static boolean isAboutAddress(String status, String words, String told) {
    if (AT_RECIPIENT.matcher(told).find() || AT_RECIPIENT.matcher(words).find()) {
      return true;
    }
    if (status.startsWith("5.1.") && STATUS.matcher(words).find()) {
      return true;
    }
    boolean afterData = AFTER_DATA.matcher(told).find() || AFTER_DATA.matcher(words).find();
    boolean other = status.matches("5\\.[2-6]\\..*") && STATUS.matcher(words).find();
    return !afterData
        && !other
        && (!BARE_REPLY.matcher(words).find() || NAMED.matcher(words).find());
  }

  private static boolean isVague(BounceReason reason) {
    return reason == BounceReason.UNDEFINED
        || reason == BounceReason.SYSTEM
        || reason == BounceReason.NETWORK
        || reason == BounceReason.CONTENT;
  }

  /** The lines that say why: what servers answered, and what stands beside the address. */
  private static String evidence(String told, String address) {
    List<String> lines = told.lines().toList();
    StringBuilder answers = new StringBuilder();
    StringBuilder beside = new StringBuilder();
    boolean own = false;
    int taken = 0;
    for (int i = 0; i < lines.size() && taken < EVIDENCE_MAX; i++) {
      String line = lines.get(i);
      boolean named = !address.isEmpty() && line.contains(address);
      if (ANSWER.matcher(line).find() && !isOfOther(line, address)) {
        if (named && !own) {
          answers.setLength(0);
        }
        // Answers that name the address leave no doubt; others may be about another one.
        if (named || !own) {
          answers.append(line.strip()).append('\n');
          taken++;
        }
        own |= named;
      } else if (named && !line.contains("envelope-from")) {
        taken++;
        beside.append(paragraph(lines, i, address));
      }
    }
    String found = own ? answers.toString() : beside + answers.toString();
    return found.isBlank() ? told : found;
  }

  private static boolean isOfOther(String line, String address) {
    return !address.isEmpty() && !line.contains(address) && IN_BRACKETS.matcher(line).find();
  }

  private static String paragraph(List<String> lines, int at, String address) {
    StringBuilder found = new StringBuilder();
    String rest = lines.get(at).substring(lines.get(at).indexOf(address) + address.length());
    found.append(rest.replaceFirst("^[>)\\]:.,;\\s]+", "")).append('\n');
    int i = at + 1;
    while (found.toString().isBlank() && i < lines.size() && lines.get(i).isBlank()) {
      i++;
    }
    for (; i < lines.size() && i < at + EVIDENCE_MAX && !lines.get(i).isBlank(); i++) {
      found.append(lines.get(i).strip()).append('\n');
    }
    return found.toString();
  }

  private static String status(
      String stated, String diagnostic, String words, String told, BounceReason reason) {
    Matcher declared = STATUS.matcher(stated);
    String general = declared.find() ? declared.group() : "";
    if (!general.isEmpty() && !general.endsWith(".0.0")) {
      return general;
    }
    Matcher said = STATUS.matcher(diagnostic.isBlank() ? words : diagnostic);
    if (said.find() && !said.group().endsWith(".0.0")) {
      return said.group();
    }
    if (!general.isEmpty()) {
      return general;
    }
    Matcher reply = REPLY.matcher(words);
    if (reply.find()) {
      return reply.group(1).charAt(0) == reason.status().charAt(0)
          ? reason.status()
          : reply.group(1) + ".0.0";
    }
    boolean late = WARNING.matcher(told).find();
    if (reason == BounceReason.EXPIRED) {
      return late ? "4.4.7" : "5.4.7";
    }
    return late ? "4" + reason.status().substring(1) : reason.status();
  }

  private static void byWords(
      Headers headers, Parties parties, String told, List<Bounce.Failure> failures) {
    Set<String> addresses = new LinkedHashSet<>();
    Matcher listed = LISTED.matcher(told);
    for (MailAddress failed : AddressList.of(headers.first("X-Failed-Recipients"))) {
      addresses.add(failed.address());
    }
    while (addresses.size() < RECIPIENTS_MAX && listed.find()) {
      addresses.add(listed.group(1));
    }
    if (addresses.isEmpty()) {
      Matcher found = ADDRESS.matcher(told);
      while (found.find() && addresses.size() < RECIPIENTS_MAX) {
        String one = found.group();
        boolean own =
            parties.to().stream().anyMatch(to -> to.address().equalsIgnoreCase(one))
                || parties.from().stream().anyMatch(from -> from.address().equalsIgnoreCase(one));
        if (!own && !SENDER.matcher(one.substring(0, one.indexOf('@'))).find()) {
          addresses.add(one);
          break;
        }
      }
    }
    for (String address : addresses.isEmpty() ? List.of("") : addresses) {
      failures.add(failure(address, "", "", "", told));
    }
  }

  private static String cut(String words) {
    String line = words.strip();
    return line.length() > DIAGNOSTIC_MAX ? line.substring(0, DIAGNOSTIC_MAX) : line;
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
    Matcher id = Pattern.compile("(?im)^\\W{0,6}message-id:\\s*<([^<>\\s]+)>").matcher(text);
    return id.find() ? id.group(1) : "";
  }
}
