package dev.trestle.plugins.email.read;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells from the header what a message is, before anybody thinks of answering it. */
final class MailKinds {
  private static final Pattern AWAY =
      Pattern.compile(
          "out of (?:the )?office|out-of-office|\\booo\\b|vacation|\\baway\\b|holiday|on leave|maternity leave|abwesen|nicht im (?:büro|hause)|im urlaub|"
              + "absence|absent\\b|en congés?|fuera de (?:la )?oficina|ausencia|ausente|fora do escrit|fuori sede|assenza|afwezig|"
              + "frånvaro|fravær|poissa|poza biurem|nieobecn|mimo kancelář|отсутств|в отпуске|不在|休暇|自动回复|自動回覆",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final int LOOK = 4_000;
  private static final Pattern COMPLAINT =
      Pattern.compile("(?i)^\\s*complaint about message from \\d");
  private static final Sought CONSENT =
      Sought.of(
          "(?i)(?:address|e-?mail)\\s+added\\s+to\\s+the\\s+recipient'?s\\s+(?:allowed|white|guest|approved)|(?:mailbox|account|address)\\s+is\\s+protected\\s+by\\s+\\S+");
  // Exchange's X-Auto-Response-Suppress asks for silence, and says nothing of who wrote.
  private static final Pattern AUTO_FIELD =
      Pattern.compile(
          "(?i)x-(?:\\w+-)?auto-?(?:reply|respon[ds]\\w*|generated)(?:-(?!suppress)\\w+)?"
              + "|x-fc-machinegenerated");
  private static final List<String> LIST_FIELDS =
      List.of(
          "List-Id",
          "List-Unsubscribe",
          "List-Post",
          "Mailing-List",
          "X-Mailing-List",
          "Feedback-ID",
          "X-Mailman-Version");

  private MailKinds() {}

  static MailKind of(Headers headers, Parties parties, String subject, List<Part> parts, Own own) {
    if (own.sent(headers, parties)) {
      return MailKind.OWN_LOOP;
    }
    Parameters type = Parameters.of(headers.first("Content-Type"));
    String report = type.get("report-type").toLowerCase(Locale.ROOT);
    if (report.equals("feedback-report")
        || has(parts, "message/feedback-report")
        || SesNotice.isComplaint(headers, parts)
        || COMPLAINT.matcher(subject).find() && has(parts, "message/rfc822")) {
      return MailKind.COMPLAINT;
    }
    if (report.equals("disposition-notification")
        || has(parts, "message/disposition-notification")) {
      return MailKind.READ_RECEIPT;
    }
    MailKind automatic = automatic(headers, subject);
    if (report.equals("delivery-status")
        || BounceSigns.isReport(headers, parts)
        || automatic != MailKind.VACATION
            && BounceSigns.looksLikeReport(headers, parties, subject, parts)) {
      return MailKind.DELIVERY_REPORT;
    }
    return automatic == MailKind.PERSONAL && asksForConsent(parts)
        ? MailKind.AUTO_REPLY
        : automatic;
  }

  /** Whether a machine asks the sender to prove to be a person. */
  private static boolean asksForConsent(List<Part> parts) {
    return parts.stream()
        .filter(Part::isBody)
        .limit(1)
        .map(Part::characters)
        .map(text -> new Sought.Heard(text.substring(0, Math.min(text.length(), LOOK))))
        .anyMatch(CONSENT::isIn);
  }

  private static boolean has(List<Part> parts, String type) {
    return parts.stream().anyMatch(part -> part.type().value().equals(type));
  }

  private static MailKind automatic(Headers headers, String subject) {
    String submitted = word(headers, "Auto-Submitted");
    String precedence = word(headers, "Precedence");
    if (submitted.equals("no")) {
      return listed(headers, precedence);
    }
    boolean vacation = headers.has("X-Vacation") || submitted.equals("auto-notified");
    boolean replied =
        submitted.equals("auto-replied")
            || precedence.matches("auto[_-]?reply")
            || word(headers, "X-Precedence").matches("auto[_-]?reply")
            || headers.fields().stream().anyMatch(MailKinds::isAutoField)
            || AbsenceSubjects.isAutomatic(subject);
    if (vacation
        || AbsenceSubjects.isAbsence(subject)
        || AWAY.matcher(subject).find()
            && (replied || !submitted.isEmpty() || isFromRule(headers, subject))) {
      return MailKind.VACATION;
    }
    if (replied) {
      return MailKind.AUTO_REPLY;
    }
    return submitted.isEmpty() ? listed(headers, precedence) : MailKind.BULK;
  }

  private static boolean isFromRule(Headers headers, String subject) {
    return AbsenceSubjects.isAutomatic(subject)
        || subject.toLowerCase(Locale.ROOT).matches(".{0,40}is out of the office.*")
        || word(headers, "Precedence").matches("bulk|junk|auto[_-]?reply")
        || headers.first("Return-Path").strip().equals("<>");
  }

  private static boolean isAutoField(Header field) {
    return AUTO_FIELD.matcher(field.name()).matches()
        && !field.raw().strip().matches("(?i)no|false|0");
  }

  private static MailKind listed(Headers headers, String precedence) {
    boolean many =
        precedence.matches("bulk|junk|list") || LIST_FIELDS.stream().anyMatch(headers::has);
    return many ? MailKind.BULK : MailKind.PERSONAL;
  }

  private static String word(Headers headers, String name) {
    return headers.first(name).strip().toLowerCase(Locale.ROOT).replaceFirst("[\\s;(].*", "");
  }
}
