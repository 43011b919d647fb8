package dev.trestle.app.rounds;

import dev.trestle.app.outside.SourceJar;

/**
 * A plugin in two versions: it stamps tickets, counts how often it was told of each, lets tickets
 * be found by their stamp, and refuses to end those whose stamp says so.
 */
final class TallyPlugin {
  static final String ID = "tally";

  private static final String SOURCE =
      """
      package tally;

      import dev.trestle.sdk.command.*;
      import dev.trestle.sdk.desk.*;
      import dev.trestle.sdk.event.Reaction;
      import dev.trestle.sdk.lists.ListExtension;
      import dev.trestle.sdk.plugin.*;
      import dev.trestle.sdk.record.*;
      import dev.trestle.sdk.schema.*;
      import java.util.*;

      public final class Tally implements DeskPlugin {
        public record Stamp(UUID id, int version, String text@COMPONENT@) implements DeskRecord {}
        public record Seen(UUID id, int version, int times) implements DeskRecord {}
        public record Put(UUID ticketId, String text) {}

        static final RecordType<Stamp> STAMPS =
            RecordType.ofTicket("stamp", Stamp.class).grouped("text", "text");
        static final RecordType<Seen> SEEN = RecordType.ofTicket("seen", Seen.class);

        @Override public List<RecordType<?>> records() { return List.of(STAMPS, SEEN); }

        @Override public List<Fields<?>> fields() {
          return List.of(
              Fields.of("Ticket", Ticket.class)
                  .computed("stamp", (ticket, arguments, context) -> {
                    Stamp stamp = context.get(Snapshot.class).records(STAMPS).get(ticket.id());
                    return stamp == null ? null : stamp.text();
                  })@FIELD@
                  .computed("timesSeen", (ticket, arguments, context) -> {
                    Seen seen = context.get(Snapshot.class).records(SEEN).get(ticket.id());
                    return seen == null ? 0 : seen.times();
                  }));
        }

        @Override public ListExtension ticketLists() {
          return ListExtension.NONE.filter("stamp", ListExtension.FilterKind.KEY, STAMPS, "text");
        }

        @Override public List<Mutation<?>> mutations() {
          return List.of(
              Mutation.of("stampPut", Put.class, (input, draft) -> {
                    draft.put(STAMPS, new Stamp(input.ticketId(), 0, input.text()@VALUE@));
                    draft.result("ticket", input.ticketId());
                  })
                  .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))));
        }

        @Override public List<CommandGuard> guards() {
          return List.of(new CommandGuard() {
            @Override public String name() { return "holder"; }
            @Override public void check(GuardContext context) {
              for (GuardContext.TicketChange change : context.tickets()) {
                Stamp stamp = context.after().records(STAMPS).get(change.after().id());
                if (change.ends() && stamp != null && stamp.text().equals("HOLD")) {
                  context.refuse("STAMP_HOLDS", "Its stamp holds it back. Stamp it anew first.");
                }
              }
            }
          });
        }

        @Override public List<Reaction> reactions() {
          return List.of(new Reaction() {
            @Override public String name() { return "count"; }
            @Override public Set<String> events() { return Set.of("TicketCreated"); }
            @Override public void react(Reaction.Occasion occasion) {
              UUID ticket = occasion.event().ticketId();
              Seen before = occasion.draft().snapshot().records(SEEN).get(ticket);
              int times = before == null ? 1 : before.times() + 1;
              occasion.draft().put(SEEN, new Seen(ticket, 0, times));
            }
          });
        }
      }
      """;

  private static final String SCHEMA =
      """
      extend type Ticket {
        "What the ticket is stamped with; null when it is not."
        stamp: String
        "How often the plugin was told that it was created."
        timesSeen: Int!@FIELD@
      }

      extend input TicketFilter {
        "By the stamp."
        stamp: StringComparator
      }

      extend type Mutation {
        "Stamps a ticket."
        stampPut("What to do." input: StampPutInput!): StampPutPayload!
      }

      "What `stampPut` needs."
      input StampPutInput {
        "The ticket."
        ticketId: ID!
        "The stamp."
        text: String!
        "Makes repeating safe."
        operationKey: UUID
        "True: change nothing."
        dryRun: Boolean = false
      }

      "What came of `stampPut`."
      type StampPutPayload {
        "The ticket; null when there are user errors."
        ticket: Ticket
        "Why nothing was done; empty when it was."
        userErrors: [UserError!]!
        "What to know all the same."
        warnings: [Warning!]!
      }
      """;

  private TallyPlugin() {}

  static byte[] first() {
    return jar("1.0.0", "", "", "", "");
  }

  /** The next version: its record of tickets and its fields have become more. */
  static byte[] second() {
    return jar(
        "1.1.0",
        ", int length",
        ", input.text().length()",
        """

        .computed("stampLength", (ticket, arguments, context) -> {
          Stamp stamp = context.get(Snapshot.class).records(STAMPS).get(ticket.id());
          return stamp == null ? null : stamp.length();
        })\
        """,
        """

        "How long the stamp is; null without one, 0 when an older version stamped it."
        stampLength: Int\
        """);
  }

  private static byte[] jar(
      String version, String component, String value, String field, String schemaField) {
    return SourceJar.of(ID, version, "tally.Tally")
        .says("reads", "ticket")
        .says("events", "TicketCreated")
        .schema(SCHEMA.replace("@FIELD@", schemaField))
        .source(
            SOURCE
                .replace("@COMPONENT@", component)
                .replace("@VALUE@", value)
                .replace("@FIELD@", field))
        .bytes();
  }
}
