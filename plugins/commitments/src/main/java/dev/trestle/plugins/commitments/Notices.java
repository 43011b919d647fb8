package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.CustomerNotice.NOTICES;
import static dev.trestle.plugins.commitments.Promise.PROMISES;
import static dev.trestle.plugins.commitments.Template.TEMPLATES;

import dev.trestle.plugins.commitments.CustomerNotice.State;
import dev.trestle.plugins.commitments.Promise.Deed;
import dev.trestle.plugins.commitments.Promise.Step;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with texts to customers. */
final class Notices {
  static final String OUTGOING = "outgoing";
  static final String AS_COMMENT = "COMMENT";
  static final String AS_DRAFT = "DRAFT";
  private static final int LENGTH_MAX = 10_000;
  private static final int DRAFTS_READ_MAX = 1_000;
  private static final int DRAFTS_MAX = 50;

  record NoticeInput(@Nullable UUID templateId, @Nullable String text, @Nullable String language) {}

  record Write(
      UUID ticketId,
      @Nullable UUID promiseId,
      @Nullable UUID templateId,
      @Nullable String text,
      @Nullable String language) {}

  record Edit(UUID noticeId, String text, @Nullable Integer expectedVersion) {}

  record End(UUID noticeId, @Nullable Integer expectedVersion) {}

  private Notices() {}

  static void write(Write wish, Draft draft) {
    Ticket ticket = Asked.ticket(draft, wish.ticketId());
    Promise promise =
        wish.promiseId() == null ? null : Asked.promise(draft, wish.promiseId(), null);
    if (promise != null && ticket != null && !promise.ticketId().equals(ticket.id())) {
      draft.refuse(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such promise on this ticket.",
          "input",
          "promiseId");
    }
    if (ticket == null || draft.refused()) {
      return;
    }
    Keeper keeper = Keepers.of(draft, ticket);
    NoticeInput input = new NoticeInput(wish.templateId(), wish.text(), wish.language());
    write(draft, keeper, ticket, promise == null ? null : keeper.promise(promise.id()), input);
    save(draft, keeper);
  }

  /** Writes a text, and sends it when there is a way to the customer. */
  static void write(
      Draft draft, Keeper keeper, Ticket ticket, @Nullable Promise promise, NoticeInput input) {
    Letter letter =
        new Letter(draft.snapshot(), draft.surroundings(), ticket, promise, draft.viewer().name());
    Template template = draft.snapshot().records(TEMPLATES).get(input.templateId());
    if ((input.templateId() == null) == (input.text() == null)) {
      Asked.invalid(
          draft, "NOTICE_TEXT_MISSING", "Give exactly one of templateId and text.", "text");
    } else if (input.templateId() != null && (template == null || template.archived())) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such template.", "input", "templateId");
    }
    String text = null;
    String language = input.language();
    if (template != null) {
      Letter.Written written = letter.write(template, input.language());
      language = written.language();
      text = written.text();
      for (Variable variable : written.missing()) {
        Asked.invalid(
            draft,
            "TEMPLATE_VALUE_MISSING",
            "There is nothing to write for " + variable.key() + " here.",
            "templateId");
      }
    } else if (input.text() != null) {
      text = Asked.text(draft, input.text(), LENGTH_MAX, "text");
    }
    int drafts = draft.snapshot().records(NOTICES).group("draft", ticket.id()).size();
    if (drafts >= DRAFTS_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "NOTICES_FULL",
          "A ticket has at most " + DRAFTS_MAX + " drafts. Send or discard one first.",
          "input",
          "ticketId");
    }
    if (text == null || draft.refused()) {
      return;
    }
    Contact contact = letter.contact();
    CustomerNotice notice =
        new CustomerNotice(
            draft.newId(),
            0,
            ticket.id(),
            contact == null ? null : contact.id(),
            promise == null ? null : promise.id(),
            promise == null ? null : promise.dueAt(),
            input.templateId(),
            language,
            text,
            State.DRAFT,
            ticket.id(),
            draft.now(),
            draft.viewer().name(),
            null);
    if (draft.surroundings().settings().text(OUTGOING).orElse(AS_DRAFT).equals(AS_COMMENT)) {
      send(draft, keeper, notice);
    } else {
      draft.put(NOTICES, notice);
      told(draft, "CustomerNoticeDrafted", notice);
      draft.result("notice", notice.id());
      if (promise != null) {
        draft.warn(
            "NOTICE_KEPT_AS_DRAFT",
            "The notice is a draft. The customer has not heard until somebody sends it.",
            "input");
      }
    }
  }

  static void edit(Edit wish, Draft draft) {
    CustomerNotice notice = draft(draft, wish.noticeId(), wish.expectedVersion());
    String text = Asked.text(draft, wish.text(), LENGTH_MAX, "text");
    if (notice == null || draft.refused()) {
      return;
    }
    draft.put(NOTICES, notice.saying(text));
    told(draft, "CustomerNoticeEdited", notice);
    draft.result("notice", notice.id());
  }

  static void send(End wish, Draft draft) {
    CustomerNotice notice = draft(draft, wish.noticeId(), wish.expectedVersion());
    Ticket ticket = notice == null ? null : draft.snapshot().ticket(notice.ticketId());
    if (notice == null || ticket == null) {
      return;
    }
    Keeper keeper = Keepers.of(draft, ticket);
    send(draft, keeper, notice);
    save(draft, keeper);
  }

  /** As a public comment, which the desk's channels carry to the customer as they do any. */
  private static void send(Draft draft, Keeper keeper, CustomerNotice notice) {
    draft.perform(Wish.comment(notice.ticketId(), notice.text()));
    if (draft.refused()) {
      return;
    }
    draft.put(NOTICES, notice.ended(State.SENT, draft.now()));
    told(draft, "CustomerNoticeSent", notice);
    draft.result("notice", notice.id());
    keeper.word(new Word(draft.now(), false));
    Promise promise = notice.promiseId() == null ? null : keeper.promise(notice.promiseId());
    if (promise != null && promise.open() && promise.dueAt().equals(notice.promiseDueAt())) {
      Step step =
          new Step(Deed.TOLD, draft.now(), draft.viewer().name(), null, promise.dueAt(), null);
      keeper.put(promise.told(step));
    }
  }

  /** Drafts about promises go where these are owed. */
  static void follow(Additions additions, Ticket from, Ticket to) {
    for (CustomerNotice notice :
        additions.snapshot().records(NOTICES).group("draft", from.id()).first(DRAFTS_READ_MAX)) {
      UUID promiseId = notice.promiseId();
      Promise about =
          promiseId == null ? null : additions.snapshot().records(PROMISES).get(promiseId);
      if (about != null && about.ticketId().equals(to.id())) {
        additions.put(NOTICES, notice.on(to.id()));
      }
    }
  }

  static void discard(End wish, Draft draft) {
    CustomerNotice notice = draft(draft, wish.noticeId(), wish.expectedVersion());
    if (notice == null) {
      return;
    }
    draft.put(NOTICES, notice.ended(State.DISCARDED, draft.now()));
    told(draft, "CustomerNoticeDiscarded", notice);
    draft.result("notice", notice.id());
  }

  private static @Nullable CustomerNotice draft(Draft draft, UUID id, @Nullable Integer expected) {
    CustomerNotice notice = draft.snapshot().records(NOTICES).get(id);
    if (notice == null || draft.snapshot().ticket(notice.ticketId(), draft.viewer()) == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such notice.", "input", "noticeId");
      return null;
    }
    draft.expect(notice, expected);
    if (!notice.draft()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "NOTICE_ENDED",
          "This notice was sent or discarded already. Write another one.",
          "input",
          "noticeId");
    }
    return draft.refused() ? null : notice;
  }

  private static void save(Draft draft, Keeper keeper) {
    if (!draft.refused()) {
      keeper.save();
    }
  }

  private static void told(Draft draft, String type, CustomerNotice notice) {
    draft.event(
        new Happening(type, NOTICES, notice.id(), notice.ticketId(), List.of(), null, false));
  }
}
