package dev.trestle.plugins.checklists;

import static dev.trestle.plugins.checklists.ChecklistRecords.ITEMS;
import static dev.trestle.plugins.checklists.ChecklistRecords.PROGRESS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The list of one ticket while a draft changes it. Nothing is put before {@link #save}, which also
 * keeps the places without gaps and the ticket's summary true. Two who change one list at the same
 * time meet at that summary, so that the desk asks the later one again.
 */
final class ChecklistDraft {
  static final int ITEMS_MAX = 200;
  static final int TEXT_MAX = 500;

  private final Draft draft;
  private final UUID ticketId;
  private final Map<UUID, ChecklistItem> stored = new HashMap<>();
  private final List<ChecklistItem> items = new ArrayList<>();

  ChecklistDraft(Draft draft, UUID ticketId) {
    this.draft = draft;
    this.ticketId = ticketId;
    for (ChecklistItem item : draft.snapshot().records(ITEMS).sortedWithin("order", ticketId)) {
      stored.put(item.id(), item);
      items.add(item);
    }
  }

  /** A text fit for an item; null after a refusal. */
  static @Nullable String text(Draft draft, String given, String... path) {
    String text = given.strip();
    if (text.isEmpty()) {
      draft.refuse(ProblemType.INVALID, "CHECKLIST_TEXT_EMPTY", "Say what there is to do.", path);
      return null;
    }
    if (text.length() > TEXT_MAX) {
      draft.refuse(
          ProblemType.INVALID,
          "CHECKLIST_TEXT_TOO_LONG",
          "Say it in at most " + TEXT_MAX + " characters, not " + text.length() + ".",
          path);
      return null;
    }
    return text;
  }

  /** Adds an item at a place, or at the end when that is null or behind it. */
  UUID add(String text, boolean required, @Nullable Integer place, @Nullable UUID templateId) {
    ChecklistItem item = ChecklistItem.open(draft.newId(), ticketId, text, required, templateId);
    items.add(within(place == null ? items.size() : place), item);
    event("ChecklistItemAdded", item, new Change("item", null, text));
    return item.id();
  }

  /** Adds those of a template's items whose text is not on the list yet. */
  void apply(ChecklistTemplate template) {
    for (ChecklistTemplate.Line line : template.items()) {
      if (items.stream().noneMatch(item -> item.text().equals(line.text()))) {
        add(line.text(), line.required(), null, template.id());
      }
    }
  }

  void replace(ChecklistItem changed, String event, Change change) {
    items.set(placeOf(changed.id()), changed);
    event(event, changed, change);
  }

  void move(ChecklistItem item, int place) {
    items.remove(placeOf(item.id()));
    items.add(within(place), item);
    event(
        "ChecklistItemMoved",
        item,
        new Change(
            "place", String.valueOf(item.place() + 1), String.valueOf(placeOf(item.id()) + 1)));
  }

  void remove(ChecklistItem item) {
    items.remove(placeOf(item.id()));
    draft.remove(ITEMS, item.id());
    event("ChecklistItemRemoved", item, new Change("item", item.text(), null));
  }

  /** Puts what has changed. */
  void save() {
    if (items.size() > ITEMS_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "CHECKLIST_FULL",
          "A ticket has at most " + ITEMS_MAX + " items. Remove some, or make a child ticket.",
          "input");
      return;
    }
    for (int place = 0; place < items.size(); place++) {
      ChecklistItem item = items.get(place).at(place);
      items.set(place, item);
      if (!item.equals(stored.get(item.id()))) {
        draft.put(ITEMS, item);
      }
    }
    if (items.isEmpty()) {
      draft.remove(PROGRESS, ticketId);
    } else {
      draft.put(PROGRESS, TicketProgress.of(ticketId, items));
    }
  }

  private int placeOf(UUID id) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("the list of " + ticketId + " has no item " + id);
  }

  private int within(int place) {
    return Math.clamp(place, 0, items.size());
  }

  private void event(String type, ChecklistItem item, Change change) {
    draft.event(new Happening(type, ITEMS, item.id(), ticketId, List.of(change), null, false));
  }
}
