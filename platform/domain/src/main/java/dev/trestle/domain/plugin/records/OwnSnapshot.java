package dev.trestle.domain.plugin.records;

import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.data.LongList;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.plugin.LogPlace;
import dev.trestle.domain.plugin.SaidMessage;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.query.Visible;
import dev.trestle.domain.state.Pointer;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.EventFacts;
import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.desk.Queue;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Site;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Team;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketCondition;
import dev.trestle.sdk.desk.TicketSelection;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.record.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One state of the desk, as far as one plugin may read it. */
final class OwnSnapshot implements Snapshot {
  private static final int SAID_MAX = 1_000;

  private final State state;
  private final OwnTypes types;
  private final Consents consents;
  private final DeskDoors doors;

  OwnSnapshot(State state, OwnTypes types, Consents consents, DeskDoors doors) {
    this.state = state;
    this.types = types;
    this.consents = consents;
    this.doors = doors;
  }

  @Override
  public long sequence() {
    return state.sequence();
  }

  @Override
  public Instant at() {
    return Instant.ofEpochMilli(state.atMillis());
  }

  @Override
  public @Nullable Ticket ticket(@Nullable UUID id) {
    consents.reads("ticket");
    return state.get(Tables.TICKETS, id);
  }

  @Override
  public @Nullable Ticket ticket(@Nullable UUID id, Viewer viewer) {
    consents.reads("ticket");
    dev.trestle.domain.record.Ticket ticket = state.get(Tables.TICKETS, id);
    return viewer instanceof dev.trestle.domain.access.Viewer known
            && Visibility.sees(known, state, ticket)
        ? ticket
        : null;
  }

  @Override
  public @Nullable Ticket ticketByNumber(String number) {
    consents.reads("ticket");
    return state.table(Tables.TICKETS).unique("number", number);
  }

  @Override
  public TicketSelection tickets(Map<String, ?> filter) {
    consents.reads("ticket");
    return new OwnSelection(state, doors.filters().get().filter(state, filter));
  }

  @Override
  public TicketSelection tickets(Map<String, ?> filter, Viewer viewer) {
    consents.reads("ticket");
    SlotFilter visible =
        viewer instanceof dev.trestle.domain.access.Viewer known
            ? Visible.tickets(known, state)
            : SlotFilter.NONE;
    return new OwnSelection(
        state, SlotFilter.and(List.of(visible, doors.filters().get().filter(state, filter))));
  }

  @Override
  public TicketCondition condition(Map<String, ?> filter) {
    consents.reads("ticket");
    return new OwnCondition(doors.filters(), filter);
  }

  State state() {
    return state;
  }

  @Override
  public List<? extends Said> said(UUID ticketId, int max) {
    consents.reads("message");
    int slot = state.table(Tables.TICKETS).slotOf(ticketId);
    if (slot < 0) {
      return List.of();
    }
    LongList timeline = state.timeline(slot);
    List<Said> latest = new ArrayList<>();
    int wanted = Math.min(max, SAID_MAX);
    for (int i = timeline.size() - 1; i >= 0 && latest.size() < wanted; i--) {
      if (Pointer.isMessage(timeline.get(i))
          && doors.texts().apply(timeline.get(i)) instanceof Message message) {
        latest.add(SaidMessage.of(state, message, i));
      }
    }
    Collections.reverse(latest);
    return Collections.unmodifiableList(latest);
  }

  @Override
  public @Nullable Said said(MessageId id) {
    consents.reads("message");
    LongList timeline = timeline(id.ticketId());
    return id.place() < timeline.size() ? message(timeline, id.place()) : null;
  }

  @Override
  public @Nullable Said said(EventFacts event) {
    consents.reads("message");
    UUID ticketId = event.ticketId();
    if (ticketId == null
        || !(event instanceof LogPlace known)
        || known.address() == LogPlace.NOWHERE) {
      return null;
    }
    LongList timeline = timeline(ticketId);
    int place = placeOf(timeline, known.address());
    if (place < 0 || Pointer.isMessage(timeline.get(place))) {
      return place < 0 ? null : message(timeline, place);
    }
    // What was said in the same step stands right behind the event.
    return place + 1 < timeline.size() ? message(timeline, place + 1) : null;
  }

  private LongList timeline(UUID ticketId) {
    int slot = state.table(Tables.TICKETS).slotOf(ticketId);
    return slot < 0 ? LongList.EMPTY : state.timeline(slot);
  }

  /** Timelines grow in the order of the log, so that halving finds an entry; -1 for none. */
  private static int placeOf(LongList timeline, long address) {
    int low = 0;
    int high = timeline.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int compared = Long.compare(Pointer.address(timeline.get(middle)), address);
      if (compared == 0) {
        return middle;
      }
      if (compared < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private @Nullable Said message(LongList timeline, int place) {
    long pointer = timeline.get(place);
    return Pointer.isMessage(pointer) && doors.texts().apply(pointer) instanceof Message message
        ? SaidMessage.of(state, message, place)
        : null;
  }

  @Override
  public @Nullable Company company(@Nullable UUID id) {
    consents.reads("company");
    return state.get(Tables.COMPANIES, id);
  }

  @Override
  public @Nullable Site site(@Nullable UUID id) {
    consents.reads("site");
    return state.get(Tables.SITES, id);
  }

  @Override
  public @Nullable Contact contact(@Nullable UUID id) {
    consents.reads("contact");
    return state.get(Tables.CONTACTS, id);
  }

  @Override
  public @Nullable Contact contactByEmail(String email) {
    consents.reads("contact");
    return state.table(Tables.CONTACTS).unique("email", email.strip().toLowerCase(Locale.ROOT));
  }

  @Override
  public @Nullable Company companyByDomain(String domain) {
    consents.reads("company");
    Table<dev.trestle.domain.record.Company> companies = state.table(Tables.COMPANIES);
    SlotSet found = companies.group("domain", domain.strip().toLowerCase(Locale.ROOT));
    for (int slot = found.nextSlot(0); slot >= 0; slot = found.nextSlot(slot + 1)) {
      dev.trestle.domain.record.Company company = companies.require(slot);
      if (!company.archived()) {
        return company;
      }
    }
    return null;
  }

  @Override
  public @Nullable Agent agentByEmail(String email) {
    consents.reads("agent");
    return state.table(Tables.AGENTS).unique("email", email.strip().toLowerCase(Locale.ROOT));
  }

  @Override
  public @Nullable Agent agent(@Nullable UUID id) {
    consents.reads("agent");
    return state.get(Tables.AGENTS, id);
  }

  @Override
  public @Nullable Team team(@Nullable UUID id) {
    consents.reads("team");
    return state.get(Tables.TEAMS, id);
  }

  @Override
  public @Nullable Queue queue(@Nullable UUID id) {
    consents.reads("queue");
    return state.get(Tables.QUEUES, id);
  }

  @Override
  public <R extends Record & DeskRecord> Records<R> records(RecordType<R> type) {
    return new OwnRecords<>(types.of(type), state);
  }
}
