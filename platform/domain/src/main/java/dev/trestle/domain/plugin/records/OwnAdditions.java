package dev.trestle.domain.plugin.records;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.plugin.Waking;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one plugin adds of its own to a draft of the desk's. */
sealed class OwnAdditions implements Additions permits OwnDraft {
  private static final int CHANGES_MAX = 10_000;
  private static final int KEY_MAX = 200;
  private static final int EVENT_CHANGES_MAX = 200;

  /**
   * A timer for a time nearer than this counts as a part of what set it, so that reactions and
   * timers that set each other off come to an end. What lets more time pass begins anew.
   */
  private static final long CONTINUES_MILLIS = 60_000;

  private static final Pattern EVENT_TYPE = Pattern.compile("[A-Z][A-Za-z0-9]{2,79}");

  /** What the plugin has declared. */
  record Names(String pluginId, Set<String> timers, Set<String> channels) {}

  final dev.trestle.domain.command.Draft draft;
  final Names names;
  private final OwnTypes types;
  final Consents consents;
  final DeskDoors doors;
  private final Surroundings surroundings;
  private final int depth;
  private int changes;

  /**
   * @param depth how many reactions led to it
   */
  OwnAdditions(
      dev.trestle.domain.command.Draft draft,
      Names names,
      OwnTypes types,
      Consents consents,
      DeskDoors doors,
      Surroundings surroundings,
      int depth) {
    this.draft = draft;
    this.names = names;
    this.types = types;
    this.consents = consents;
    this.doors = doors;
    this.surroundings = surroundings;
    this.depth = depth;
  }

  @Override
  public final Snapshot snapshot() {
    return new OwnSnapshot(draft.after(), types, consents, doors);
  }

  @Override
  public final Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public final Instant now() {
    return Instant.ofEpochMilli(draft.now());
  }

  @Override
  public final UUID newId() {
    return draft.newId();
  }

  /** Counts what the plugin does, so that a loop that never ends does. */
  final void count() {
    if (++changes > CHANGES_MAX) {
      throw new ProblemException(
          ProblemType.LIMIT,
          "DRAFT_TOO_LARGE",
          "One commit of the plugin "
              + names.pluginId()
              + " takes at most "
              + CHANGES_MAX
              + " changes. Split it into several.");
    }
  }

  @Override
  public final <R extends Record & DeskRecord> void put(RecordType<R> type, R record) {
    count();
    OwnType<R> own = types.of(type);
    UUID id = OwnType.idOf(record);
    if (type.isOfTicket() && draft.find(Tables.TICKETS, id) == null) {
      draft.problem(
          ProblemType.NOT_FOUND,
          "TICKET_UNKNOWN",
          "There is no ticket " + id + " to keep a " + type.name() + " for.");
      return;
    }
    NeutralRecord written = own.written(record, draft.find(own.table(), id));
    Waking waking = own.waking();
    if (waking != null && depth > 0) {
      Timer timer = waking.timer(written);
      if (timer != null && timer.dueAtMillis() - draft.now() < CONTINUES_MILLIS) {
        written = waking.reached(written, depth);
      }
    }
    draft.put(own.table(), written);
  }

  @Override
  public final <R extends Record & DeskRecord> void remove(RecordType<R> type, UUID id) {
    count();
    TableSchema<NeutralRecord> table = types.of(type).table();
    NeutralRecord before = draft.find(table, id);
    if (before != null) {
      draft.remove(table, before);
    }
  }

  @Override
  public final <R extends Record & DeskRecord> void relyOn(RecordType<R> type, R record) {
    count();
    TableSchema<NeutralRecord> table = types.of(type).table();
    draft.relyOn(
        table, new NeutralRecord(OwnType.idOf(record), record.version(), Document.empty()));
  }

  @Override
  public final <R extends Record & DeskRecord> void relyOnGroup(
      RecordType<R> type, String index, Object key) {
    count();
    draft.relyOnMembers(types.of(type).table(), index, OwnType.key(key));
  }

  @Override
  public final void relyOnTicket(UUID ticketId) {
    count();
    dev.trestle.domain.record.Ticket ticket = draft.state().get(Tables.TICKETS, ticketId);
    if (ticket != null) {
      draft.relyOn(Tables.TICKETS, ticket);
    }
  }

  @Override
  public final void event(Happening happening) {
    count();
    if (!EVENT_TYPE.matcher(happening.type()).matches()) {
      throw new IllegalArgumentException(
          "an event is not called " + happening.type() + "; take a name such as ItemChecked");
    }
    if (happening.changes().size() > EVENT_CHANGES_MAX) {
      throw new IllegalArgumentException(
          "an event tells of at most " + EVENT_CHANGES_MAX + " changed fields");
    }
    draft.event(
        happening.type(),
        types.of(happening.recordType()).table(),
        happening.recordId(),
        happening.ticketId(),
        happening.changes().stream()
            .map(change ->
                new Event.Change(change.field(), change.before(), change.after(), null, null))
            .toList(),
        happening.reason(),
        happening.publicEvent());
  }

  @Override
  public final void setTimer(TimerSetting timer) {
    count();
    String key = timerKey(timer.handler(), timer.key());
    Document payload = Payloads.written(timer.payload());
    Timer before = timer(key);
    draft.put(
        Tables.TIMERS,
        new Timer(
            before == null ? draft.newId() : before.id(),
            before == null ? 1 : before.version() + 1,
            names.pluginId(),
            key,
            timer.dueAt().toEpochMilli(),
            timer.ticketId(),
            payload,
            draft.now(),
            timer.dueAt().toEpochMilli() - draft.now() < CONTINUES_MILLIS ? depth : 0,
            Document.empty()));
  }

  @Override
  public final void cancelTimer(String handler, String key) {
    count();
    Timer timer = timer(timerKey(handler, key));
    if (timer != null && draft.find(Tables.TIMERS, timer.id()) != null) {
      draft.remove(Tables.TIMERS, timer);
    }
  }

  private @Nullable Timer timer(String key) {
    return draft.findUnique(
        Tables.TIMERS,
        "key",
        List.of(names.pluginId(), key),
        timer -> timer.owner().equals(names.pluginId()) && timer.key().equals(key));
  }

  private String timerKey(String handler, String key) {
    if (!names.timers().contains(handler)) {
      throw new IllegalArgumentException("the plugin has no timer handler " + handler);
    }
    return handler + "/" + bounded(key);
  }

  static String bounded(String key) {
    if (key.isEmpty() || key.length() > KEY_MAX) {
      throw new IllegalArgumentException("a key has 1 to " + KEY_MAX + " characters");
    }
    return key;
  }
}
