package dev.trestle.plugins.checklists;

import static dev.trestle.plugins.checklists.ChecklistRecords.TEMPLATES;

import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.Reaction;
import java.util.List;
import java.util.Set;

/** Puts the items of fitting templates on tickets as they come. */
final class TemplateReaction implements Reaction {
  @Override
  public String name() {
    return "applyTemplates";
  }

  @Override
  public Set<String> events() {
    return Set.of("TicketCreated");
  }

  @Override
  public void react(Occasion occasion) {
    Ticket ticket = occasion.draft().snapshot().ticket(occasion.event().ticketId());
    if (ticket == null || !ticket.open()) {
      return;
    }
    List<ChecklistTemplate> templates =
        occasion
            .draft()
            .snapshot()
            .records(TEMPLATES)
            .sorted("byName")
            .first(TemplateDeciders.TEMPLATES_MAX)
            .stream()
            .filter(template -> template.suits(ticket))
            .toList();
    if (!templates.isEmpty()) {
      ChecklistDraft list = new ChecklistDraft(occasion.draft(), ticket.id());
      templates.forEach(list::apply);
      list.save();
    }
  }
}
