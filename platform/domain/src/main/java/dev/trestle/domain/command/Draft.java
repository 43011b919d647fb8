package dev.trestle.domain.command;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A decision in the making: collects changes, events and every problem found on the way. */
public final class Draft {
  private final DecisionContext context;
  private final DraftChanges changes;
  private final List<TimelineEntry> entries = new ArrayList<>();
  private final List<ChangeSet.Result> results = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<String> accompaniedBy = new ArrayList<>();

  public Draft(DecisionContext context) {
    this.context = context;
    this.changes = new DraftChanges(context.state());
  }

  public State state() {
    return context.state();
  }

  /** The state as this draft leaves it so far. */
  public State after() {
    return changes.after();
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
    return id == null ? null : changes.find(table, id);
  }

  /** Whether a record of this table is put by this draft under a unique key. */
  public <R extends Stored> @Nullable R findUnique(
      TableSchema<R> table, String index, Object key, Predicate<R> matches) {
    for (ChangeSet.Put<?> put : changes.puts()) {
      if (put.table().name().equals(table.name())) {
        R record = table.type().cast(put.record());
        if (matches.test(record)) {
          return record;
        }
      }
    }
    return state().table(table).unique(index, key);
  }

  /** The records of this table that this draft puts. */
  public <R extends Stored> List<R> puts(TableSchema<R> table) {
    List<R> found = new ArrayList<>();
    for (ChangeSet.Put<?> put : changes.puts()) {
      if (put.table().name().equals(table.name())) {
        found.add(table.type().cast(put.record()));
      }
    }
    return found;
  }

  /** Puts a record; what it must replace is remembered as an expectation. */
  public <R extends Stored> void put(TableSchema<R> table, R record) {
    changes.put(table, record);
  }

  /**
   * Answers with a record that is already as it was asked to be. Under an operation key the commit
   * holds it all the same, so that the key gives this answer again once the record has moved on.
   */
  public <R extends Stored> void unchanged(TableSchema<R> table, R record) {
    if (context.operationKey() != null && !changes.puts(table, record.id())) {
      put(table, record);
    }
    result(table.name(), record.id());
  }

  public <R extends Stored> void remove(TableSchema<R> table, R record) {
    changes.remove(table, record);
  }

  /** Relies on a record staying as it is until the commit. */
  public <R extends Stored> void relyOn(TableSchema<R> table, R record) {
    changes.relyOn(table, record);
  }

  /** Relies on no record joining or leaving those under this key until the commit. */
  public void relyOnMembers(TableSchema<?> table, String index, Object key) {
    changes.relyOnMembers(table, index, key);
  }

  /** Relies on this being true of the state until the commit, as it is now. */
  public void relyOnFact(String name, Predicate<State> still) {
    changes.relyOnFact(name, still);
  }

  /** How many events and messages there are so far. */
  public int entries() {
    return entries.size();
  }

  /** How many changes and entries there are so far. */
  public int size() {
    return changes.size() + entries.size();
  }

  /**
   * Decides something more in the same commit, on the state as this draft leaves it. It joins this
   * draft when it finds no problem; otherwise it leaves no trace.
   */
  public Link link(Consumer<Draft> work) {
    Draft next =
        new Draft(
            new DecisionContext(
                after(),
                context.viewer(),
                context.nowMillis(),
                context.ids(),
                context.numbers(),
                context.operationKey(),
                context.inputHash(),
                context.traceId()));
    work.accept(next);
    next.checkUniqueKeys();
    if (!next.hasProblems()) {
      changes.join(next.changes);
      entries.addAll(next.entries);
      warnings.addAll(next.warnings);
    }
    return new Link(List.copyOf(next.problems), List.copyOf(next.results));
  }

  /**
   * What became of a further decision.
   *
   * @param problems why it did not join; empty when it did
   * @param results the ids it named
   */
  public record Link(List<Problem> problems, List<ChangeSet.Result> results) {}

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

  public void problem(Problem problem) {
    problems.add(problem);
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

  /** Something whoever asked should know although it is done. */
  public void warn(Problem warning) {
    warnings.add(warning);
  }

  /** Notes a plugin whose companions have gone along and added something. */
  public void accompaniedBy(String pluginId) {
    accompaniedBy.add(pluginId);
  }

  /**
   * What the draft comes to.
   *
   * @param depth how many reactions stand between a person and the command
   */
  public Decision decided(String command, int depth) {
    checkUniqueKeys();
    return hasProblems() ? new Decision.Rejected(problems) : accepted(command, depth);
  }

  /**
   * What a draft that was accepted comes to with the links that have joined it since: each of them
   * was checked when it did.
   */
  public Decision.Accepted accepted(String command, int depth) {
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
            results,
            depth,
            accompaniedBy);
    return new Decision.Accepted(
        new ChangeSet(header, List.copyOf(changes.puts()), changes.removals(), entries),
        changes.expectations(),
        List.copyOf(warnings));
  }

  private void checkUniqueKeys() {
    if (changes.size() == 0) {
      return;
    }
    Set<Object> keys = new HashSet<>();
    for (ChangeSet.Put<?> put : changes.puts()) {
      String conflict = changes.conflictOf(put);
      if (conflict == null && changes.size() > 1) {
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

  private <R extends Stored> @Nullable String repeated(ChangeSet.Put<R> put, Set<Object> keys) {
    return state().table(put.table()).schema().repeatedIn(put.record(), keys);
  }
}
