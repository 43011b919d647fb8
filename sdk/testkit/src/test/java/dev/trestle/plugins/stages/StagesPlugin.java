package dev.trestle.plugins.stages;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.GuardContext;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.lists.ListExtension.SearchText;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps a stage and some texts beside tickets, and rules that are filters of tickets. */
public class StagesPlugin implements DeskPlugin {
  public static final String MANIFEST =
      """
      id=stages
      version=1.0.0
      name=Stages
      description=Keeps the stage that tickets are at.
      vendor=Trestle
      plugin.class=dev.trestle.plugins.stages.StagesPlugin
      sdk=>=0.1.0 <0.2.0
      reads=ticket
      """;

  public static final Class<?>[] CLASSES = {StagesPlugin.class};

  /** The stage of a ticket. */
  public record Stage(
      UUID id,
      int version,
      String name,
      @Nullable Instant dueOn,
      List<String> codes,
      String remark,
      String secret)
      implements DeskRecord {
    public Stage {
      codes = List.copyOf(codes);
    }
  }

  /** A named filter. */
  public record Rule(UUID id, int version, String name, Map<String, Object> filter)
      implements DeskRecord {}

  /** The input of {@code stagePut}. */
  public record PutStage(
      UUID ticketId,
      String name,
      @Nullable Instant dueOn,
      @Nullable List<String> codes,
      @Nullable String remark,
      @Nullable String secret) {}

  /** The input of {@code stageDrop}. */
  public record DropStage(UUID ticketId) {}

  /** The input of {@code ruleAdd}. */
  public record AddRule(String name, Map<String, Object> filter) {}

  protected static final RecordType<Stage> STAGES =
      RecordType.ofTicket("stage", Stage.class).grouped("name", "name").sorted("due", "dueOn");

  protected static RecordType<Rule> rules() {
    return RecordType.of("rule", Rule.class).sorted("name", "name");
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(STAGES, rules());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(new Permission("stages.secret", "Search secrets.", List.of("manager")));
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        extend input TicketFilter {
          "The stage."
          stage: StringComparator
          "When the stage ends."
          stageEnd: DateTimeComparator
        }

        extend enum TicketOrderField {
          "When the stage ends; tickets without an end are as if empty."
          STAGE_END
        }

        extend type Query {
          "The names of the rules that a ticket passes."
          rulesFor(
            "The ticket."
            ticketId: ID!
          ): [String!]!
          "How many tickets pass that the viewer sees."
          staged(
            "Which tickets."
            filter: TicketFilter
          ): Int!
        }

        extend type Mutation {
          "Puts a stage."
          stagePut("Which." input: StagePutInput!): StagePutPayload
          "Takes a stage away."
          stageDrop("Which." input: StageDropInput!): StageDropPayload
          "Adds a rule."
          ruleAdd("Which." input: RuleAddInput!): RuleAddPayload
        }

        "What `stagePut` needs."
        input StagePutInput {
          "The ticket."
          ticketId: ID!
          "The stage."
          name: String!
          "When it ends; null: never."
          dueOn: DateTime
          "Found by name."
          codes: [String!]
          "Found by everybody."
          remark: String
          "Found by some."
          secret: String
          "Makes repeating safe."
          operationKey: UUID
          "True: change nothing."
          dryRun: Boolean = false
        }

        "What came of `stagePut`."
        type StagePutPayload {
          "The ticket."
          ticket: Ticket
          "Why nothing was done."
          userErrors: [UserError!]!
          "What deserves attention."
          warnings: [Warning!]!
        }

        "What `stageDrop` needs."
        input StageDropInput {
          "The ticket."
          ticketId: ID!
          "Makes repeating safe."
          operationKey: UUID
          "True: change nothing."
          dryRun: Boolean = false
        }

        "What came of `stageDrop`."
        type StageDropPayload {
          "The ticket."
          ticket: Ticket
          "Why nothing was done."
          userErrors: [UserError!]!
          "What deserves attention."
          warnings: [Warning!]!
        }

        "What `ruleAdd` needs."
        input RuleAddInput {
          "What it is called."
          name: String!
          "Which tickets pass."
          filter: TicketFilter!
          "Makes repeating safe."
          operationKey: UUID
          "True: change nothing."
          dryRun: Boolean = false
        }

        "What came of `ruleAdd`."
        type RuleAddPayload {
          "Its id."
          ruleId: ID
          "Why nothing was done."
          userErrors: [UserError!]!
          "What deserves attention."
          warnings: [Warning!]!
        }
        """);
  }

  @Override
  public ListExtension ticketLists() {
    return ListExtension.NONE
        .filter("stage", FilterKind.KEY, STAGES, "name")
        .filter("stageEnd", FilterKind.TIME, STAGES, "dueOn")
        .sort("STAGE_END", STAGES, "dueOn")
        .search("stageCode", STAGES, "codes", false)
        .search(new SearchText("remark", STAGES, "remark").forContacts().amongWords())
        .search(new SearchText("secret", STAGES, "secret").needs("stages.secret").amongWords());
  }

  @Override
  public RootFields roots() {
    return new RootFields()
        .query("rulesFor", StagesPlugin::rulesFor)
        .query(
            "staged",
            (arguments, context) -> {
              Arguments filter = arguments.object("filter");
              return context
                  .get(Snapshot.class)
                  .tickets(filter == null ? Map.of() : filter.asMap(), context.get(Viewer.class))
                  .count();
            });
  }

  private static List<String> rulesFor(Arguments arguments, RequestContext context) {
    Snapshot snapshot = context.get(Snapshot.class);
    Ticket ticket = snapshot.ticket(arguments.id("ticketId"));
    List<String> names = new ArrayList<>();
    for (Rule rule : snapshot.records(rules()).sorted("name")) {
      if (ticket != null && snapshot.condition(rule.filter()).holds(snapshot, ticket)) {
        names.add(rule.name());
      }
    }
    return names;
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        Mutation.of("stagePut", PutStage.class, StagesPlugin::put)
            .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))),
        Mutation.of(
                "stageDrop",
                DropStage.class,
                (input, draft) -> {
                  draft.remove(STAGES, input.ticketId());
                  draft.result("ticket", input.ticketId());
                })
            .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))),
        Mutation.of("ruleAdd", AddRule.class, StagesPlugin::add)
            .shows("ruleId", answer -> answer.id("rule")));
  }

  private static void put(PutStage input, Draft draft) {
    draft.put(
        STAGES,
        new Stage(
            input.ticketId(),
            0,
            input.name(),
            input.dueOn(),
            input.codes() == null ? List.of() : input.codes(),
            input.remark() == null ? "" : input.remark(),
            input.secret() == null ? "" : input.secret()));
    draft.result("ticket", input.ticketId());
  }

  private static void add(AddRule input, Draft draft) {
    draft.snapshot().tickets(input.filter());
    Rule rule = new Rule(draft.newId(), 0, input.name(), input.filter());
    draft.put(rules(), rule);
    draft.result("rule", rule.id());
  }

  @Override
  public List<CommandGuard> guards() {
    return List.of(new Strict());
  }

  /** Fails for tickets that say so, and must not be passed over. */
  public static final class Strict implements CommandGuard {
    @Override
    public String name() {
      return "strict";
    }

    @Override
    public void check(GuardContext context) {
      if (context.tickets().getFirst().after().subject().contains("STRICT")) {
        throw new IllegalStateException("strict on purpose");
      }
    }

    @Override
    public OnFailure onFailure() {
      return OnFailure.REFUSE;
    }
  }
}
