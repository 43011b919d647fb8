package dev.trestle.plugins.checklists;

import dev.trestle.sdk.record.RecordType;

/** What the desk stores for the plugin. */
final class ChecklistRecords {
  static final RecordType<ChecklistItem> ITEMS =
      RecordType.of("item", ChecklistItem.class).sortedWithin("order", "ticketId", "place");

  static final RecordType<TicketProgress> PROGRESS =
      RecordType.ofTicket("progress", TicketProgress.class)
          .grouped("unfinished", "unfinished")
          .sorted("openItems", "openItems");

  static final RecordType<ChecklistTemplate> TEMPLATES =
      RecordType.of("template", ChecklistTemplate.class)
          .unique("name", "CHECKLIST_TEMPLATE_NAME_TAKEN", "nameKey")
          .sorted("byName", "nameKey");

  private ChecklistRecords() {}
}
