package dev.trestle.plugins.checklists;

import static dev.trestle.plugins.checklists.ChecklistRecords.ITEMS;
import static dev.trestle.plugins.checklists.ChecklistRecords.PROGRESS;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.GuardContext;
import dev.trestle.sdk.desk.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Holds tickets back that would end with open items. */
final class ClosingGate implements CommandGuard {
  static final String SETTING = "gate";
  static final String REFUSE = "REFUSE";
  static final String WARN = "WARN";
  static final String OFF = "OFF";
  private static final int NAMED_MAX = 5;

  @Override
  public String name() {
    return "closingGate";
  }

  @Override
  public void check(GuardContext context) {
    for (GuardContext.TicketChange change : context.tickets()) {
      // A ticket that is merged goes on in another one, and so does what is left to do.
      if (change.ends() && change.after().mergedIntoId() == null) {
        check(context, change.after());
      }
    }
  }

  private static void check(GuardContext context, Ticket ticket) {
    String strictness = context.surroundings().settings().text(SETTING).orElse(REFUSE);
    if (strictness.equals(OFF)) {
      return;
    }
    context.relyOn(PROGRESS, ticket.id());
    TicketProgress progress = context.after().records(PROGRESS).get(ticket.id());
    if (progress == null || !progress.unfinished()) {
      return;
    }
    List<ChecklistItem> required = new ArrayList<>();
    List<ChecklistItem> optional = new ArrayList<>();
    for (ChecklistItem item : context.after().records(ITEMS).sortedWithin("order", ticket.id())) {
      if (!item.checked()) {
        (item.required() ? required : optional).add(item);
      }
    }
    if (!required.isEmpty()) {
      String sentence =
          "Ticket "
              + ticket.number()
              + " still has required items: "
              + named(required)
              + ". Check or remove them first.";
      if (strictness.equals(WARN)) {
        context.warn("CHECKLIST_REQUIRED_OPEN", sentence);
      } else {
        context.refuse("CHECKLIST_REQUIRED_OPEN", sentence, "input", "ticketId");
      }
    }
    if (!optional.isEmpty()) {
      context.warn(
          "CHECKLIST_OPTIONAL_OPEN",
          "Ticket " + ticket.number() + " ends with open items: " + named(optional) + ".");
    }
  }

  private static String named(List<ChecklistItem> items) {
    String names =
        items.stream()
            .limit(NAMED_MAX)
            .map(item -> "\"" + item.text() + "\"")
            .collect(Collectors.joining(", "));
    int more = items.size() - NAMED_MAX;
    return more > 0 ? names + " and " + more + " more" : names;
  }
}
