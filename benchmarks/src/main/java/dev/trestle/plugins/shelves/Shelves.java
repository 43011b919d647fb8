package dev.trestle.plugins.shelves;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.GuardContext;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.schema.Fields;
import java.util.List;

/** Adds one field to tickets and one guard. */
abstract class Shelves implements DeskPlugin {
  private final String field;

  Shelves(String name) {
    this.field = name + "Shelf";
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        extend type Ticket {
          "How often it was moved."
          %s: Int
        }
        """
            .formatted(field));
  }

  @Override
  public List<Fields<?>> fields() {
    return List.of(Fields.of("Ticket", Ticket.class).intGetter(field, Ticket::reassignmentCount));
  }

  @Override
  public List<CommandGuard> guards() {
    return List.of(new Gate());
  }

  /** Lets everything pass that is no ticket without a subject. */
  private static final class Gate implements CommandGuard {
    @Override
    public String name() {
      return "gate";
    }

    @Override
    public void check(GuardContext context) {
      for (GuardContext.TicketChange change : context.tickets()) {
        if (change.after().subject().isEmpty()) {
          context.refuse("SHELF_EMPTY", "A ticket has a subject.", "input", "subject");
        }
      }
    }
  }
}
