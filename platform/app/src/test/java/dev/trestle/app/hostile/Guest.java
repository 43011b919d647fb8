package dev.trestle.app.hostile;

import dev.trestle.app.outside.SourceJar;
import java.util.function.UnaryOperator;

/**
 * A plugin whose field {@code Ticket.<id>Look} and mutation {@code <id>Act} run code of the test's
 * choice, which may use {@code ticket}, {@code snapshot} and {@code surroundings}, or {@code input}
 * and {@code draft}.
 */
final class Guest {
  private static final String SOURCE =
      """
      package guest;

      import dev.trestle.sdk.command.*;
      import dev.trestle.sdk.desk.*;
      import dev.trestle.sdk.event.*;
      import dev.trestle.sdk.http.Endpoint;
      import dev.trestle.sdk.plugin.*;
      import dev.trestle.sdk.record.*;
      import dev.trestle.sdk.schema.*;
      import dev.trestle.sdk.settings.Setting;
      import dev.trestle.sdk.surroundings.Surroundings;
      import java.time.*;
      import java.util.*;

      public final class Main implements DeskPlugin {
        public record Note(UUID id, int version, String text) implements DeskRecord {}
        public record Act(UUID ticketId, String text) {}
        static final RecordType<Note> NOTES = RecordType.ofTicket("note", Note.class);

        static Object look(Ticket ticket, Snapshot snapshot, Surroundings surroundings)
            throws Exception {
          @LOOK@
        }

        static void act(Act input, Draft draft) throws Exception {
          @ACT@
        }

        @Override public List<RecordType<?>> records() { return List.of(NOTES); }

        @Override public List<Fields<?>> fields() {
          return List.of(Fields.of("Ticket", Ticket.class)
              .computed("@ID@Look", (ticket, arguments, context) -> {
                try {
                  return look(
                      ticket, context.get(Snapshot.class), context.get(Surroundings.class));
                } catch (RuntimeException passed) {
                  throw passed;
                } catch (Exception wrapped) {
                  throw new IllegalStateException(wrapped);
                }
              })@GUARDED@);
        }

        @Override public List<Mutation<?>> mutations() {
          return List.of(Mutation.of("@ID@Act", Act.class, (input, draft) -> {
                try {
                  act(input, draft);
                } catch (RuntimeException passed) {
                  throw passed;
                } catch (Exception wrapped) {
                  throw new IllegalStateException(wrapped);
                }
                draft.result("ticket", input.ticketId());
              })
              .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))));
        }

        @MORE@
      }
      """;

  private static final String SCHEMA =
      """
      extend type Ticket {
        "What the plugin finds."
        @ID@Look: String@BANG@
      }

      extend type Mutation {
        "What the plugin does."
        @ID@Act("What to do." input: @TYPE@ActInput!): @TYPE@ActPayload!
      }

      "What it needs."
      input @TYPE@ActInput {
        "The ticket."
        ticketId: ID!
        "A text."
        text: String!
        "Makes repeating safe."
        operationKey: UUID
        "True: change nothing."
        dryRun: Boolean = false
      }

      "What came of it."
      type @TYPE@ActPayload {
        "The ticket; null when there are user errors."
        ticket: Ticket
        "Why nothing was done; empty when it was."
        userErrors: [UserError!]!
        "What to know all the same."
        warnings: [Warning!]!
      }
      """;

  private final String id;
  private String look = "return null;";
  private String act = "";
  private String more = "";
  private String guarded = "";
  private String bang = "";
  private String moreSchema = "";
  private UnaryOperator<SourceJar> manifest = jar -> jar.says("reads", "ticket");

  private Guest(String id) {
    this.id = id;
  }

  static Guest of(String id) {
    return new Guest(id);
  }

  /** What its field does. */
  Guest looks(String code) {
    look = code;
    return this;
  }

  /** What its mutation does. */
  Guest acts(String code) {
    act = code;
    return this;
  }

  /** Further members of its main class. */
  Guest has(String members) {
    more = members;
    return this;
  }

  /** Has its field ask for a permission. */
  Guest guarded(String permission) {
    guarded = ".guarded(\"" + permission + "\")";
    return this;
  }

  /** Promises that its field is never null. */
  Guest promises() {
    bang = "!";
    return this;
  }

  Guest schema(String text) {
    moreSchema = text;
    return this;
  }

  /** Says other things in the manifest than that it reads tickets. */
  Guest says(UnaryOperator<SourceJar> lines) {
    manifest = lines;
    return this;
  }

  byte[] jar() {
    String type = Character.toUpperCase(id.charAt(0)) + id.substring(1);
    String schema =
        SCHEMA.replace("@ID@", id).replace("@TYPE@", type).replace("@BANG@", bang) + moreSchema;
    return manifest
        .apply(SourceJar.of(id, "1.0.0", "guest.Main"))
        .schema(schema)
        .source(
            SOURCE
                .replace("@ID@", id)
                .replace("@LOOK@", look)
                .replace("@ACT@", act)
                .replace("@GUARDED@", guarded)
                .replace("@MORE@", more))
        .bytes();
  }
}
