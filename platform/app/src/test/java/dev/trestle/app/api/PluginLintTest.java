package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.graphql.engine.SchemaRefused;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin cannot do to the schema, whether by mistake or on purpose. */
class PluginLintTest {
  @TempDir static Path folder;
  @AutoClose private static ApiDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = new ApiDesk(folder);
  }

  private static TestPlugin bad(String sdl) {
    return TestPlugin.named("bad").sdl(sdl);
  }

  /** The findings of a composition that is refused and changes nothing. */
  private static List<String> findings(TestPlugin... plugins) {
    SchemaGeneration before = desk.engine.generation();
    List<String> findings =
        assertThrows(SchemaRefused.class, () -> desk.plugins(plugins)).findings();
    assertEquals(before, desk.engine.generation());
    findings.forEach(finding -> assertTrue(finding.startsWith("plugin bad: "), finding));
    return findings.stream().map(finding -> finding.substring("plugin bad: ".length())).toList();
  }

  private static void refused(String expected, TestPlugin... plugins) {
    List<String> findings = findings(plugins);
    assertTrue(
        findings.stream().anyMatch(finding -> finding.startsWith(expected)),
        expected + " is not in " + findings);
  }

  @Test
  void refusesToShadowOrChangeWhatIsTheDesks() {
    refused(
        "declares the type Ticket, which is of the desk",
        bad("\"Mine.\" type Ticket { \"Id.\" id: ID! }"));
    refused(
        "declares Ticket.subject, which is of the desk",
        bad("extend type Ticket { \"Mine.\" subject: String! }")
            .fields(Fields.of("Ticket", Ticket.class).getter("subject", t -> "mine")));
    refused(
        "registers Ticket.subject, which is of the desk",
        bad("").fields(Fields.of("Ticket", Ticket.class).getter("subject", t -> "mine")));
    refused(
        "declares Query.tickets, which is of the desk",
        bad("extend type Query { \"Mine.\" tickets: Int }")
            .roots(new RootFields().query("tickets", (a, c) -> 1)));
    refused(
        "declares Mutation.ticketClose, which is of the desk",
        bad("extend type Mutation { \"Mine.\" ticketClose: Int }"));
    refused(
        "extends TicketCreateInput of the desk, which it cannot",
        bad("extend input TicketCreateInput { \"Mine.\" colour: String }"));
    refused(
        "extends TicketPriority of the desk, which it cannot",
        bad("extend enum TicketPriority { \"Mine.\" PANIC }"));
    refused(
        "extends Node of the desk, which it cannot",
        bad("extend interface Node { \"Mine.\" colour: String }"));
    refused(
        "extends TicketConnection of the desk, which it cannot",
        bad("extend type TicketConnection { \"Mine.\" colour: String }"));
    refused(
        "puts a directive on TicketFilter of the desk", bad("extend input TicketFilter @oneOf"));
    refused("declares a schema of its own", bad("schema { query: Query }"));
    refused("declares the directive @mine", bad("directive @mine on FIELD"));
    refused("declares the scalar Colour", bad("\"Mine.\" scalar Colour"));
  }

  @Test
  void namesBothPluginsThatClaimOneName() {
    TestPlugin good =
        TestPlugin.named("good")
            .sdl("\"It.\" type Mood { \"N.\" n: Int } extend type Ticket { \"M.\" mood: Mood }")
            .fields(Fields.of("Mood", StringBuilder.class).getter("n", m -> 1))
            .fields(Fields.of("Ticket", Ticket.class).getter("mood", t -> null));
    refused(
        "declares the type Mood, which is of the plugin good",
        good,
        bad("\"Mine.\" type Mood { \"N.\" n: Int }"));
    refused(
        "declares Ticket.mood, which is of the plugin good",
        good,
        bad("extend type Ticket { \"Mine.\" mood: Int }"));
  }

  @Test
  void wantsEveryElementDescribedAndRegistered() {
    refused(
        "Ticket.mood has no description",
        bad("extend type Ticket { mood: String }")
            .fields(Fields.of("Ticket", Ticket.class).getter("mood", t -> "")));
    refused("Mood.n has no registration", bad("\"It.\" type Mood { \"N.\" n: Int }"));
    refused(
        "registers Ticket.mood, which its schema text does not declare",
        bad("").fields(Fields.of("Ticket", Ticket.class).getter("mood", t -> "")));
    refused(
        "registers Ticket for dev.trestle.sdk.desk.Company",
        bad("extend type Ticket { \"M.\" mood: String }")
            .fields(Fields.of("Ticket", Company.class).getter("mood", t -> "")));
    refused(
        "Ticket.mood is of the type Feeling, which nobody declares",
        bad("extend type Ticket { \"M.\" mood: Feeling }")
            .fields(Fields.of("Ticket", Ticket.class).getter("mood", t -> "")));
    refused(
        "Ticket.twin must be nullable",
        bad("extend type Ticket { \"M.\" twin: Ticket! }")
            .fields(Fields.of("Ticket", Ticket.class).getter("twin", t -> t)));
    refused(
        "Ticket.mood needs the permission moods.read, which nobody declares",
        bad("extend type Ticket { \"M.\" mood: String }")
            .fields(
                Fields.of("Ticket", Ticket.class).getter("mood", t -> "").guarded("moods.read")));
    refused("calls something __mine", bad("\"Mine.\" type __mine { \"N.\" n: Int }"));
  }

  @Test
  void namesThePluginAlsoWhereOnlyTheWholeSchemaShowsTheFault() {
    refused(
        "",
        bad("\"Like.\" interface Alike { \"Id.\" id: Int! } extend type Ticket implements"
                + " Alike { \"M.\" mood: String }")
            .fields(Fields.of("Ticket", Ticket.class).getter("mood", t -> "")));
    assertTrue(
        assertThrows(SchemaRefused.class, () -> desk.plugins(bad("type {")))
            .findings()
            .getFirst()
            .startsWith("bad: "));
  }

  record Raise(UUID ticketId, String extra) {}

  @Test
  void wantsOneInputAndOnePayloadOfEveryMutation() {
    String sdl =
        """
        extend type Mutation { "R." raiseMood("I." input: RaiseMoodInput!): RaiseMoodPayload! }
        "I." input RaiseMoodInput { "T." ticketId: ID! "M." more: Int "D." dryRun: Boolean }
        "P." type RaiseMoodPayload { "T." ticket: Ticket "E." userErrors: [UserError!]! }
        """;
    Mutation<Raise> mutation = Mutation.of("raiseMood", Raise.class, (input, draft) -> {});
    List<String> findings = findings(bad(sdl).mutation(mutation.shows("agent", answer -> null)));
    for (String expected :
        List.of(
            "RaiseMoodInput needs the field operationKey: UUID",
            "Raise.extra is no field of RaiseMoodInput",
            "RaiseMoodInput.more is no component of Raise",
            "RaiseMoodPayload needs the field warnings: [Warning!]!",
            "RaiseMoodPayload.ticket is shown by nothing",
            "the mutation raiseMood shows agent, which RaiseMoodPayload does not declare")) {
      assertTrue(findings.contains(expected), expected + " is not in " + findings);
    }
    refused("Mutation.raiseMood has no registration", bad(sdl));
    refused(
        "registers the mutation moodRaise as a root field",
        bad("extend type Mutation { \"R.\" moodRaise: Int }")
            .roots(new RootFields().mutation("moodRaise", (a, c) -> 1)));
    refused(
        "Mutation.makeMood begins with a verb",
        bad("""
        extend type Mutation { "R." makeMood("I." input: MakeMoodInput!): MakeMoodPayload! }
        "I." input MakeMoodInput { "K." operationKey: UUID "D." dryRun: Boolean }
        "P." type MakeMoodPayload {
          "E." userErrors: [UserError!]!
          "W." warnings: [Warning!]!
        }
        """)
            .mutation(Mutation.of("makeMood", Nothing.class, (input, draft) -> {})));
  }

  record Nothing() {}

  record Nap(UUID id, int version, boolean deep) implements DeskRecord {}

  @Test
  void wantsFiltersAndSortKeysDeclaredAndOfTheirKind() {
    RecordType<Nap> naps = RecordType.ofTicket("nap", Nap.class);
    refused(
        "TicketFilter.deep has no registration",
        bad("extend input TicketFilter { \"D.\" deep: Boolean }"));
    refused(
        "TicketOrderField.DEEP has no registration",
        bad("extend enum TicketOrderField { \"D.\" DEEP }"));
    refused(
        "TicketFilter.deep is a Boolean; a filter of the kind TIME is a DateTimeComparator",
        bad("extend input TicketFilter { \"D.\" deep: Boolean }")
            .record(naps)
            .lists(ListExtension.NONE.filter("deep", FilterKind.TIME, naps, "deep")));
    refused(
        "TicketFilter.deep of the kind TIME cannot read deep, a boolean",
        bad("extend input TicketFilter { \"D.\" deep: DateTimeComparator }")
            .record(naps)
            .lists(ListExtension.NONE.filter("deep", FilterKind.TIME, naps, "deep")));
    refused(
        "TicketOrderField.DEEP reads depth, which nap does not have",
        bad("extend enum TicketOrderField { \"D.\" DEEP }")
            .record(naps)
            .lists(ListExtension.NONE.sort("DEEP", naps, "depth")));
    refused(
        "TicketOrderField.DEEP reads the records nap, which the plugin does not have",
        bad("extend enum TicketOrderField { \"D.\" DEEP }")
            .lists(ListExtension.NONE.sort("DEEP", naps, "deep")));
  }

  @Test
  void takesPluginsThatKeepTheRules_oneAfterTheOther() {
    for (String name : List.of("one", "two", "three")) {
      assertEquals(
          0,
          desk.plugins(
                  TestPlugin.named(name)
                      .sdl(
                          "extend type Ticket { \"M.\" "
                              + name
                              + ": Mood }"
                              + " \"M.\" type Mood { \"Rows.\" rows(\"N.\" first: Int!): MoodConnection! }")
                      .fields(Fields.of("Ticket", Ticket.class).getter(name, t -> null))
                      .fields(
                          Fields.of("Mood", StringBuilder.class)
                              .computed("rows", (m, a, c) -> null)))
              .lint()
              .size());
    }
    desk.plugins();
  }
}
