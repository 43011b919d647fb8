package dev.trestle.store.kernel;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.DirectoryCommands.ArchiveQueue;
import dev.trestle.domain.command.DirectoryCommands.ArchiveTeam;
import dev.trestle.domain.command.DirectoryCommands.CreateAgent;
import dev.trestle.domain.command.DirectoryCommands.CreateQueue;
import dev.trestle.domain.command.DirectoryCommands.CreateRole;
import dev.trestle.domain.command.DirectoryCommands.CreateSavedView;
import dev.trestle.domain.command.DirectoryCommands.CreateTeam;
import dev.trestle.domain.command.DirectoryCommands.DeactivateAgent;
import dev.trestle.domain.command.DirectoryCommands.DefineCustomField;
import dev.trestle.domain.command.DirectoryCommands.EditAgent;
import dev.trestle.domain.command.DirectoryCommands.EditCustomField;
import dev.trestle.domain.command.DirectoryCommands.EditQueue;
import dev.trestle.domain.command.DirectoryCommands.EditTeam;
import dev.trestle.domain.command.DirectoryCommands.MakeQueueDefault;
import dev.trestle.domain.command.DirectoryCommands.ReactivateAgent;
import dev.trestle.domain.command.DirectoryCommands.RemoveRole;
import dev.trestle.domain.command.DirectoryCommands.StatusSpec;
import dev.trestle.domain.command.Patch;
import dev.trestle.domain.command.TicketCommands.AssignTicket;
import dev.trestle.domain.command.TicketCommands.ChangeTicketStatus;
import dev.trestle.domain.command.TicketCommands.CloseTicket;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.command.TicketCommands.CustomValue;
import dev.trestle.domain.command.TicketCommands.LinkTicket;
import dev.trestle.domain.command.TicketCommands.MergeTicket;
import dev.trestle.domain.command.TicketCommands.MoveTicket;
import dev.trestle.domain.command.TicketCommands.NoteTicket;
import dev.trestle.domain.command.TicketCommands.PrioritizeTicket;
import dev.trestle.domain.command.TicketCommands.ReopenTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.command.TicketCommands.SetTicketCustomFields;
import dev.trestle.domain.command.TicketCommands.SetTicketDue;
import dev.trestle.domain.command.TicketCommands.SetTicketParent;
import dev.trestle.domain.command.TicketCommands.TagTicket;
import dev.trestle.domain.command.TicketCommands.UnmergeTicket;
import dev.trestle.domain.command.TicketCommands.UntagTicket;
import dev.trestle.domain.command.TicketCommands.WatchTicket;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.CustomFieldType;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.LinkKind;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people of a desk may come to ask for, wise or not, from one seed. */
final class RandomCommands {
  private static final List<String> OPTIONS = List.of("red", "blue", "green", "black");
  private static final List<String> STATUSES =
      List.of("new", "open", "waiting_on_requester", "parked", "resolved", "closed");

  private final Random random;
  private int made;

  RandomCommands(long seed) {
    this.random = new Random(seed);
  }

  /** How long nothing happens before the next command: seconds mostly, now and then days. */
  Duration pause() {
    return random.nextInt(12) == 0
        ? Duration.ofHours(random.nextInt(72))
        : Duration.ofSeconds(random.nextInt(1_800));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  Command next(State state) {
    return random.nextInt(5) == 0 ? directory(state) : ticket(state);
  }

  private Command ticket(State state) {
    if (state.table(Tables.TICKETS).size() == 0 || random.nextInt(5) == 0) {
      return created(state);
    }
    UUID id = any(state, Tables.TICKETS);
    UUID other = any(state, Tables.TICKETS);
    return switch (random.nextInt(18)) {
      case 0 -> new AssignTicket(id, null, Patch.of(perhaps(state, Tables.AGENTS)), team(state));
      case 1 -> new ChangeTicketStatus(id, null, of(STATUSES), null);
      case 2 -> new CloseTicket(id, null, null, null);
      case 3, 4 -> new CommentTicket(id, null, "words " + made++, null, null, null);
      case 5 -> new NoteTicket(id, null, "aside " + made++, null);
      case 6 -> new LinkTicket(id, null, other, LinkKind.RELATES_TO);
      case 7 -> new MergeTicket(id, null, other, null);
      case 8 -> new UnmergeTicket(id, null, null);
      case 9 -> new MoveTicket(id, null, any(state, Tables.QUEUES), null);
      case 10 -> new PrioritizeTicket(id, null, of(List.of(TicketPriority.values())));
      case 11, 12 -> new ReopenTicket(id, null, null, null);
      case 13 -> new ResolveTicket(id, null, null, random.nextBoolean() ? "done" : null);
      case 14 -> new SetTicketCustomFields(id, null, values(state));
      case 15 -> new SetTicketParent(id, null, random.nextInt(4) == 0 ? null : other);
      case 16 ->
          random.nextBoolean()
              ? new TagTicket(id, null, List.of("t" + random.nextInt(5)))
              : new UntagTicket(id, null, List.of("t" + random.nextInt(5)));
      default ->
          random.nextBoolean()
              ? new WatchTicket(id, null, any(state, Tables.AGENTS))
              : new SetTicketDue(id, null, Instant.ofEpochMilli(state.atMillis()));
    };
  }

  private CreateTicket created(State state) {
    return new CreateTicket(
        null,
        "Ticket " + made++,
        random.nextBoolean() ? "It does not work." : null,
        perhaps(state, Tables.QUEUES),
        null,
        of(List.of(TicketPriority.values())),
        null,
        null,
        null,
        null,
        perhaps(state, Tables.AGENTS),
        perhaps(state, Tables.TEAMS),
        random.nextInt(4) == 0 ? perhaps(state, Tables.TICKETS) : null,
        null,
        List.of("t" + random.nextInt(5)),
        random.nextInt(3) == 0 ? values(state) : null,
        null,
        null,
        null);
  }

  private List<CustomValue> values(State state) {
    Table<?> fields = state.table(Tables.CUSTOM_FIELDS);
    return fields.size() == 0
        ? List.of()
        : List.of(new CustomValue("field" + random.nextInt(fields.size()), of(OPTIONS), null));
  }

  private Command directory(State state) {
    String name = "n" + made++;
    UUID agent = any(state, Tables.AGENTS);
    UUID queue = any(state, Tables.QUEUES);
    return switch (random.nextInt(17)) {
      case 0, 1 ->
          new CreateAgent(
              null, name, null, null, null, null, null, some(state, Tables.TEAMS), null);
      case 2 -> new DeactivateAgent(agent, null, perhaps(state, Tables.AGENTS));
      case 3 -> new ReactivateAgent(agent, null);
      case 4 -> new CreateTeam(null, name, some(state, Tables.AGENTS), null);
      case 5 ->
          new EditTeam(
              any(state, Tables.TEAMS), null, Patch.absent(), Patch.of(some(state, Tables.AGENTS)));
      case 6 -> new ArchiveTeam(any(state, Tables.TEAMS), null);
      case 7 ->
          new CreateQueue(
              null, name, statuses(), null, some(state, Tables.TEAMS), List.of(agent), null);
      case 8, 9 ->
          new EditQueue(
              queue,
              null,
              Patch.absent(),
              random.nextBoolean() ? Patch.of(statuses()) : Patch.absent(),
              Patch.absent(),
              Patch.of(some(state, Tables.TEAMS)),
              Patch.of(some(state, Tables.AGENTS)));
      case 10 -> new ArchiveQueue(queue, null);
      case 11 -> new MakeQueueDefault(queue);
      case 12 -> field(state);
      case 13 ->
          state.table(Tables.CUSTOM_FIELDS).size() == 0
              ? field(state)
              : new EditCustomField(
                  any(state, Tables.CUSTOM_FIELDS),
                  null,
                  Patch.absent(),
                  Patch.absent(),
                  Patch.of(OPTIONS.subList(0, 1 + random.nextInt(OPTIONS.size()))),
                  Patch.absent(),
                  Patch.absent());
      case 14 ->
          random.nextBoolean()
              ? new CreateRole(null, name, name, null, List.of("search.use"))
              : new RemoveRole(any(state, Tables.ROLES), null);
      case 15 ->
          new CreateSavedView(
              null,
              name,
              Map.of("priority", Map.of("in", List.of("HIGH", "URGENT"))),
              List.of(Map.of("field", "CREATED_AT")),
              random.nextBoolean());
      default ->
          new EditAgent(
              agent,
              null,
              Patch.absent(),
              Patch.absent(),
              Patch.absent(),
              Patch.absent(),
              Patch.absent(),
              Patch.of(List.of(any(state, Tables.ROLES))));
    };
  }

  private DefineCustomField field(State state) {
    String key = "field" + state.table(Tables.CUSTOM_FIELDS).size();
    return new DefineCustomField(
        null,
        CustomFieldTarget.TICKET,
        key,
        key,
        null,
        CustomFieldType.CHOICE,
        OPTIONS,
        null,
        null);
  }

  /** Some of the usual statuses; the first and the last are always among them. */
  private List<StatusSpec> statuses() {
    List<StatusSpec> specs = new ArrayList<>();
    for (String key : STATUSES) {
      if (key.equals("new") || key.equals("closed") || random.nextInt(3) > 0) {
        QueueStatus status = new QueueStatus(key, key, category(key));
        specs.add(new StatusSpec(status.key(), status.name(), status.category()));
      }
    }
    return specs;
  }

  private StatusCategory category(String key) {
    return switch (key) {
      case "new" -> StatusCategory.NEW;
      case "waiting_on_requester" -> StatusCategory.WAITING_ON_REQUESTER;
      case "parked" ->
          random.nextBoolean() ? StatusCategory.SCHEDULED : StatusCategory.WAITING_ON_THIRD_PARTY;
      case "resolved" -> StatusCategory.RESOLVED;
      case "closed" -> StatusCategory.CLOSED;
      default -> StatusCategory.OPEN;
    };
  }

  private Patch<UUID> team(State state) {
    return random.nextBoolean() ? Patch.absent() : Patch.of(perhaps(state, Tables.TEAMS));
  }

  private <R extends Stored> @Nullable UUID perhaps(State state, TableSchema<R> table) {
    return random.nextBoolean() || state.table(table).size() == 0 ? null : any(state, table);
  }

  private <R extends Stored> List<UUID> some(State state, TableSchema<R> table) {
    List<UUID> ids = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0 && state.table(table).size() > 0; i--) {
      ids.add(any(state, table));
    }
    return ids;
  }

  /** Any record of the table, the newer ones more often. */
  private <R extends Stored> UUID any(State state, TableSchema<R> table) {
    Table<R> records = state.table(table);
    int slots = records.slots();
    int from = random.nextInt(3) == 0 ? 0 : Math.max(0, slots - 25);
    int slot = records.live().nextSlot(from + random.nextInt(slots - from));
    return records.require(slot >= 0 ? slot : records.live().nextSlot(0)).id();
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
