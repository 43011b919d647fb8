package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.intake.Mail.Origin;
import dev.trestle.plugins.email.intake.Mail.Party;
import dev.trestle.plugins.email.intake.Mail.State;
import dev.trestle.plugins.email.intake.Plan.Form;
import dev.trestle.plugins.email.read.MailAddress;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Wish;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what is planned for a message, in one commit. */
final class Deeds {
  private static final String CHANNEL = "mail";
  private static final int PARTIES_MAX = 50;
  private static final int FLAWS_MAX = 20;
  private static final int FLAW_LENGTH_MAX = 300;
  private static final int ID_MAX = 1_000;
  private static final String IN_PART =
      "It has more bytes than this desk keeps of a file: the whole of it is on its server only.";

  private final Draft draft;
  private final Incoming mail;
  private final Plan plan;

  Deeds(Draft draft, Incoming mail, Plan plan) {
    this.draft = draft;
    this.mail = mail;
    this.plan = plan;
  }

  void carryOut() {
    UUID ticketId = plan.joins() ? join() : open();
    if (ticketId == null || draft.refused()) {
      return;
    }
    if (mail.originalFileId() != null) {
      draft.keep(mail.originalFileId(), ticketId);
    }
    ReadMail read = mail.read();
    Conversation conversation = plan.conversation();
    if (read != null && read.bounce() != null && conversation != null) {
      Reports.mark(draft, read.bounce(), conversation, draft.now());
    }
    draft.put(MailRecords.MAILS, record(ticketId));
  }

  private @Nullable UUID join() {
    Conversation conversation = plan.conversation();
    if (conversation == null) {
      return null;
    }
    UUID ticketId = conversation.ticket().id();
    if (plan.form() == Form.NOTE) {
      note(ticketId);
    } else {
      comment(ticketId, author());
    }
    return ticketId;
  }

  /** A ticket of its own; null after a refusal. */
  private @Nullable UUID open() {
    MailRule rule = plan.rule();
    MailRule.Effect effect = rule == null ? null : rule.effect();
    Mailbox mailbox = mail.mailbox();
    Wish wish =
        Wish.of("ticketCreate")
            .with("subject", plan.subject())
            .with("channel", CHANNEL)
            .with(
                "queueId",
                effect == null || effect.queueId() == null ? mailbox.queueId() : effect.queueId())
            .with(
                "type",
                name(effect == null || effect.type() == null ? mailbox.type() : effect.type()))
            .with(
                "priority",
                name(
                    effect == null || effect.priority() == null
                        ? mailbox.priority()
                        : effect.priority()))
            .with("companyId", effect == null ? null : effect.companyId())
            .with("tags", effect == null ? List.of() : effect.tags());
    boolean inside = plan.form() == Form.ASIDE || plan.form() == Form.NOTE;
    UUID author = inside ? null : author();
    boolean asks = author != null && !isArchived();
    UUID ticketId =
        draft
            .perform(
                asks
                    ? wish.with("requesterId", author)
                        .with("text", plan.text())
                        .with("attachmentIds", mail.fileIds())
                    : wish)
            .get("ticket");
    if (ticketId == null) {
      return null;
    }
    if (inside) {
      note(ticketId);
      draft.perform(Wish.of("ticketResolve").with("ticketId", ticketId));
    } else if (!asks) {
      comment(ticketId, author);
    }
    Conversation closed = plan.conversation();
    if (closed != null) {
      draft.perform(
          Wish.of("ticketLink")
              .with("ticketId", ticketId)
              .with("otherTicketId", closed.ticket().id())
              .with("kind", "RELATES_TO"));
    }
    return ticketId;
  }

  private void note(UUID ticketId) {
    draft.perform(
        Wish.note(ticketId, plan.text())
            .with("channel", CHANNEL)
            .with("attachmentIds", mail.fileIds()));
  }

  private void comment(UUID ticketId, @Nullable UUID author) {
    draft.perform(
        Wish.comment(ticketId, plan.text())
            .with("channel", CHANNEL)
            .with("onBehalfOfId", author)
            .with("reopens", plan.form() != Form.QUIET_COMMENT)
            .with("attachmentIds", mail.fileIds()));
  }

  // Nobody new may ask in the name of somebody who was archived, but what came is theirs.
  private boolean isArchived() {
    return plan.writer() instanceof Writer.Known known && known.contact().archived();
  }

  /** Whose words these are; null after a refusal. */
  private @Nullable UUID author() {
    return switch (plan.writer()) {
      case Writer.Staff staff -> staff.agent().id();
      case Writer.Known known -> known.contact().id();
      case Writer.Stranger stranger ->
          draft
              .perform(
                  Wish.of("contactCreate")
                      .with("name", stranger.name())
                      .with("email", stranger.email())
                      .with("companyId", stranger.companyId()))
              .get("contact");
      case Writer.Nobody _ -> nobody();
    };
  }

  /** The contact in whose name stands what comes from nobody; made when it is first needed. */
  private @Nullable UUID nobody() {
    MailKeys keys = draft.snapshot().records(MailRecords.KEYS).get(MailKeys.ID);
    if (keys == null) {
      return null;
    }
    UUID known = keys.nobodyId();
    if (known != null && draft.snapshot().contact(known) != null) {
      return known;
    }
    Map<String, UUID> made =
        draft.perform(
            Wish.of("contactCreate")
                .with(
                    "name",
                    draft.surroundings().texts().text(mail.mailbox().language(), "nobody")));
    UUID id = made.get("contact");
    if (id != null) {
      draft.put(MailRecords.KEYS, keys.withNobody(id));
    }
    return id;
  }

  private static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  private Mail record(UUID ticketId) {
    ReadMail read = mail.read();
    List<String> flaws = new ArrayList<>(mail.flaws());
    if (read != null) {
      flaws.addAll(Plan.flaws(read));
      flaws.addAll(read.flaws());
    }
    OffsetDateTime sent = read == null ? null : read.date();
    boolean inPart = mail.originalFileId() == null && plan.state() == State.DONE;
    return new Mail(
        draft.newId(),
        0,
        mail.mailbox().id(),
        read == null || !Plan.hasHeader(read) ? Mail.UNKNOWN : read.kind().name(),
        read == null ? "" : Words.cut(Words.sound(read.thread().messageId()), ID_MAX),
        mail.taken(),
        ticketId,
        -1,
        mail.originalFileId(),
        read == null ? new Party("", "") : party(read.parties().author()),
        read == null ? List.of() : parties(read.parties().to()),
        read == null ? List.of() : parties(read.parties().cc()),
        read == null ? "" : Words.line(read.subject(), Words.SUBJECT_MAX),
        sent == null ? null : bounded(sent),
        draft.now(),
        plan.verified(),
        plan.answerable(),
        read == null
            ? List.of()
            : Writer.trusted(read.authentication(), mail.mailbox().trustedRelays()).stream()
                .map(each ->
                    new Origin(
                        Words.line(each.server(), Words.NAME_MAX),
                        each.method(),
                        each.result(),
                        Words.line(each.detail(), Words.NAME_MAX)))
                .toList(),
        flaws.stream().limit(FLAWS_MAX).map(flaw -> Words.line(flaw, FLAW_LENGTH_MAX)).toList(),
        inPart ? State.NOT_UNDERSTOOD : plan.state(),
        inPart ? IN_PART : plan.reason());
  }

  // Senders claim any year; what no calendar shows is no time.
  private static @Nullable Instant bounded(OffsetDateTime time) {
    return time.getYear() < 1970 || time.getYear() > 9_999 ? null : time.toInstant();
  }

  private static Party party(MailAddress address) {
    return new Party(
        Words.line(address.name(), Words.NAME_MAX),
        Words.line(address.address(), Writer.EMAIL_MAX));
  }

  private static List<Party> parties(List<MailAddress> addresses) {
    return addresses.stream().limit(PARTIES_MAX).map(Deeds::party).toList();
  }
}
