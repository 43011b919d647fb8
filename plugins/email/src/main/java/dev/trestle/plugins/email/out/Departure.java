package dev.trestle.plugins.email.out;

import dev.trestle.plugins.email.intake.Mail.Party;
import dev.trestle.plugins.email.read.Header;
import dev.trestle.plugins.email.read.MailAddress;
import dev.trestle.plugins.email.read.Own;
import dev.trestle.plugins.email.write.Enclosure;
import dev.trestle.plugins.email.write.Letter;
import dev.trestle.sdk.files.FileFacts;
import dev.trestle.sdk.files.Files;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * All that a letter is made from besides its {@link MailSending}, as it waits in the outbox:
 * whatever changes meanwhile, each attempt writes the same bytes.
 */
record Departure(
    UUID sendingId,
    String fromName,
    String from,
    String replyTo,
    Ancestry ancestry,
    String text,
    String html,
    List<UUID> files,
    String loopToken) {
  private static final long PICTURE_MAX = 1 << 20;
  private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif");
  // With this much of text, the html that says the same would not fit into the outbox.
  private static final int BOTH_MAX = 400_000;

  Map<String, Object> payload() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("sending", sendingId);
    payload.put("fromName", fromName);
    payload.put("from", from);
    payload.put("replyTo", replyTo);
    payload.put("inReplyTo", Objects.requireNonNullElse(ancestry.inReplyTo(), ""));
    payload.put("references", ancestry.references());
    payload.put("text", text);
    payload.put("html", text.length() + html.length() > BOTH_MAX ? "" : html);
    payload.put("files", files.stream().map(UUID::toString).toList());
    payload.put("loop", loopToken);
    return payload;
  }

  static Departure read(Map<String, Object> payload) {
    String parent = text(payload, "inReplyTo");
    return new Departure(
        sending(payload),
        text(payload, "fromName"),
        text(payload, "from"),
        text(payload, "replyTo"),
        new Ancestry(parent.isEmpty() ? null : parent, texts(payload, "references")),
        text(payload, "text"),
        text(payload, "html"),
        texts(payload, "files").stream().map(UUID::fromString).toList(),
        text(payload, "loop"));
  }

  static UUID sending(Map<String, Object> payload) {
    return UUID.fromString(text(payload, "sending"));
  }

  /** The letter, with its files where they can be opened. */
  Letter letter(MailSending sending, Files store) throws IOException {
    List<Enclosure> enclosures = new ArrayList<>();
    StringBuilder shown = new StringBuilder();
    for (UUID file : files) {
      FileFacts facts = store.facts(file);
      boolean picture =
          !html.isEmpty() && PICTURES.contains(facts.mediaType()) && facts.bytes() <= PICTURE_MAX;
      String contentId = picture ? file + "." + sending.messageId() : "";
      if (picture) {
        shown
            .append("<p><img src=\"cid:")
            .append(contentId)
            .append("\" alt=\"")
            .append(HtmlText.escaped(facts.name()))
            .append("\" style=\"max-width:100%\"></p>\n");
      }
      enclosures.add(
          new Enclosure(facts.name(), facts.mediaType(), contentId, () -> store.open(file)));
    }
    return new Letter(
        sending.id(),
        sending.messageId(),
        sending.createdAt(),
        new MailAddress(fromName, from),
        addresses(sending.to()),
        addresses(sending.cc()),
        replyTo.equals(from) ? null : new MailAddress(fromName, replyTo),
        sending.subject(),
        ancestry.inReplyTo(),
        ancestry.references(),
        fields(sending),
        text,
        html.isEmpty() ? null : html.replace(Writing.PICTURES, shown),
        enclosures);
  }

  /** What keeps other programs from answering, and lets the desk know its own mail. */
  private List<Header> fields(MailSending sending) {
    List<Header> fields = new ArrayList<>();
    if (sending.automaticTo() != null) {
      boolean answer = sending.kind() == LetterKind.ACKNOWLEDGEMENT;
      fields.add(new Header("Auto-Submitted", answer ? "auto-replied" : "auto-generated"));
      fields.add(new Header("X-Auto-Response-Suppress", "All"));
      fields.add(new Header("Precedence", "bulk"));
    }
    if (!loopToken.isEmpty()) {
      fields.add(new Header(Own.LOOP_FIELD, loopToken));
    }
    return fields;
  }

  private static List<MailAddress> addresses(List<Party> parties) {
    return parties.stream().map(one -> new MailAddress(one.name(), one.address())).toList();
  }

  private static String text(Map<String, Object> payload, String field) {
    Object value = payload.get(field);
    return value == null ? "" : value.toString();
  }

  private static List<String> texts(Map<String, Object> payload, String field) {
    return payload.get(field) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
