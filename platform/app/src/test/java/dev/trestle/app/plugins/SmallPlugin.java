package dev.trestle.app.plugins;

import dev.trestle.app.outside.SourceJar;

/**
 * A plugin compiled in memory: it keeps a mark on tickets, which clients set and read, and refuses
 * to end tickets whose mark says so.
 */
final class SmallPlugin {
  private static final String SOURCE =
      """
      package small;

      import dev.trestle.sdk.command.*;
      import dev.trestle.sdk.desk.*;
      import dev.trestle.sdk.http.Endpoint;
      import dev.trestle.sdk.plugin.*;
      import dev.trestle.sdk.record.*;
      import dev.trestle.sdk.schema.*;
      import dev.trestle.sdk.settings.Setting;
      import java.util.*;

      public final class Small implements DeskPlugin {
        public record Mark(UUID id, int version, String text) implements DeskRecord {}
        public record Put(UUID ticketId, String text) {}
        static final RecordType<Mark> MARKS =
            RecordType.ofTicket("mark", Mark.class).grouped("text", "text");

        @Override public List<RecordType<?>> records() { return List.of(MARKS); }

        @Override public List<Fields<?>> fields() {
          return List.of(
              Fields.of("Ticket", Ticket.class).computed("mark", (ticket, arguments, context) -> {
                Mark mark = context.get(Snapshot.class).records(MARKS).get(ticket.id());
                return mark == null ? null : PREFIX + mark.text();
              }));
        }

        @Override public List<Mutation<?>> mutations() {
          return List.of(
              Mutation.of("markPut", Put.class, (input, draft) -> {
                    draft.put(MARKS, new Mark(input.ticketId(), 0, input.text()));
                    draft.result("ticket", input.ticketId());
                  })
                  .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))));
        }

        @Override public List<CommandGuard> guards() {
          return List.of(new CommandGuard() {
            @Override public String name() { return "holder"; }
            @Override public void check(GuardContext context) {
              for (GuardContext.TicketChange change : context.tickets()) {
                Mark mark = context.after().records(MARKS).get(change.after().id());
                if (change.ends() && mark != null && mark.text().equals("HOLD")) {
                  context.refuse("MARK_HOLDS", "Its mark holds it back. Change the mark first.");
                }
              }
            }
          });
        }

        @Override public List<Setting> settings() {
          return List.of(
              Setting.of("greeting", Setting.Kind.TEXT, "What callers are told.", "hello"),
              Setting.of("token", Setting.Kind.SECRET, "What callers must know.", null));
        }

        @Override public List<Endpoint> endpoints() {
          return List.of(new Endpoint("POST", "calls", 1000, call -> {
            String token = call.surroundings().settings().secret("token").orElse("");
            if (!token.equals(call.header("X-Token"))) {
              return Endpoint.Reply.text(403, "no");
            }
            call.commit(null, draft -> draft.put(MARKS, new Mark(
                UUID.fromString(new String(call.body())), 0, "CALLED")));
            return Endpoint.Reply.text(
                200, call.surroundings().settings().text("greeting").orElse("nothing"));
          }));
        }

        @Override public List<Permission> permissions() {
          return List.of(new Permission("small.mark", "Mark tickets.", List.of("technician")));
        }

        private static final String PREFIX = "@PREFIX@";
      }
      """;

  static final String SCHEMA =
      """
      extend type Ticket {
        "What the ticket is marked with; null when it is not."
        mark: String
      }

      extend type Mutation {
        "Marks a ticket."
        markPut("What to do." input: MarkPutInput!): MarkPutPayload!
      }

      "What `markPut` needs."
      input MarkPutInput {
        "The ticket."
        ticketId: ID!
        "The mark."
        text: String!
        "Makes repeating safe."
        operationKey: UUID
        "True: change nothing."
        dryRun: Boolean = false
      }

      "What came of `markPut`."
      type MarkPutPayload {
        "The ticket; null when there are user errors."
        ticket: Ticket
        "Why nothing was done; empty when it was."
        userErrors: [UserError!]!
        "What to know all the same."
        warnings: [Warning!]!
      }
      """;

  private SmallPlugin() {}

  /** Its jar. */
  static byte[] jar(String version, String prefix) {
    return jar(version, prefix, "ticket", SCHEMA);
  }

  /** Its jar, asking for an ability that no plugin gets. */
  static byte[] greedy() {
    return SourceJar.of("small", "1.0.0", "small.Small")
        .says("abilities", "everything")
        .schema(SCHEMA)
        .source(SOURCE)
        .bytes();
  }

  /** Its jar, whose code throws when it is to start. */
  static byte[] throwing() {
    String throwing =
        SOURCE.replaceFirst(
            "(class Small .*)\n",
            "$1\n  public Small() { throw new IllegalStateException(\"not today\"); }\n");
    return SourceJar.of("small", "1.0.0", "small.Small")
        .says("secrets", "true")
        .says("reads", "ticket")
        .schema(SCHEMA)
        .source(throwing)
        .bytes();
  }

  /** Its jar, asking for this, with this schema. */
  static byte[] jar(String version, String prefix, String reads, String schema) {
    return SourceJar.of("small", version, "small.Small")
        .says("secrets", "true")
        .says("reads", reads)
        .schema(schema)
        .source(SOURCE.replace("@PREFIX@", prefix))
        .bytes();
  }
}
