package dev.trestle.plugins.email.read;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognizes the lines that mail programs put in front of the message they repeat: "On such a day
 * somebody wrote:", a separator, or a block of From, Sent, To and Subject. What counts is their
 * shape; the words are those of the languages that mail programs speak.
 */
final class QuoteHeads {
  private static final int LINES_MAX = 4;
  private static final int BROKEN_LINES_MAX = 7;
  private static final Pattern ADDRESS_APART = Pattern.compile("^<(?:$|mailto:|\\S+@)");
  private static final int LENGTH_MAX = 400;
  private static final int BLOCK_MAX = 8;

  private static final String VERBS =
      "wrote|writes|said|schrieb|schreef|geschreven|geschrieben|[ée]crit|escribi[óo]|escreveu|scritto|skrev|skrifaði|"
          + "kirjoitti|napisał(?:\\(a\\)|a)?|napisana przez|pisze|napsal(?:\\(a\\)|a)?|napísal(?:\\(a\\)|a)?|написала?|писала?|пише|пишет|"
          + "писав|írta|scris|yazdı|yazmış|έγραψε|napisao|napisala|je pisao|написа|rašė|rakstīja|"
          + "kirjutas|viết|menulis|написав|写道|寫道|書きました|のメール|작성|님이|写于|เขียน(?:ว่า)?|كتب|كتابة|כתב|מאת|va escriure|idatzi";
  private static final Pattern WROTE =
      Pattern.compile(
          "(?:^|[\\s>,]|\\bhat\\s|\\bhat )(?:"
              + VERBS
              + ")(?=$|[\\s:：.,<-])|(?:写道|寫道|書きました|작성)|>wrote:",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern INTRO =
      Pattern.compile(
          "^(?:-{2,}\\s*)?(?:On|Am|Den|Le|El|Em|Il|Op|W dniu|Dnia|Dne|Dňa|Na|Vào|Pada|Στις|Il giorno|"
              + "På|Kl|A|El dia|La|Em|No dia|Wiadomość|בתאריך|في|เมื่อ|Þann|V|在|于|於|Po|Dana|Kuupäeval)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern DATED =
      Pattern.compile(
          "^(?:\\p{L}{2,12}\\.?,?\\s+)?(?:\\d{4}\\. ?\\d{1,2}\\. ?\\d{1,2}|\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}|\\d{1,2}\\.?\\s+\\p{L}{3,12}\\.?\\s+\\d{4}"
              + "|\\d{1,2}:\\d{2}\\b|\\d{4}年)");
  private static final Pattern STAMP =
      Pattern.compile("\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}|\\d{4}年|\\p{L}{3,12}\\.? \\d{4}");
  // What Horde puts in front of a quote.
  private static final Pattern QUOTING =
      Pattern.compile(
          "^(?:quoting|zitat von|citando(?: a)?|cita de|selon|citerar|citeren|cytowanie)\\s\\S.{0,120}@.{1,120}[:：]$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SHORT_DATE = Pattern.compile("\\d{4}|\\d[./-]\\s?\\d");
  private static final Pattern RULE = Pattern.compile("[_-]{5,}|={4,}");
  private static final Pattern MARKS =
      Pattern.compile("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");
  private static final Pattern HYPHENS = Pattern.compile("[\\u2010-\\u2012]");
  private static final Pattern QUOTED = Pattern.compile("^[>\\s]+");
  private static final Pattern TIME = Pattern.compile("\\d{1,2}[:.]\\d{2}|GMT");
  private static final Pattern ZONED =
      Pattern.compile(
          "^\\d{4}[/-]\\d{1,2}[/-]\\d{1,2}\\s+\\d{1,2}:\\d{2}\\s+(?:GMT|UTC)[+-]\\d{1,2}:?\\d{2}\\s+\\S.*");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>]@[^\\s<>]");
  private static final Pattern ENDS = Pattern.compile("(?:[:：]|-{2,}|>|\\))\\s*$");

  private static final String ORIGINAL =
      "original message|original appointment|forwarded message|replied message|reply message|ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht|"
          + "message d'origine|message original|message transféré|mensaje original|mensaje reenviado|mensagem original|"
          + "mensagem encaminhada|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|origineel bericht|"
          + "doorgestuurd bericht|oprindelig besked|oprindelig meddelelse|videresendt besked|ursprungligt meddelande|originalmeddelande|"
          + "opprinnelig melding|videresendt melding|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|"
          + "původní zpráva|pôvodná správa|eredeti üzenet|mesaj original|orijinal mesaj|özgün ileti|邮件原件|исходное сообщение|"
          + "пересылаемое сообщение|оригинальное сообщение|αρχικό μήνυμα|原始邮件|原始郵件|転送メッセージ|元のメッセージ|원본 메시지|original e-?mail";
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "^[*_\\s]*-{2,}[*_\\s]*(?:" + ORIGINAL + ")[*_\\s]*-{2,}[*_\\s]*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern BEGIN_FORWARD =
      Pattern.compile(
          "^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:réexpédié|transféré)|"
              + "inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)|inizio messaggio inoltrato|"
              + "begin doorgestuurd bericht|start på videresendt besked|vidarebefordrat brev|videresendt melding|välitetty viesti alkaa"
              + "|начало переадресованного сообщения)\\s*[:：]\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern FROM =
      label(
          "from|von|de|da|fra|från|van|от кого|от|від|od|lähettäjä|feladó|kimden|gönderen|从|发件人|寄件者|寄件人|差出人|送信元|보낸 ?사람|expéditeur|mittente|remitente|de la|expeditor|afsender|avsändare|odesílatel|από|nadawca|šalje|pošiljatelj|saatja|nuo|no|dari|từ|מאת|من|จาก");
  private static final Pattern FIELD =
      label(
          "from|von|sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|kopie|envoyé|objet|à|date d'envoi|enviado(?: el| em)?|para|asunto|assunto|fecha|data|"
              + "inviato|a|oggetto|sendt|dato|til|emne|skickat|till|ämne|verzonden|aan|onderwerp|"
              + "отправлено|дата|кому|тема|надіслано|lähetetty|pvm|vastaanottaja|aihe|wysłano|do|temat|odesláno|komu|předmět|"
              + "elküldve|címzett|tárgy|tarih|gönderildi|kime|konu|发送时间|收件人|主题|主旨|日期|抄送|寄件日期|送信日時|送信日|宛先|件名|보낸 ?날짜|받는 ?사람|제목|trimis|data|către|subiect|στάλθηκε|προς|θέμα|收件者|odoslané|predmet|изпратено|до|относно|enviat(?: el)?|per a|assumpte|poslano|prima|za|zadeva|saadetud|adressaat|teema|išsiųsta|kam|tema|nosūtīts|temats|terkirim|dikirim|kepada|subjek|đã gửi|đến|chủ đề|נשלח|אל|נושא|تم الإرسال|تاريخ الإرسال|إلى|الموضوع|ส่ง|วันที่|ถึง|เรื่อง|หัวเรื่อง|copie(?: à)?|message du|sujet|cópia|kopi|kopia|importance|priorit(?:y|ät)");

  private QuoteHeads() {}

  private static Pattern label(String words) {
    return Pattern.compile(
        "^[\\s*_>|]*(?:" + words + ")[*_\\s]*[:：](?:[\\s*_].*|$|[^/].*)",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** How many lines from here on are the head of a repeated message; 0 when none is. */
  static int at(List<String> lines, int from) {
    String first = bare(lines.get(from));
    if (first.isEmpty() || first.length() > LENGTH_MAX) {
      return 0;
    }
    return separates(first) || isBlock(lines, from, first) ? 1 : wrote(lines, from, first);
  }

  /** Whether the head here belongs to a message that is passed on, rather than answered. */
  static boolean isSeparator(String line) {
    return separates(bare(QUOTED.matcher(line).replaceFirst("")));
  }

  private static boolean separates(String bare) {
    return bare.contains("--") && SEPARATOR.matcher(bare).matches()
        || hasColon(bare) && BEGIN_FORWARD.matcher(bare).matches();
  }

  static boolean isField(String line) {
    return hasColon(line) && (FIELD.matcher(line).matches() || FROM.matcher(line).matches());
  }

  static boolean isFrom(String line) {
    return hasColon(line) && FROM.matcher(line).matches();
  }

  // Most lines have none, and looking for it costs a hundredth of the expressions' work.
  private static boolean hasColon(String line) {
    return line.indexOf(':') >= 0 || line.indexOf('：') >= 0;
  }

  private static boolean isBlock(List<String> lines, int from, String first) {
    int at = from;
    if (RULE.matcher(first).matches()) {
      at++;
      while (at < lines.size() && at < from + 3 && bare(lines.get(at)).isEmpty()) {
        at++;
      }
    }
    if (at >= lines.size() || !isField(bare(lines.get(at)))) {
      return false;
    }
    boolean author = false;
    int fields = 0;
    for (int i = at; i < lines.size() && i < at + BLOCK_MAX; i++) {
      String line = bare(lines.get(i));
      if (line.isEmpty() && fields < 3) {
        return false;
      }
      author |= isFrom(line);
      fields += isField(line) ? 1 : 0;
    }
    return author && fields >= 3;
  }

  private static int wrote(List<String> lines, int from, String first) {
    boolean intro = INTRO.matcher(first).lookingAt();
    boolean dated = DATED.matcher(first).lookingAt();
    // The verbs are many, so they come last here and below.
    boolean stamped =
        hasDigit(first)
            && TIME.matcher(first).find()
            && STAMP.matcher(first).find()
            && WROTE.matcher(first).find();
    if (!intro && !dated && !stamped && !hasAddress(first)) {
      return 0;
    }
    if (ZONED.matcher(first).matches() || QUOTING.matcher(first).matches()) {
      return 1;
    }
    StringBuilder joined = new StringBuilder();
    int most = TIME.matcher(first).find() ? BROKEN_LINES_MAX : LINES_MAX;
    for (int k = 0; k < most && from + k < lines.size(); k++) {
      String line = bare(lines.get(from + k));
      if (k > 0 && line.isEmpty() && from + k + 1 < lines.size()) {
        // Some programs set the address apart.
        if (!ADDRESS_APART.matcher(bare(lines.get(from + k + 1))).lookingAt()) {
          return 0;
        }
        continue;
      }
      // The bracket that closes an address may have been broken off to a line of its own.
      boolean closes = isOpen(joined) && line.matches(">\\W*|> ?[\\p{L} ]{1,20} ?[:：]");
      if (line.isEmpty() || k > 0 && line.startsWith(">") && !closes) {
        return 0;
      }
      joined.append(k == 0 ? "" : " ").append(line);
      if (joined.length() > LENGTH_MAX) {
        return 0;
      }
      if (isHead(joined.toString(), intro, dated || stamped)) {
        return k + 1;
      }
    }
    return 0;
  }

  private static boolean isOpen(CharSequence text) {
    return text.chars().map(c -> c == '<' ? 1 : c == '>' ? -1 : 0).sum() > 0;
  }

  private static boolean isHead(String text, boolean intro, boolean dated) {
    boolean address = hasAddress(text);
    boolean digits = hasDigit(text);
    boolean time = TIME.matcher(text).find();
    boolean ends = ENDS.matcher(text).find();
    // "On the 3rd he came and wrote:" is what somebody tells.
    if ((intro || dated || address)
        && (digits && (intro || dated || ends) || address && ends)
        && (time || address || SHORT_DATE.matcher(text).find())
        && WROTE.matcher(text).find()) {
      return ends && !text.endsWith(">") || time && WROTE.matcher(lastWords(text)).find();
    }
    return dated && address && ends && digits && (time || text.matches("^\\d.*"));
  }

  private static String lastWords(String text) {
    return " " + text.substring(Math.max(0, text.length() - 25));
  }

  private static boolean hasAddress(String text) {
    return text.indexOf('@') >= 0 && ADDRESS.matcher(text).find();
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String bare(String line) {
    boolean plain = true;
    for (int i = 0; i < line.length() && plain; i++) {
      plain = line.charAt(i) < '\u200e' || line.charAt(i) > '\u2069';
    }
    if (plain) {
      return line.strip();
    }
    return HYPHENS.matcher(MARKS.matcher(line).replaceAll("")).replaceAll("-").strip();
  }
}
