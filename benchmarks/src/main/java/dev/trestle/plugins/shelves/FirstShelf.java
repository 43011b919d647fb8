package dev.trestle.plugins.shelves;

import static dev.trestle.plugins.shelves.Shelf.SHELVES;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Adds filters and a sort key besides. */
public final class FirstShelf extends Shelves {
  /** The input of {@code shelvesFill}. */
  record Fill(List<UUID> ticketIds) {}

  public FirstShelf() {
    super("first");
  }

  @Override
  public List<String> schema() {
    return List.of(
        super.schema().getFirst(),
        """
        extend input TicketFilter {
          "The ticket's queue."
          shelfPlace: IdComparator
          "Whether the ticket is open."
          shelfOpen: Boolean
        }

        extend enum TicketOrderField {
          "When the ticket is due."
          SHELF_UNTIL
        }

        extend type Mutation {
          "Puts tickets on the shelf."
          shelvesFill("Which." input: ShelvesFillInput!): ShelvesFillPayload
        }

        "What `shelvesFill` needs."
        input ShelvesFillInput {
          "The tickets."
          ticketIds: [ID!]!
          "Makes repeating safe."
          operationKey: UUID
          "True: change nothing."
          dryRun: Boolean = false
        }

        "What came of `shelvesFill`."
        type ShelvesFillPayload {
          "The last of the tickets."
          ticket: Ticket
          "Why nothing was done."
          userErrors: [UserError!]!
          "What deserves attention."
          warnings: [Warning!]!
        }
        """);
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(SHELVES);
  }

  @Override
  public ListExtension ticketLists() {
    return ListExtension.NONE
        .filter("shelfPlace", FilterKind.ID, SHELVES, "place")
        .filter("shelfOpen", FilterKind.FLAG, SHELVES, "open")
        .sort("SHELF_UNTIL", SHELVES, "until");
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        Mutation.of("shelvesFill", Fill.class, FirstShelf::fill)
            .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))));
  }

  private static void fill(Fill wish, Draft draft) {
    for (UUID id : wish.ticketIds()) {
      Ticket ticket = draft.snapshot().ticket(id);
      if (ticket != null) {
        draft.put(
            SHELVES,
            new Shelf(
                id,
                0,
                ticket.queueId(),
                ticket.open(),
                ticket.dueAtMillis() == 0 ? null : Instant.ofEpochMilli(ticket.dueAtMillis())));
      }
    }
    draft.result("ticket", wish.ticketIds().getLast());
  }
}
