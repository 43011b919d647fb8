package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.intake.Mail.State;
import dev.trestle.plugins.email.read.Attachment;
import dev.trestle.plugins.email.read.Bounce;
import dev.trestle.plugins.email.read.MailKind;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a message, before anything is changed.
 *
 * @param rule that decided; null when none did
 * @param conversation it belongs to; null for a new one
 * @param verified whether it is known who wrote, whoever did has to do with the ticket, and nobody
 *     says it is forged
 * @param answerable whether the desk may write back by itself
 * @param reason why it is in its state; empty when that needs no words
 */
record Plan(
    @Nullable MailRule rule,
    Writer writer,
    @Nullable Conversation conversation,
    Form form,
    boolean verified,
    boolean answerable,
    State state,
    String reason,
    String subject,
    String text) {
  private static final int RUSH = 20;

  /** Without one of these, bytes are no message, whatever else they may be. */
  private static final List<String> FIELDS =
      List.of(
          "From",
          "Sender",
          "Reply-To",
          "Return-Path",
          "To",
          "Cc",
          "Bcc",
          "Delivered-To",
          "Subject",
          "Date",
          "Message-ID",
          "Received",
          "MIME-Version",
          "Content-Type");

  private static final Duration RUSH_SPAN = Duration.ofHours(1);

  /** As what a message stands on its ticket. */
  enum Form {
    /** A public comment, after which work goes on. */
    COMMENT,
    /** A public comment that leaves the ticket as it is. */
    QUIET_COMMENT,
    /** An internal note. */
    NOTE,
    /** An internal note on a ticket of its own that is resolved from the start. */
    ASIDE
  }

  /** Whether it joins a ticket that is there. */
  boolean joins() {
    boolean note = form == Form.NOTE || writer instanceof Writer.Staff;
    return conversation != null && (note || !conversation.isClosed());
  }

  static Plan of(
      Snapshot snapshot,
      Surroundings surroundings,
      Mailbox mailbox,
      ReadMail mail,
      Envelope envelope,
      Instant now) {
    MailRule rule =
        new RuleBook(snapshot.records(MailRecords.RULES).sorted("byPlace"))
            .first(mailbox.id(), mail, envelope);
    ReplyTokens tokens = ReplyTokens.of(snapshot, surroundings);
    Conversation conversation = Conversation.find(snapshot, mail, envelope, tokens);
    Writer writer = Writer.of(snapshot, mail, mailbox, conversation != null);
    boolean forged = Writer.isForged(mail.authentication(), mailbox.trustedRelays());
    Fate fate = fate(snapshot, mail, rule, conversation, now);
    Texts texts = surroundings.texts();
    String said = said(mail, writer, texts, mailbox.language());
    boolean inside = fate.form == Form.NOTE || fate.form == Form.ASIDE;
    String subject = Words.subject(mail);
    return new Plan(
        rule,
        writer,
        conversation,
        fate.form,
        !forged
            && !(writer instanceof Writer.Nobody)
            && (conversation == null || writer.belongsTo(conversation.ticket())),
        fate.form == Form.COMMENT
            && !forged
            && mail.mayBeAnswered()
            && !(writer instanceof Writer.Nobody),
        fate.state,
        fate.reason,
        subject.isEmpty() ? texts.text(mailbox.language(), "mail.noSubject") : subject,
        inside || fate.state == State.NOT_UNDERSTOOD
            ? headed(mail, texts, mailbox.language(), said)
            : said);
  }

  /** Whether these bytes begin with a header, as messages do. */
  static boolean hasHeader(ReadMail mail) {
    return FIELDS.stream().anyMatch(mail.headers()::has);
  }

  /** For a message that nobody understands, or that cannot be taken as it was understood. */
  static Plan bare(Incoming mail, Surroundings surroundings, String reason) {
    Texts texts = surroundings.texts();
    String language = mail.mailbox().language();
    ReadMail read = mail.read();
    String subject = read == null ? "" : Words.subject(read);
    return new Plan(
        null,
        new Writer.Nobody(),
        null,
        Form.COMMENT,
        false,
        false,
        State.NOT_UNDERSTOOD,
        reason,
        subject.isEmpty() ? texts.text(language, "mail.noSubject") : subject,
        texts.text(language, "mail.notUnderstood"));
  }

  private record Fate(Form form, State state, String reason) {}

  private static Fate fate(
      Snapshot snapshot,
      ReadMail mail,
      @Nullable MailRule rule,
      @Nullable Conversation conversation,
      Instant now) {
    Form inside = conversation == null ? Form.ASIDE : Form.NOTE;
    if (rule != null && !rule.effect().setAside().isEmpty()) {
      return new Fate(inside, State.SET_ASIDE, rule.effect().setAside());
    }
    if (!hasHeader(mail)) {
      return new Fate(
          Form.COMMENT, State.NOT_UNDERSTOOD, "It has no header, so it may be no message at all.");
    }
    return switch (mail.kind()) {
      case PERSONAL, BULK -> spoken(snapshot, mail, conversation, now);
      case AUTO_REPLY, VACATION ->
          new Fate(conversation == null ? Form.COMMENT : Form.NOTE, State.DONE, "");
      case DELIVERY_REPORT, COMPLAINT -> reported(mail, conversation, inside);
      case READ_RECEIPT ->
          new Fate(
              inside,
              conversation == null ? State.SET_ASIDE : State.DONE,
              "It tells only that somebody has read a message.");
      case OWN_LOOP ->
          new Fate(
              inside,
              conversation == null ? State.SET_ASIDE : State.DONE,
              "This desk itself has sent it.");
    };
  }

  private static Fate spoken(
      Snapshot snapshot, ReadMail mail, @Nullable Conversation conversation, Instant now) {
    if (conversation == null) {
      return new Fate(Form.COMMENT, State.DONE, "");
    }
    if (isRush(snapshot, mail, conversation, now)) {
      return new Fate(
          Form.QUIET_COMMENT,
          State.PARKED,
          "More than " + RUSH + " messages came from this address within an hour.");
    }
    boolean resolved = conversation.ticket().statusCategory() == StatusCategory.RESOLVED;
    boolean nothingElse = mail.attachments().stream().allMatch(Plan::isDecoration);
    return resolved && nothingElse && Thanks.is(Words.text(mail.text()))
        ? new Fate(Form.QUIET_COMMENT, State.DONE, "It says thanks and nothing else.")
        : new Fate(Form.COMMENT, State.DONE, "");
  }

  private static Fate reported(ReadMail mail, @Nullable Conversation conversation, Form inside) {
    Bounce bounce = mail.bounce();
    if (conversation == null) {
      return new Fate(inside, State.UNMATCHED, "It tells of a message that nobody knows.");
    }
    if (bounce != null && !bounce.isHard()) {
      return new Fate(inside, State.DONE, "");
    }
    String why =
        bounce == null || bounce.recipients().isEmpty()
            ? ""
            : Words.line(bounce.recipients().getFirst().diagnostic(), Words.SUBJECT_MAX);
    return new Fate(inside, State.BOUNCED, why);
  }

  /** Whether so many came so fast that two programs may be talking to each other. */
  private static boolean isRush(
      Snapshot snapshot, ReadMail mail, Conversation conversation, Instant now) {
    String address = mail.parties().author().key();
    int recent = 0;
    for (Mail earlier :
        snapshot
            .records(MailRecords.MAILS)
            .group("ticket", conversation.ticket().id())
            .last(RUSH * 2)) {
      boolean same = Words.small(earlier.from().address()).equals(address);
      recent += same && earlier.receivedAt().isAfter(now.minus(RUSH_SPAN)) ? 1 : 0;
    }
    return recent >= RUSH;
  }

  private static boolean isDecoration(Attachment file) {
    return file.disposition().equals("inline") || !file.contentId().isEmpty();
  }

  private static String said(ReadMail mail, Writer writer, Texts texts, @Nullable String language) {
    boolean forwarded =
        mail.original() != null
            && !(writer instanceof Writer.Staff)
            && !writer.isAt(mail.parties().author());
    String text = forwarded ? Words.sound(mail.text().readable()).strip() : Words.text(mail.text());
    if (text.isBlank()) {
      return texts.text(language, mail.protection().encrypted() ? "mail.encrypted" : "mail.empty");
    }
    return Words.cut(text, Words.TEXT_MAX);
  }

  private static String headed(ReadMail mail, Texts texts, @Nullable String language, String said) {
    MailKind kind = mail.kind();
    String from = Words.line(mail.parties().author().address(), Words.NAME_MAX);
    String head =
        hasHeader(mail)
            ? texts.text(language, "note." + kind.name(), from)
            : texts.text(language, "mail.notUnderstood");
    return Words.cut(head + "\n\n" + said, Words.TEXT_MAX);
  }

  /** What is wrong with how it is kept, as sentences. */
  static List<String> flaws(ReadMail mail) {
    return Words.text(mail.text()).length() > Words.TEXT_MAX
        ? List.of("The text is too long; the rest stands in the original.")
        : List.of();
  }
}
