package dev.trestle.plugins.email.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Understands messages. It never throws: what cannot be read is left out and named among the flaws,
 * and the raw bytes stay with whoever asked.
 */
public final class MailReader {
  private static final int CHARSETS_MAX = 20;
  private static final Pattern META_CHARSET =
      Pattern.compile("(?i)<meta[^>]{0,200}charset\\s*=\\s*[\"']?([A-Za-z0-9_-]+)");

  private final Own own;

  public MailReader(Own own) {
    this.own = own;
  }

  /** The message that these bytes are, as far as it can be understood. */
  public ReadMail read(MailSource source) {
    List<String> flaws = new ArrayList<>();
    MimeParts.Walked walked = MimeParts.walk(source, flaws);
    Headers headers = walked.headers();
    List<Part> parts = walked.parts();
    Parties parties = Parties.of(headers);
    String subject = headers.text("Subject");
    List<Attachment> attachments = new ArrayList<>();
    List<Invitation> invitations = new ArrayList<>();
    Bodies bodies = bodies(parts);
    UuBlocks plain = UuBlocks.of(bodies.plain());
    Set<String> charsets = new HashSet<>();
    for (Part part : parts) {
      if (!part.isBody()) {
        attach(source, part, attachments, flaws);
      }
      if (part.type().value().equals("text/calendar")) {
        invitations.addAll(Invitation.of(part.characters(), part.type().get("method")));
      }
      String charset = part.type().get("charset");
      if (charsets.add(charset) && charsets.size() < CHARSETS_MAX && Charsets.isUnknown(charset)) {
        flaws.add("Nobody knows the charset " + charset + "; it was guessed.");
      }
    }
    attachments.addAll(plain.files());
    Map<String, Integer> taken = new HashMap<>();
    attachments.replaceAll(one -> one.named(FileNames.unique(one.name(), taken)));
    MailText text = text(plain.text(), bodies.html(), parties.author(), flaws);
    MailKind kind = MailKinds.of(headers, parties, subject, parts, own);
    note(headers, parties, flaws);
    return new ReadMail(
        headers,
        parties,
        ThreadKeys.of(headers, parties, subject),
        subject,
        MailDates.of(headers.first("Date")),
        text,
        attachments,
        invitations,
        Protection.of(headers, parts, plain.text()),
        AuthenticationResult.of(headers),
        kind,
        bounce(kind, headers, parties, parts, text),
        Forwarded.of(subject, text.readable()),
        flaws);
  }

  private static @Nullable Bounce bounce(
      MailKind kind, Headers headers, Parties parties, List<Part> parts, MailText text) {
    if (kind != MailKind.DELIVERY_REPORT) {
      return null;
    }
    // Some systems name the part that says why like a file.
    String said =
        text.readable().isBlank()
            ? parts.stream()
                .filter(part -> part.type().value().equals("text/plain"))
                .map(MailReader::characters)
                .findFirst()
                .orElse("")
            : text.readable();
    return BounceReader.read(headers, parties, parts, said);
  }

  private static void note(Headers headers, Parties parties, List<String> flaws) {
    if (headers.all("From").size() > 1) {
      flaws.add("There is more than one From field; the first counts.");
    }
    if (parties.from().size() > 1) {
      flaws.add("There is more than one author; the first counts.");
    }
    if (!parties.author().isUsable()) {
      flaws.add("The sender's address cannot be used.");
    }
    if (headers.first("Message-ID").isBlank()) {
      flaws.add("There is no Message-ID.");
    }
  }

  private static void attach(
      MailSource source, Part part, List<Attachment> attachments, List<String> flaws) {
    MailSource content = () -> MimeParts.open(source, part);
    if (Tnef.isTnef(part)) {
      List<Attachment> inside = Tnef.files(content, flaws);
      if (!inside.isEmpty()) {
        attachments.addAll(inside);
        return;
      }
    }
    if (part.size() == 0 && part.fileName().isEmpty() && part.isText()) {
      return;
    }
    String name = part.fileName();
    attachments.add(
        new Attachment(
            name.isBlank() ? FileNames.made(part) : FileNames.safe(name),
            part.type().value(),
            part.disposition().value(),
            part.contentId(),
            part.size(),
            part.sha256(),
            content));
  }

  /** What the parts that people read say, as plain text and as html. */
  private record Bodies(String plain, String html) {}

  private static Bodies bodies(List<Part> parts) {
    List<Part> read = parts.stream().filter(Part::isBody).toList();
    StringBuilder plain = new StringBuilder();
    StringBuilder html = new StringBuilder();
    boolean anyHtml = read.stream().anyMatch(MailReader::isHtml);
    boolean anyPlain = read.stream().anyMatch(part -> !isHtml(part) && part.size() > 0);
    for (Part part : read) {
      String text = characters(part);
      boolean twin =
          part.alternative() > 0
              && read.stream()
                  .anyMatch(other ->
                      other.alternative() == part.alternative()
                          && isHtml(other) != isHtml(part)
                          && !other.characters().isBlank());
      if (isHtml(part)) {
        html.append(html.isEmpty() ? "" : "<br>\n").append(text);
        if (!twin && anyPlain) {
          append(plain, HtmlMail.text(text));
        }
      } else {
        append(plain, text);
        if (!twin && anyHtml && !text.isBlank()) {
          html.append(html.isEmpty() ? "" : "<br>\n")
              .append("<pre>")
              .append(escaped(text))
              .append("</pre>");
        }
      }
    }
    return new Bodies(plain.toString(), html.toString());
  }

  private static boolean isHtml(Part part) {
    return part.type().value().equals("text/html");
  }

  private static String characters(Part part) {
    if (isHtml(part) && part.type().get("charset").isEmpty()) {
      String look =
          new String(
              part.kept(), 0, Math.min(part.kept().length, 4_096), StandardCharsets.ISO_8859_1);
      Matcher meta = META_CHARSET.matcher(look);
      if (meta.find()) {
        return Charsets.decode(part.kept(), meta.group(1)).replace("\u0000", "");
      }
    }
    String text = part.characters().replace("\u0000", "");
    return FlowedText.isFlowed(part.type())
        ? FlowedText.joined(text, part.type().get("delsp").equalsIgnoreCase("yes"))
        : text;
  }

  private static void append(StringBuilder plain, String text) {
    if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != '\n') {
      plain.append('\n');
    }
    plain.append(text.replace("\r\n", "\n").replace('\r', '\n'));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static MailText text(String plain, String html, MailAddress author, List<String> flaws) {
    String clean = "";
    String derived = "";
    try {
      if (HtmlMail.isTooMuch(html)) {
        flaws.add("The html is too much to be shown as a page.");
        derived = HtmlMail.withoutTags(html);
      } else if (!html.isBlank()) {
        Document page = HtmlMail.parse(html);
        clean = HtmlMail.clean(page);
        derived = HtmlMail.text(page);
        if (clean.isEmpty() && !derived.isEmpty()) {
          flaws.add("The html holds too many links to be shown.");
        }
      }
    } catch (RuntimeException unreadable) {
      flaws.add("The html cannot be read: " + unreadable.getMessage());
    }
    String readable = plain.isBlank() ? derived : plain;
    String sender = author.name().isEmpty() ? author.address() : author.name();
    return new MailText(plain, clean, readable, ReplyFolding.of(readable, sender));
  }
}
