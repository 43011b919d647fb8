package dev.trestle.plugins.email.read;

import dev.trestle.plugins.email.read.TextPart.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Divides a text into what was written now, signatures, and repeated messages. Quotes that stand
 * between sentences of the writer stay visible, because the answers make no sense without them.
 */
final class ReplyFolding {
  private static final int SIGNATURE_LINES_MAX = 40;
  private static final int GREETING_MAX = 40;
  private static final int CLOSING_LINES_MAX = 12;
  private static final int LINES_MAX = 100_000;
  private static final int HEADS_MAX = 3_000;
  private static final Pattern DELIMITER =
      Pattern.compile("^\\s*(?:--|__|—)\\s*$|^\\s*(?:[—_-]){5,}\\s*$");
  private static final Pattern STRICT_DELIMITER =
      Pattern.compile("^--\\s*$|^__\\s*$|^\\s*_{20,}\\s*$");
  private static final Pattern DEVICE =
      Pattern.compile(
          "^[\\s*_(\\[]*(?:sent (?:from|with|via|using)|get outlook for|diese nachricht wurde von .{0,40} gesendet|obte[rn] o? ?outlook|(?:télécharger|scarica|descargar|baixar o|skaffa|hent|hanki|získat|pobierz(?: program)?) outlook|verzonden vanuit|изпратено от|發自我的\\S*|发自我的\\S*|從我的.{0,20}傳送|được gửi từ|dikirim dari|أرسلت من|ส่งจาก\\S*|elküldve|outlook voor .{0,20} downloaden|στάλθηκε από|enviat des|poslano (?:s|iz|z)|נשלח מ\\S*|.{0,20}-(?:ról|ről|ról) küldve|envoyé (?:de|depuis|avec|à partir)|"
              + "gesendet (?:von|mit)|von meinem .{0,30} gesendet|enviado (?:desde|do|de|a partir)|inviato (?:da|con)|verzonden (?:vanaf|met|van)|verstuurd vanaf|"
              + "sendt fra|skickat från|lähetetty|wysłan[eo] z|wysłano z|отправлено (?:с|из)|надіслано з|von .{0,30} gesendet|"
              + "odesláno z|odoslané z|iphone'?umdan|.{0,30}'?d[ea]n gönderildi|从我的.{0,20}发送|發自我的|发自我的|.{0,20}から送信|나의 .{0,20}에서 보냄|"
              + "trimis de pe|skickat|küldve|téléchargez outlook|outlook für|hämta outlook|this message was sent (?:from|with))"
              + "(?=$|[\\s<:.*_]).{0,120}$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern CLOSING =
      Pattern.compile(
          "^\\s*(?:(?:best|kind|kindest|warm|warmest) )?regards(?: from.*)?[,.!]?\\s*$|^\\s*(?:sincerely|cheers|yours (?:truly|sincerely|faithfully)|best wishes|"
              + "mit freundlichen gr(?:ü|ue)(?:ß|ss)en|mit freundlichem gruß|(?:viele|beste|liebe|schöne) gr(?:ü|ue)(?:ß|ss)e|mfg|cordialement|bien à vous|bien cordialement|"
              + "saludos(?: cordiales)?|atenciosamente|atentamente|cordiali saluti|distinti saluti|met vriendelijke groet(?:en)?|groeten|"
              + "med vennlig hilsen|med venlig hilsen|med vänliga hälsningar|mvh|ystävällisin terveisin|pozdrawiam|z poważaniem|s pozdravem|"
              + "с уважением|с наилучшими пожеланиями|з повагою)[,.!]?\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern DASH_NAME =
      Pattern.compile("^\\s*-\\s?\\p{Lu}[\\p{L}.]*(?:\\s+\\p{L}[\\p{L}.]*){0,3}\\s*$");

  private final String sender;
  private final List<String> lines;
  private final Kind[] kinds;

  private ReplyFolding(String text, String sender) {
    this.sender = sender;
    this.lines = lines(text);
    this.kinds = new Kind[lines.size()];
    Arrays.fill(kinds, Kind.WRITTEN);
  }

  /** Each with what ends it; behind the last end stands one more, if only an empty one. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int end = text.indexOf('\n');
        end >= 0 && lines.size() < LINES_MAX - 1;
        end = text.indexOf('\n', from)) {
      lines.add(text.substring(from, end + 1));
      from = end + 1;
    }
    lines.add(text.substring(from));
    return List.copyOf(lines);
  }

  /** The parts of a text of which nobody knows who wrote it. */
  static List<TextPart> of(String text) {
    return of(text, "");
  }

  /**
   * The parts of a text.
   *
   * @param sender the name of who wrote it, or the address; empty when nobody knows
   */
  static List<TextPart> of(String text, String sender) {
    if (text.isEmpty()) {
      return List.of();
    }
    ReplyFolding folding = new ReplyFolding(text, sender);
    folding.quotes();
    folding.signatures();
    return folding.parts();
  }

  private boolean isBlank(int i) {
    return lines.get(i).isBlank();
  }

  private boolean isMarked(int i) {
    String line = lines.get(i);
    int at = 0;
    while (at < line.length() && at < 3 && line.charAt(at) == ' ') {
      at++;
    }
    return at < line.length() && line.charAt(at) == '>';
  }

  private void quotes() {
    boolean fenced = false;
    int looked = 0;
    for (int i = 0; i < lines.size() && looked < HEADS_MAX; i++) {
      fenced ^= lines.get(i).startsWith("```");
      if (fenced || isBlank(i) || isMarked(i)) {
        continue;
      }
      looked++;
      int head = QuoteHeads.at(lines, i);
      if (head > 0 && cut(i, head)) {
        return;
      }
    }
    foldTrailing(lines.size());
  }

  /**
   * Folds from the head on, all or as far as the quote goes; true when nothing is left to look at.
   */
  private boolean cut(int from, int head) {
    int next = from + head;
    while (next < lines.size() && isBlank(next)) {
      next++;
    }
    boolean marked = next < lines.size() && isMarked(next);
    boolean above = written(0, from);
    if (!marked) {
      if (!above) {
        // Nothing but the repeated message: its head is folded, so that something stays to be read.
        fold(from, next);
        boolean fields = next < lines.size() && QuoteHeads.isField(lines.get(next).strip());
        for (int i = next; fields && i < lines.size() && !isBlank(i); i++) {
          fold(i, i + 1);
        }
        return true;
      }
      fold(from, lines.size());
      foldTrailing(from);
      return true;
    }
    int end = quoteEnd(next);
    boolean below = written(end, lines.size());
    if (!below || above && !isGreeting(from) && !markedLater(end)) {
      fold(from, lines.size());
      foldTrailing(from);
      return true;
    }
    // Answers stand under the quote or between its lines.
    fold(from, above || markedLater(end) ? next : end);
    return false;
  }

  private int quoteEnd(int from) {
    int end = from;
    for (int i = from; i < lines.size() && (isBlank(i) || isMarked(i) || isWrapped(i)); i++) {
      end = isBlank(i) ? end : i + 1;
    }
    return end;
  }

  // A program broke a quoted line and left the mark out.
  private boolean isWrapped(int i) {
    return i > 0 && isMarked(i - 1) && i + 1 < lines.size() && isMarked(i + 1);
  }

  private boolean markedLater(int from) {
    for (int i = from; i < lines.size(); i++) {
      if (isMarked(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean written(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isBlank(i) && !isMarked(i) && kinds[i] == Kind.WRITTEN) {
        return true;
      }
    }
    return false;
  }

  /** Whether above there is nothing but "Hello Ann,". */
  private boolean isGreeting(int to) {
    String above = String.join("", lines.subList(0, to)).strip();
    return above.length() <= GREETING_MAX
        && above.indexOf('\n') < 0
        && (above.endsWith(",") || above.endsWith("!"));
  }

  private void fold(int from, int to) {
    Arrays.fill(kinds, from, to, Kind.QUOTED);
  }

  /** Folds marked lines behind which nothing is written; a signature behind them does not count. */
  private void foldTrailing(int end) {
    int last = end;
    int at = signatureStart(end);
    boolean any = false;
    for (int i = at - 1; i >= 0 && (isBlank(i) || isMarked(i)); i--) {
      if (isMarked(i)) {
        last = i;
        any = true;
      }
    }
    if (any) {
      fold(last, at);
    }
  }

  private int signatureStart(int end) {
    for (int i = end - 1; i >= Math.max(0, end - SIGNATURE_LINES_MAX); i--) {
      if (isMarked(i)) {
        return end;
      }
      if (STRICT_DELIMITER.matcher(lines.get(i)).lookingAt()) {
        return i;
      }
    }
    return end;
  }

  private void signatures() {
    int end = lines.size();
    while (end > 0 && kinds[end - 1] == Kind.QUOTED) {
      end--;
    }
    int start = delimiter(end);
    for (int i = start; i < end && start < end; i++) {
      kinds[i] = kinds[i] == Kind.QUOTED ? Kind.QUOTED : Kind.SIGNATURE;
    }
    end = start;
    int device = device(end);
    for (int i = device; i < end; i++) {
      kinds[i] = kinds[i] == Kind.QUOTED ? Kind.QUOTED : Kind.SIGNATURE;
    }
    end = device;
    int signed = SenderSignature.begin(lines, end, sender);
    int closing = Math.min(closing(end), written(0, signed) ? signed : end);
    for (int i = closing; i < end; i++) {
      kinds[i] = kinds[i] == Kind.QUOTED ? Kind.QUOTED : Kind.CLOSING;
    }
  }

  /** The first delimiter of the last lines under which no more than a signature stands. */
  private int delimiter(int end) {
    int found = end;
    for (int i = Math.max(1, end - SIGNATURE_LINES_MAX); i < end; i++) {
      String line = lines.get(i);
      if (kinds[i] == Kind.WRITTEN
          && (STRICT_DELIMITER.matcher(line).lookingAt()
              || end - i < 12 && DELIMITER.matcher(line).lookingAt())
          && written(0, i)
          && !insideFence(i)) {
        found = i;
        break;
      }
    }
    return found;
  }

  private boolean insideFence(int to) {
    boolean fenced = false;
    for (int i = 0; i < to; i++) {
      fenced ^= lines.get(i).startsWith("```");
    }
    return fenced;
  }

  private int device(int end) {
    int lastLine = end;
    int below = 0;
    int seen = 0;
    for (int i = end - 1; i >= 0 && seen < 4; i--) {
      if (isBlank(i)) {
        continue;
      }
      seen++;
      String line = lines.get(i).strip();
      // A sentence that begins like that, with more of it below and nothing above, is the text.
      boolean sentence = line.endsWith("?") || below > 0 && !written(0, i);
      if (DEVICE.matcher(line).matches() && !sentence) {
        lastLine = i;
      }
      below++;
    }
    return lastLine;
  }

  private int closing(int end) {
    for (int i = Math.max(1, end - CLOSING_LINES_MAX); i < end; i++) {
      if (kinds[i] == Kind.WRITTEN && CLOSING.matcher(lines.get(i)).lookingAt() && written(0, i)) {
        return i;
      }
    }
    for (int i = end - 1; i > 0; i--) {
      if (!isBlank(i)) {
        return DASH_NAME.matcher(lines.get(i)).matches() && isBlank(i - 1) ? i : end;
      }
    }
    return end;
  }

  private List<TextPart> parts() {
    List<TextPart> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0 && kinds[i] != kinds[i - 1]) {
        parts.add(new TextPart(kinds[i - 1], text.toString()));
        text.setLength(0);
      }
      text.append(lines.get(i));
    }
    parts.add(new TextPart(kinds[lines.size() - 1], text.toString()));
    return List.copyOf(parts);
  }
}
