package dev.trestle.app.desk;

import dev.trestle.domain.data.LongList;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.search.SearchUpdate;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.Pointer;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.MessageKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns commits into what the search index is to know; one instance serves one thread. */
final class SearchDocuments {
  // A renamed company of a million tickets must not hold up everybody's search.
  private static final int RENAMED_MAX = 20_000;
  // An upgrade that searches by other texts is rare, and what it leaves out nobody would find.
  private static final int REDEFINED_MAX = 1_000_000;

  private @Nullable Table<PluginTable> definitions;
  private List<PluginTable> searched = List.of();

  void add(Commit commit, List<SearchUpdate> updates) {
    State state = commit.state();
    ChangeSet changes = commit.encoded().changeSet();
    List<PluginTable> added = searched(state);
    Set<UUID> done = new LinkedHashSet<>();
    for (ChangeSet.Put<?> put : changes.puts()) {
      if (put.record() instanceof Ticket ticket) {
        if (done.add(ticket.id())) {
          addTicket(state, ticket.id(), ticket.version() == 1, added, updates);
        }
      } else if (put.record() instanceof PluginTable table) {
        redefined(state, table, added, done, updates);
      } else if (put.record() instanceof NeutralRecord record) {
        beside(state, put.table().name(), record.id(), added, done, updates);
      } else if (put.record().version() > 1) {
        renamed(state, put.record(), added, done, updates);
      }
    }
    for (ChangeSet.Removal removal : changes.removals()) {
      beside(state, removal.table().name(), removal.id(), added, done, updates);
    }
    int at = 0;
    for (TimelineEntry entry : changes.entries()) {
      long address = commit.payloadAddress() + commit.encoded().entryOffsets()[at++];
      if (entry instanceof Message message) {
        addMessage(state, message, Pointer.of(address, message), updates);
      }
    }
  }

  /** The tables whose texts are searched; they change far less often than tickets do. */
  private List<PluginTable> searched(State state) {
    Table<PluginTable> now = state.table(Tables.PLUGIN_TABLES);
    if (now != definitions) {
      searched = PluginSearchTexts.tables(state);
      definitions = now;
    }
    return searched;
  }

  /** A plugin's record beside a ticket, by whose texts the ticket is found. */
  private static void beside(
      State state,
      String table,
      UUID ticketId,
      List<PluginTable> added,
      Set<UUID> done,
      List<SearchUpdate> updates) {
    if (added.stream().anyMatch(each -> each.name().equals(table)) && done.add(ticketId)) {
      addTicket(state, ticketId, false, added, updates);
    }
  }

  /** Other texts of a plugin's records are searched from now on, or none of them. */
  private static void redefined(
      State state,
      PluginTable table,
      List<PluginTable> added,
      Set<UUID> done,
      List<SearchUpdate> updates) {
    if (!table.ofTicket() || table.texts().isEmpty() && table.version() == 1) {
      return;
    }
    Table<Ticket> tickets = state.table(Tables.TICKETS);
    SlotSet kept = state.pluginTable(table.name()).live();
    int count = 0;
    for (int slot = kept.nextSlot(0);
        slot >= 0 && count < REDEFINED_MAX;
        slot = kept.nextSlot(slot + 1)) {
      Ticket ticket = tickets.at(slot);
      if (ticket != null && done.add(ticket.id())) {
        addTicket(state, ticket.id(), false, added, updates);
        count++;
      }
    }
  }

  private static void addTicket(
      State state, UUID id, boolean fresh, List<PluginTable> added, List<SearchUpdate> updates) {
    Table<Ticket> tickets = state.table(Tables.TICKETS);
    int slot = tickets.slotOf(id);
    if (slot < 0) {
      updates.add(new SearchUpdate.RemoveTicket(id));
      return;
    }
    Ticket ticket = tickets.require(slot);
    Queue queue = state.get(Tables.QUEUES, ticket.queueId());
    Contact requester = state.get(Tables.CONTACTS, ticket.requesterId());
    Company company = state.get(Tables.COMPANIES, ticket.companyId());
    Agent assignee = state.get(Tables.AGENTS, ticket.assigneeId());
    updates.add(
        new SearchUpdate.PutTicket(
            id,
            fresh,
            slot,
            ticket.number(),
            ticket.subject(),
            "",
            queue == null ? "" : queue.name(),
            ticket.status(),
            ticket.statusCategory().name(),
            ticket.priority().name(),
            ticket.type().name(),
            ticket.tags(),
            requester == null ? null : requester.name(),
            company == null ? null : company.name(),
            assignee == null ? null : assignee.name(),
            searchable(state, ticket.customFields()),
            PluginSearchTexts.of(state, slot, added),
            ticket.createdAtMillis(),
            ticket.updatedAtMillis(),
            null));
  }

  /** The values of fields that may be searched and that every reader of the ticket may see. */
  private static Map<String, Object> searchable(State state, Map<String, Object> values) {
    Map<String, Object> kept = new LinkedHashMap<>();
    values.forEach((key, value) -> {
      CustomField field =
          state
              .table(Tables.CUSTOM_FIELDS)
              .unique("key", List.of(CustomFieldTarget.TICKET.name(), key));
      if (field != null && field.searchable() && field.visibleToContacts()) {
        kept.put(key, value);
      }
    });
    return kept;
  }

  private static void addMessage(
      State state, Message message, long pointer, List<SearchUpdate> updates) {
    int slot = state.table(Tables.TICKETS).slotOf(message.ticketId());
    if (slot < 0) {
      return;
    }
    LongList timeline = state.timeline(slot);
    int ordinal = timeline.size() - 1;
    while (ordinal >= 0 && timeline.get(ordinal) != pointer) {
      ordinal--;
    }
    if (ordinal >= 0) {
      updates.add(
          new SearchUpdate.PutMessage(
              message.ticketId(),
              ordinal,
              true,
              slot,
              message.kind() == MessageKind.COMMENT,
              message.text(),
              message.authorName(),
              message.createdAtMillis(),
              null));
    }
  }

  /** Tickets are found by the names of people and places too, so a new name concerns them. */
  private static void renamed(
      State state,
      Stored record,
      List<PluginTable> added,
      Set<UUID> done,
      List<SearchUpdate> updates) {
    String index = indexOf(record);
    if (index == null) {
      return;
    }
    Table<Ticket> tickets = state.table(Tables.TICKETS);
    SlotSet concerned = tickets.group(index, record.id());
    int count = 0;
    for (int slot = concerned.nextSlot(0);
        slot >= 0 && count < RENAMED_MAX;
        slot = concerned.nextSlot(slot + 1)) {
      Ticket ticket = tickets.require(slot);
      if (done.add(ticket.id())) {
        addTicket(state, ticket.id(), false, added, updates);
        count++;
      }
    }
  }

  private static @Nullable String indexOf(Stored record) {
    return switch (record) {
      case Contact contact -> "requester";
      case Company company -> "company";
      case Agent agent -> "assignee";
      case Queue queue -> "queue";
      default -> null;
    };
  }
}
