package dev.trestle.plugins.checklists;

import static dev.trestle.plugins.checklists.ChecklistRecords.ITEMS;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The list of one ticket as it is shown. */
record TicketChecklist(List<ChecklistItem> items) {

  /** How far a list has come. */
  record Progress(int total, int checked, int requiredOpen) {}

  static TicketChecklist of(Snapshot snapshot, UUID ticketId) {
    return new TicketChecklist(
        snapshot.records(ITEMS).sortedWithin("order", ticketId).first(ChecklistDraft.ITEMS_MAX));
  }

  Progress progress() {
    return new Progress(
        items.size(),
        (int) items.stream().filter(ChecklistItem::checked).count(),
        (int) items.stream().filter(ChecklistItem::holdsBack).count());
  }

  /** One line for people who read this language. */
  String summary(@Nullable String language, Surroundings surroundings) {
    Progress progress = progress();
    String key =
        progress.total() == 0
            ? "summary.none"
            : progress.checked() == progress.total() ? "summary.done" : "summary.open";
    return surroundings.texts().text(language, key, progress.checked(), progress.total());
  }
}
