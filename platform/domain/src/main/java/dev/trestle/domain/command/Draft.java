package dev.trestle.domain.command;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Decision.Expectation;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A decision in the making: collects changes, events and every problem found on the way. */
public final class Draft {
  private final DecisionContext context;
  private final Map<UUID, ChangeSet.Put<?>> puts = new LinkedHashMap<>();
  private final List<ChangeSet.Removal> removals = new ArrayList<>();
  private final List<TimelineEntry> entries = new ArrayList<>();
  private final List<ChangeSet.Result> results = new ArrayList<>();
  private final List<Expectation> expectations = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  public Draft(DecisionContext context) {
    this.context = context;
  }

  public State state() {
    return context.state();
  }

  public Viewer viewer() {
    return context.viewer();
  }

  public long now() {
    return context.nowMillis();
  }

  public UUID newId() {
    return context.ids().next();
  }

  /** A ticket number that is free; an import may have taken some ahead of the count. */
  public String nextNumber() {
    String number = context.numbers().get();
    while (state().table(Tables.TICKETS).unique("number", number) != null) {
      number = context.numbers().get();
    }
    return number;
  }

  /** The record as this draft leaves it so far. */
  public <R extends Stored> @Nullable R find(TableSchema<R> table, @Nullable UUID id) {
    if (id == null) {
      return null;
    }
    ChangeSet.Put<?> put = puts.get(id);
    if (put != null) {
      return table.type().isInstance(put.record()) ? table.type().cast(put.record()) : null;
    }
    return state().get(table, id);
  }

  /** Whether a record of this table is put by this draft under a unique key. */
  public <R extends Stored> @Nullable R findUnique(
      TableSchema<R> table, String index, Object key, Predicate<R> matches) {
    for (ChangeSet.Put<?> put : puts.values()) {
      if (table.type().isInstance(put.record())) {
        R record = table.type().cast(put.record());
        if (matches.test(record)) {
          return record;
        }
      }
    }
    return state().table(table).unique(index, key);
  }

  /** Puts a record; what it must replace is remembered as an expectation. */
  public <R extends Stored> void put(TableSchema<R> table, R record) {
    if (!puts.containsKey(record.id())) {
      R before = state().get(table, record.id());
      expectations.add(
          new Expectation.Version(table, record.id(), before == null ? 0 : before.version()));
    }
    puts.put(record.id(), new ChangeSet.Put<>(table, record));
  }

  /**
   * Answers with a record that is already as it was asked to be. Under an operation key the commit
   * holds it all the same, so that the key gives this answer again once the record has moved on.
   */
  public <R extends Stored> void unchanged(TableSchema<R> table, R record) {
    if (context.operationKey() != null && !puts.containsKey(record.id())) {
      put(table, record);
    }
    result(table.name(), record.id());
  }

  public <R extends Stored> void remove(TableSchema<R> table, R record) {
    expectations.add(new Expectation.Version(table, record.id(), record.version()));
    removals.add(new ChangeSet.Removal(table, record.id()));
  }

  /** Relies on a record staying as it is until the commit. */
  public <R extends Stored> void relyOn(TableSchema<R> table, R record) {
    expectations.add(new Expectation.Version(table, record.id(), record.version()));
  }

  /** Relies on no record joining or leaving those under this key until the commit. */
  public void relyOnMembers(TableSchema<?> table, String index, Object key) {
    expectations.add(
        new Expectation.Members(table, index, key, state().table(table).group(index, key)));
  }

  /** Relies on this being true of the state until the commit, as it is now. */
  public void relyOnFact(String name, Predicate<State> still) {
    expectations.add(new Expectation.Fact(name, still));
  }

  public void add(TimelineEntry entry) {
    entries.add(entry);
  }

  /** Adds an event of the viewer's at the commit's time. */
  public void event(
      String type,
      TableSchema<?> table,
      UUID recordId,
      @Nullable UUID ticketId,
      List<Event.Change> changes,
      @Nullable String reason,
      boolean publicEvent) {
    Viewer viewer = viewer();
    entries.add(
        new Event(
            type,
            table.name(),
            recordId,
            ticketId,
            now(),
            viewer.id(),
            viewer.kind().name(),
            viewer.name(),
            changes,
            reason,
            publicEvent,
            Document.empty()));
  }

  /** Names an id that the answer shows. */
  public void result(String role, UUID id) {
    results.add(new ChangeSet.Result(role, id));
  }

  public void problem(ProblemType type, String code, String message, String... path) {
    problems.add(Problem.of(type, code, message, path));
  }

  public void invalid(String code, String message, String... path) {
    problem(ProblemType.INVALID, code, message, path);
  }

  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Whether somebody is signed in; if not, that becomes a problem. */
  public boolean requireSignedIn() {
    if (!viewer().signedIn()) {
      problem(
          ProblemType.UNAUTHENTICATED,
          "SIGN_IN_REQUIRED",
          "Sign in with signIn and send the access token as \"Authorization: Bearer\".");
      return false;
    }
    return true;
  }

  /** Whether the viewer holds the permission; if not, that becomes a problem. */
  public boolean require(String permission) {
    if (!requireSignedIn()) {
      return false;
    }
    if (!viewer().may(permission)) {
      problem(
          ProblemType.FORBIDDEN,
          "PERMISSION_MISSING",
          "This needs the permission " + permission + ".");
      return false;
    }
    return true;
  }

  public Decision decided(String command) {
    checkUniqueKeys();
    if (hasProblems()) {
      return new Decision.Rejected(problems);
    }
    Viewer viewer = viewer();
    ChangeSet.Header header =
        new ChangeSet.Header(
            now(),
            command,
            viewer.id(),
            viewer.kind().name(),
            viewer.name(),
            context.traceId(),
            context.operationKey(),
            context.inputHash(),
            results);
    return new Decision.Accepted(
        new ChangeSet(header, List.copyOf(puts.values()), removals, entries),
        List.copyOf(expectations));
  }

  private void checkUniqueKeys() {
    Set<Object> keys = new HashSet<>();
    for (ChangeSet.Put<?> put : puts.values()) {
      String conflict = conflictOf(put);
      if (conflict == null && puts.size() > 1) {
        conflict = repeated(put, keys);
      }
      String code = conflict;
      if (code != null && problems.stream().noneMatch(p -> p.code().equals(code))) {
        problem(
            ProblemType.CONFLICT,
            code,
            "Another "
                + put.table().name()
                + " already has this value, which must be unique. Choose another one.",
            "input");
      }
    }
  }

  private <R extends Stored> @Nullable String conflictOf(ChangeSet.Put<R> put) {
    Table<R> table = state().table(put.table());
    return table.conflictOf(put.record());
  }

  private static <R extends Stored> @Nullable String repeated(
      ChangeSet.Put<R> put, Set<Object> keys) {
    return put.table().repeatedIn(put.record(), keys);
  }
}
