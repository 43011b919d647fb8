package dev.trestle.domain.ticket;

import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parent stays open while any of its children is. Both sides say what they rely on, so that the
 * rule also holds when parent and child change at the same moment.
 */
final class ParentGate {
  private ParentGate() {}

  /** Refuses to open a child, or to open work under a parent, when the parent is not open. */
  static void childOpens(Draft draft, @Nullable UUID parentId, String... path) {
    Ticket parent = draft.find(Tables.TICKETS, parentId);
    if (parent == null) {
      return;
    }
    draft.relyOn(Tables.TICKETS, parent);
    if (!parent.open()) {
      boolean seen = Visibility.sees(draft.viewer(), draft.state(), parent);
      draft.problem(
          ProblemType.PRECONDITION,
          "PARENT_CLOSED",
          (seen ? "The parent ticket " + parent.number() : "The parent ticket")
              + " is no longer open, so it takes no open child. Reopen it first.",
          path);
    }
  }

  /** Whether a child could be opened; what the answer rests on is remembered. */
  static boolean childMayOpen(Draft draft, @Nullable UUID parentId) {
    Ticket parent = draft.find(Tables.TICKETS, parentId);
    if (parent != null) {
      draft.relyOn(Tables.TICKETS, parent);
    }
    return parent == null || parent.open();
  }

  /** Refuses to close a parent that has open children. */
  static void parentCloses(Draft draft, Ticket ticket) {
    Table<Ticket> tickets = draft.state().table(Tables.TICKETS);
    SlotSet children = tickets.group("parent", ticket.id());
    draft.relyOnMembers(Tables.TICKETS, "parent", ticket.id());
    int open = 0;
    String first = "";
    for (int slot = children.nextSlot(0); slot >= 0; slot = children.nextSlot(slot + 1)) {
      Ticket child = tickets.require(slot);
      draft.relyOn(Tables.TICKETS, child);
      if (child.open()) {
        first = open++ == 0 ? child.number() : first;
      }
    }
    if (open > 0) {
      draft.problem(
          ProblemType.PRECONDITION,
          "CHILDREN_OPEN",
          "Ticket "
              + ticket.number()
              + " has "
              + open
              + " open "
              + (open == 1 ? "child" : "children")
              + ", such as "
              + first
              + ". Resolve or detach them first.",
          "input",
          "ticketId");
    }
  }
}
