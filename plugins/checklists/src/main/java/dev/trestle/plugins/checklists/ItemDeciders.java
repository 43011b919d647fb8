package dev.trestle.plugins.checklists;

import static dev.trestle.plugins.checklists.ChecklistRecords.ITEMS;
import static dev.trestle.plugins.checklists.ChecklistRecords.TEMPLATES;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.ProblemType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with the items of a ticket. */
final class ItemDeciders {
  record AddItem(UUID ticketId, String text, @Nullable Boolean required, @Nullable Integer place) {}

  record ItemWish(UUID itemId, @Nullable Integer expectedVersion) {}

  record EditItem(
      UUID itemId,
      @Nullable String text,
      @Nullable Boolean required,
      @Nullable Integer expectedVersion) {}

  record MoveItem(UUID itemId, int place, @Nullable Integer expectedVersion) {}

  record ApplyTemplate(UUID ticketId, UUID templateId) {}

  private ItemDeciders() {}

  static void add(AddItem wish, Draft draft) {
    Ticket ticket = openTicket(draft, wish.ticketId(), "input", "ticketId");
    String text = ChecklistDraft.text(draft, wish.text(), "input", "text");
    if (ticket == null || text == null) {
      return;
    }
    ChecklistDraft list = new ChecklistDraft(draft, ticket.id());
    UUID id = list.add(text, Boolean.TRUE.equals(wish.required()), wish.place(), null);
    list.save();
    answer(draft, id, ticket.id());
  }

  static void check(ItemWish wish, Draft draft) {
    ChecklistItem item = item(draft, wish.itemId(), wish.expectedVersion());
    if (item == null) {
      return;
    }
    if (!item.checked()) {
      Viewer viewer = draft.viewer();
      UUID agent = viewer.kind() == PrincipalKind.AGENT ? viewer.id() : null;
      change(
          draft,
          item.checked(draft.now(), agent, viewer.name()),
          "ChecklistItemChecked",
          new Change("checked", null, item.text()));
    }
    answer(draft, item.id(), item.ticketId());
  }

  static void uncheck(ItemWish wish, Draft draft) {
    ChecklistItem item = item(draft, wish.itemId(), wish.expectedVersion());
    if (item == null) {
      return;
    }
    if (item.checked()) {
      change(
          draft,
          item.checked(null, null, null),
          "ChecklistItemUnchecked",
          new Change("checked", item.text(), null));
    }
    answer(draft, item.id(), item.ticketId());
  }

  static void edit(EditItem wish, Draft draft) {
    ChecklistItem item = item(draft, wish.itemId(), wish.expectedVersion());
    String text =
        wish.text() == null
            ? (item == null ? null : item.text())
            : ChecklistDraft.text(draft, wish.text(), "input", "text");
    if (item == null || text == null) {
      return;
    }
    boolean required = wish.required() == null ? item.required() : wish.required();
    ChecklistItem changed = item.reading(text, required);
    if (!changed.equals(item)) {
      change(draft, changed, "ChecklistItemEdited", new Change("item", item.text(), text));
    }
    answer(draft, item.id(), item.ticketId());
  }

  static void move(MoveItem wish, Draft draft) {
    ChecklistItem item = item(draft, wish.itemId(), wish.expectedVersion());
    if (item == null) {
      return;
    }
    ChecklistDraft list = new ChecklistDraft(draft, item.ticketId());
    list.move(item, wish.place());
    list.save();
    answer(draft, item.id(), item.ticketId());
  }

  static void remove(ItemWish wish, Draft draft) {
    ChecklistItem item = item(draft, wish.itemId(), wish.expectedVersion());
    if (item == null) {
      return;
    }
    ChecklistDraft list = new ChecklistDraft(draft, item.ticketId());
    list.remove(item);
    list.save();
    draft.result("ticket", item.ticketId());
  }

  static void apply(ApplyTemplate wish, Draft draft) {
    Ticket ticket = openTicket(draft, wish.ticketId(), "input", "ticketId");
    ChecklistTemplate template = draft.snapshot().records(TEMPLATES).get(wish.templateId());
    if (template == null) {
      notFound(draft, "There is no such template.", "input", "templateId");
    }
    if (ticket == null || template == null) {
      return;
    }
    ChecklistDraft list = new ChecklistDraft(draft, ticket.id());
    list.apply(template);
    list.save();
    draft.result("ticket", ticket.id());
  }

  private static void change(Draft draft, ChecklistItem changed, String event, Change change) {
    ChecklistDraft list = new ChecklistDraft(draft, changed.ticketId());
    list.replace(changed, event, change);
    list.save();
  }

  /** The item, if the viewer may see its ticket and that is open; else null after a refusal. */
  private static @Nullable ChecklistItem item(Draft draft, UUID id, @Nullable Integer expected) {
    ChecklistItem item = draft.snapshot().records(ITEMS).get(id);
    if (item == null || draft.snapshot().ticket(item.ticketId(), draft.viewer()) == null) {
      notFound(draft, "There is no such item; perhaps it was removed.", "input", "itemId");
      return null;
    }
    if (openTicket(draft, item.ticketId(), "input", "itemId") == null) {
      return null;
    }
    draft.expect(item, expected);
    return draft.refused() ? null : item;
  }

  private static @Nullable Ticket openTicket(Draft draft, UUID id, String... path) {
    Ticket ticket = draft.snapshot().ticket(id, draft.viewer());
    if (ticket == null) {
      notFound(draft, "There is no such ticket, or you may not see it.", path);
      return null;
    }
    if (!ticket.open()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "CHECKLIST_TICKET_ENDED",
          "Ticket " + ticket.number() + " is resolved or closed. Reopen it first.",
          path);
      return null;
    }
    // Else it could be resolved in between, and end with an open item.
    draft.relyOnTicket(id);
    return ticket;
  }

  static void notFound(Draft draft, String sentence, String... path) {
    draft.refuse(ProblemType.NOT_FOUND, "NOT_FOUND", sentence, path);
  }

  private static void answer(Draft draft, UUID item, UUID ticket) {
    draft.result("item", item);
    draft.result("ticket", ticket);
  }
}
