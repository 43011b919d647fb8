package dev.trestle.plugins.email.read;

import dev.trestle.plugins.email.read.BounceEvidence.Command;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges what a report says about one recipient. An address counts as useless only when that is
 * beyond doubt: a server's words "user unknown" alone are not enough, because those that look into
 * a message before they refuse it use the same words for what their filters throw away.
 */
final class BounceVerdict {
  private static final int DIAGNOSTIC_MAX = 2_000;
  static final Pattern STATUS =
      Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,2})\\.(\\d{1,3})(?![\\d.])");
  private static final Pattern REPLY = Pattern.compile("(?<![\\d.#])([45])\\d\\d(?=[ :,-]|$)");
  // Gateways of Cisco put the other server's answer between quotes behind a verdict of their own.
  private static final Pattern RELAYED =
      Pattern.compile("(?s)^.{0,60}error.{0,20}? \\d{3}-'(.+?)'(?: \\(delivery attempts|$)");
  private static final Pattern BAD_ADDRESS = Pattern.compile("5\\.1\\.(?:[0134]|10|351)");

  /**
   * What only the system says that keeps the list of addresses, or what the operators of these
   * systems document to mean an address that does not exist, after whatever command.
   */
  static final Pattern CERTAIN =
      Pattern.compile(
          "not listed in|not found in (?:the |our )?(?:\\w+ )?(?:directory|address book)|name is not recognized|invalid final delivery|check if address is correct|rcpt <[^<>]*> does not exist"
              + "|ディレクトリのリストにありません|宛先が不明|recipnotfound|recipientnotfound|(?:ofr|lpn)\\w*_416|delivery error: dd .{0,40}doesn'?t have"
              + "|mailbox unavailable \\(-?\\d+:\\d+:-?\\d+\\)|aborted, mailbox not found|cannot route mail to user|e-?mail account does not exist at the organi|mail\\.local: unknown user|no mailbox (?:here )?by that name|unknown local.part|unrouteable address|invalid user address|destination addresses were unknown"
              + "|no se encuentra en (?:el directorio|la libreta)|nicht im \\S{0,20}verzeichnis aufgef|r[eé]pertori[eé]e? dans l['’]annuaire|non (?:è )?elencat[oa] nell|n[aã]o (?:est[aá] )?listad[oa] no diret",
          Pattern.CASE_INSENSITIVE);

  /**
   * Systems that document, or are known, to refuse by these words only while recipients are named:
   * MessageLabs, gateways of McAfee, and the mobile network KDDI where it repeats the address.
   */
  static final Pattern AT_RECIPIENT_ONLY =
      Pattern.compile(
          "(?i)reporting-mta:[^\\n]*messagelabs|(?<!-)--- the following addresses had delivery problems ---(?!-)|55\\d:? <[^<>\\s]+@(?:\\w+\\.)*(?:ezweb\\.ne|au|uqmobile)\\.(?:jp|com)>");

  private static final Pattern HEARSAY =
      Pattern.compile(
          "(?im)^\\W*user unknown\\W*$|this user doesn'?t have an? \\S+ account|^\\W*unknown user\\W*$");

  private static final Pattern UNSURE =
      Pattern.compile(
          "(?i)unverified address|verification in progress|try (?:again|later)|temporar|deferred|unavailable");

  // Neither the file of a page nor the version of a program.
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?<![\\w./@-])(?!www\\.)(?:[\\w-]+@)?[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}(?![\\w/\\[(-])(?! ?[\\[(/])");

  private BounceVerdict() {}

  static Bounce.Failure of(
      String address, String stated, String action, String diagnostic, BounceTold told) {
    if (action.matches("delivered|relayed|expanded")) {
      Matcher status = STATUS.matcher(stated.isBlank() ? diagnostic : stated);
      return new Bounce.Failure(
          address,
          false,
          status.find() ? status.group() : "2.0.0",
          BounceReason.DELIVERED,
          diagnostic);
    }
    String own = told.rejected();
    BounceEvidence evidence = BounceEvidence.of(told, address, diagnostic);
    Matcher relayed = RELAYED.matcher(diagnostic);
    String words =
        !own.isBlank()
            ? own
            : relayed.find()
                ? relayed.group(1)
                : diagnostic.isBlank() ? evidence.words() : diagnostic;
    boolean isRelayed = !words.equals(diagnostic) && own.isBlank() && !diagnostic.isBlank();
    BounceReason reason = reason(words, evidence.words(), told, stated, own.isBlank());
    String status = status(isRelayed ? words + " " + stated : stated, words, told, reason);
    if (reason.isHard()
        && reason != BounceReason.NO_MAIL_ACCEPTED
        && (evidence.command() == Command.MAIL || evidence.command() == Command.CONNECT)) {
      // Nobody had named the recipient yet.
      reason = BounceReason.POLICY;
    }
    if (reason == BounceReason.HOST_UNKNOWN
        && (evidence.command() == Command.RCPT || evidence.command() == Command.DATA)
        && namesOthersDomain(words, address)) {
      reason = BounceReason.POLICY;
    }
    if (reason == BounceReason.USER_UNKNOWN
        && !isAboutAddress(stated, words, diagnostic.isBlank(), told, evidence.command())) {
      reason = BounceReason.FILTERED;
    }
    if (reason == BounceReason.USER_UNKNOWN && told.isDisabled()) {
      reason = BounceReason.SUSPENDED;
    }
    boolean given =
        status.equals("4.1.1") && action.equals("failed") && !UNSURE.matcher(words).find();
    if (status.startsWith("4") && !given
        || status.endsWith(".0.0") && isTemporary(words)
        || action.equals("delayed")) {
      reason = reason.isHard() ? BounceReason.EXPIRED : reason;
    } else if (own.isBlank()) {
      reason = byStatus(status, reason);
    }
    return new Bounce.Failure(address, reason.isHard(), status, reason, cut(words));
  }

  private static BounceReason reason(
      String words, String beside, BounceTold told, String stated, boolean more) {
    BounceReason reason = BounceWords.reason(words);
    if (more && isVague(reason) && reason != BounceReason.NETWORK) {
      BounceReason second = BounceWords.reason(beside);
      reason = second == BounceReason.UNDEFINED ? reason : second;
    }
    if (more && isVague(reason)) {
      // A precise status is worth more than what is said around the report.
      String said = firstFailure(words);
      reason = byStatus(said.isEmpty() ? stated.strip() : said, reason);
    }
    if (more && isVague(reason) && reason != BounceReason.NETWORK) {
      BounceReason third = told.reason();
      // What stands elsewhere may be another recipient's.
      boolean others = third.isHard() && told.isAboutSeveral();
      reason = others || third == BounceReason.UNDEFINED ? reason : third;
    }
    return reason;
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
      case "5.1.10" -> BounceReason.NO_MAIL_ACCEPTED;
      // A system may also take no mail for as long as it is being mended.
      case "5.3.2" -> said == BounceReason.UNDEFINED ? BounceReason.NO_MAIL_ACCEPTED : said;
      case "5.2.2" -> BounceReason.MAILBOX_FULL;
      default -> said;
    };
  }

  /**
   * Whether a server that says it knows no such user said so about the address: by a status of bad
   * destinations, in answer to the address, or in words that leave no doubt.
   */
  private static boolean isAboutAddress(
      String stated, String words, boolean own, BounceTold told, Command command) {
    if (told.isWrittenFreely()) {
      return false;
    }
    if (CERTAIN.matcher(words).find() || told.isCertain()) {
      return true;
    }
    String said = firstFailure(words);
    String precise = said.isEmpty() ? firstFailure(stated) : said;
    if (BAD_ADDRESS.matcher(precise).matches()) {
      return true;
    }
    return switch (command) {
      case RCPT -> true;
      case DATA, MAIL, CONNECT -> false;
      case UNKNOWN ->
          told.isAtRecipientOnly()
              || AT_RECIPIENT_ONLY.matcher(words).find()
              || own && (precise.isEmpty() || precise.endsWith(".0.0")) && isOwnWord(words);
    };
  }

  /** Without an answer of a server in it, a report says what the system itself knows. */
  private static boolean isOwnWord(String words) {
    return !REPLY.matcher(words).find() && !HEARSAY.matcher(words).find();
  }

  /** Whether the domain that a server does not find is another one than the recipient's. */
  private static boolean namesOthersDomain(String words, String address) {
    String own = address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    String said = words.toLowerCase(Locale.ROOT);
    return !own.isEmpty() && !said.contains(own) && DOMAIN.matcher(said).find();
  }

  static boolean isVague(BounceReason reason) {
    return reason == BounceReason.UNDEFINED
        || reason == BounceReason.SYSTEM
        || reason == BounceReason.NETWORK
        || reason == BounceReason.CONTENT;
  }

  /** The first status of a failure; a dialogue has those of successes in front of it. */
  private static String firstFailure(String words) {
    return STATUS
        .matcher(words)
        .results()
        .map(found -> found.group())
        .filter(found -> !found.startsWith("2"))
        .findFirst()
        .orElse("");
  }

  /** Whether a server answered by a code of RFC 5321 that asks to try again. */
  private static boolean isTemporary(String words) {
    Matcher reply = REPLY.matcher(words);
    return reply.find() && reply.group(1).equals("4");
  }

  private static String status(String stated, String words, BounceTold told, BounceReason reason) {
    Matcher declared = STATUS.matcher(stated);
    String general = declared.find() ? declared.group() : "";
    if (!general.isEmpty() && !general.endsWith(".0.0")) {
      return general;
    }
    String said = firstFailure(words);
    if (!said.isEmpty() && !said.endsWith(".0.0")) {
      return said;
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
    // What was tried again for too long failed for a reason that may pass.
    boolean late =
        told.isWarning() || told.isGivenUp() || BounceTold.GIVEN_UP.matcher(words).find();
    if (reason == BounceReason.EXPIRED) {
      return late ? "4.4.7" : "5.4.7";
    }
    return late ? "4" + reason.status().substring(1) : reason.status();
  }

  private static String cut(String words) {
    String line = words.strip();
    return line.length() > DIAGNOSTIC_MAX ? line.substring(0, DIAGNOSTIC_MAX) : line;
  }
}
