package dev.trestle.plugins.email.read;

import java.util.List;
import java.util.regex.Pattern;

/** Tells delivery reports from other mail: by their type, or by who writes what where. */
final class BounceSigns {
  private static final int LOOK = 4_000;
  private static final Pattern SENDER =
      Pattern.compile(
          "mailer-?daemon|post_?master|mail[- ]?deliver|mail server at|mail administrator|^mdaemon|^double-bounce|mail ?(?:sub)?system|^bounce|sistema (?:de correo|di posta)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern UNANSWERED =
      Pattern.compile("no-?reply|post_?master|daemon|admin", Pattern.CASE_INSENSITIVE);
  private static final Pattern FAILED =
      Pattern.compile(
          "(?:could ?n[o']t|cannot|can't|unable to|was not|were not|wasn't able to|failed to) (?:be )?deliver|undeliver|did not reach the following|delivery (?:has )?(?:failed|failure)|delivering your (?:mail|message)|permanent (?:fatal )?error|invalid user address|not a valid user|送信できません|配信できません|errors? from |has not been delivered|"
              + "nicht zugestellt|unzustellbar|nicht erreicht werden|n['’]a pas (?:pu )?(?:être|été) (?:remis|livré|délivré|distribué)|impossible de (?:remettre|distribuer)|no (?:se )?(?:pudo|ha podido|puede) (?:ser )?entreg|no se ha entregado|não (?:pôde|foi possível|foi) (?:ser )?entreg|"
              + "non (?:è stato|può essere) (?:recapitat|consegnat)|impossibile (?:recapitare|consegnare)|niet (?:worden )?(?:afgeleverd|bezorgd)|nie (?:została|mogła być|można) dostarcz|nebyla? doručen|nelze doručit|kunde inte levereras|kunne ikke leveres|"
              + "не (?:может быть|было|был[ао]?) доставлен|не удалось доставить|无法(?:送达|投递|发送)|被退回|退信|配信(?:でき|され)|전송(?:하지 못|할 수 없)|배달(?:되지|하지)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern SUBJECT =
      Pattern.compile(
          "undeliver|deliver\\w* (?:status|failure|fail|report|problem|notification|error|has failed|delay|impossible)|failure notice|smtp server: errors from|failed (?:delivery|mail)|mail failed|returned mail|returned to sender|"
              + "mail (?:delivery|system) (?:fail|error|sub|problem)|could not (?:be )?(?:deliver|send)|non.?delivery|nondeliverable|mail failure|delivery of|delivery to|message (?:delivery|rejected|blocked|not delivered|undeliver|you sent)|"
              + "unzustellbar|zustellung|rückmeldung|notificación de estado|non remis|échec|nicht zugestellt|rejected|mail not deliver|mail error|bounce|delivery|error sending|delayed mail|warning: could not send|unable to deliver|user unknown|does not exist|不達|配信|配送|送信エラー|onbestelbaar|mailbox (?:full|disabled)|cannot be delivered|failed mail|(?:message|mail) (?:status - undeliverable|could not be|not sent)|mail non-deliverable|"
              + "nicht zustellbar|fehlgeschlagen|non (?:remise|distribu|délivré)|impossible de remettre|retour(?:né)? à l['’]expéditeur|mancat[oa] (?:recapito|consegna)|non recapitat|no se (?:pudo|ha podido|puede) entregar|no entregado|error de entrega|devuelto|devolvid[oa]|não (?:foi possível entregar|entregue)|falha na entrega|"
              + "niet (?:afgeleverd|bezorgd)|niedostarcz|nie dostarczon|zwrot|nedoručiteln|nedoručen|olevererbar|oleverbar|ej levererat|kan ikke leveres|ikke leveret|kézbesíthetetlen|teslim edilemedi|iletilemedi|недоставлен|не доставлен|невозможно доставить|ошибка доставки|退信|投递失败|無法投遞|无法投递|반송|전송 ?실패|배달 ?실패",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  // The list manager fml signs its ids, and refuses in the name of the list's administrator.
  private static final Pattern LIST_ID = Pattern.compile("\\.FML\\w+(?:\\.[^@\\s]*)?@");
  private static final Pattern LIST_REFUSES =
      Pattern.compile(
          "not (?:a )?member|loop alert|rejected|reject|duplicated message-id|not permitted|probably mail loop|restricted",
          Pattern.CASE_INSENSITIVE);

  private BounceSigns() {}

  static boolean isReport(Headers headers, List<Part> parts) {
    return parts.stream().anyMatch(BounceSigns::isStatus) || headers.has("X-Failed-Recipients");
  }

  static boolean isStatus(Part part) {
    return part.type().value().matches("message/(?:global-)?delivery-status");
  }

  /**
   * Whether a message that is no report by its type was written by a mail system about a failure.
   */
  static boolean looksLikeReport(
      Headers headers, Parties parties, String subject, List<Part> parts) {
    if (SesNotice.isNotice(headers, parts) || refusesAsList(headers, parties, subject)) {
      return true;
    }
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

  private static boolean refusesAsList(Headers headers, Parties parties, String subject) {
    return parties.author().local().endsWith("-admin")
        && LIST_ID.matcher(headers.first("Message-ID")).find()
        && LIST_REFUSES.matcher(subject).find();
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), LOOK));
  }
}
