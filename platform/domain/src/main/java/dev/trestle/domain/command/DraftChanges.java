package dev.trestle.domain.command;

import dev.trestle.domain.command.Decision.Expectation;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records that a draft changes, each once, and what it relies on. */
final class DraftChanges {
  /** Records of different tables may have the same id. */
  private record Key(String table, UUID id) {}

  private final State base;
  private final Map<Key, ChangeSet.Put<?>> puts = new LinkedHashMap<>();
  private final Map<Key, ChangeSet.Removal> removals = new LinkedHashMap<>();
  private final List<Expectation> expectations = new ArrayList<>();
  // The state with the changes, but for those that nobody has looked at yet.
  private State seen;
  private final List<Object> unseen = new ArrayList<>();

  DraftChanges(State base) {
    this.base = base;
    this.seen = base;
  }

  private static Key key(TableSchema<?> table, UUID id) {
    return new Key(table.name(), id);
  }

  private boolean touched(Key key) {
    return puts.containsKey(key) || removals.containsKey(key);
  }

  boolean puts(TableSchema<?> table, UUID id) {
    return puts.containsKey(key(table, id));
  }

  /** The record as the changes leave it. */
  <R extends Stored> @Nullable R find(TableSchema<R> table, UUID id) {
    Key key = key(table, id);
    ChangeSet.Put<?> put = puts.get(key);
    if (put != null) {
      return table.type().cast(put.record());
    }
    return removals.containsKey(key) ? null : base.get(table, id);
  }

  <R extends Stored> void put(TableSchema<R> table, R record) {
    Key key = key(table, record.id());
    if (!touched(key)) {
      R before = base.get(table, record.id());
      expectations.add(
          new Expectation.Version(table, record.id(), before == null ? 0 : before.version()));
    }
    keep(key, new ChangeSet.Put<>(table, record));
  }

  private void keep(Key key, ChangeSet.Put<?> put) {
    removals.remove(key);
    puts.put(key, put);
    unseen.add(put);
  }

  <R extends Stored> void remove(TableSchema<R> table, R record) {
    Key key = key(table, record.id());
    if (!touched(key)) {
      relyOn(table, record);
    }
    drop(key, new ChangeSet.Removal(table, record.id()));
  }

  private void drop(Key key, ChangeSet.Removal removal) {
    puts.remove(key);
    if (base.get(removal.table(), removal.id()) != null) {
      removals.put(key, removal);
    }
    unseen.add(removal);
  }

  <R extends Stored> void relyOn(TableSchema<R> table, R record) {
    if (!touched(key(table, record.id()))) {
      expectations.add(new Expectation.Version(table, record.id(), record.version()));
    }
  }

  void relyOnMembers(TableSchema<?> table, String index, Object key) {
    expectations.add(
        new Expectation.Members(table, index, key, base.table(table).group(index, key)));
  }

  void relyOnFact(String name, Predicate<State> still) {
    expectations.add(new Expectation.Fact(name, still));
  }

  /** The base with all changes so far. */
  State after() {
    if (!unseen.isEmpty()) {
      List<ChangeSet.Put<?>> run = new ArrayList<>();
      for (Object change : unseen) {
        switch (change) {
          case ChangeSet.Put<?> put -> run.add(put);
          case ChangeSet.Removal removal -> {
            seen = seen.overlaid(run, List.of(removal));
            run.clear();
          }
          default -> throw new IllegalStateException("no change: " + change);
        }
      }
      seen = seen.overlaid(run, List.of());
      unseen.clear();
    }
    return seen;
  }

  /**
   * Takes over what was decided on {@link #after}. What it relies on is put in terms of the base:
   * what these changes made themselves nobody else can move.
   */
  void join(DraftChanges next) {
    if (next.size() == 0 && next.expectations.isEmpty()) {
      return;
    }
    List<ChangeSet.Put<?>> mine = List.copyOf(puts.values());
    List<ChangeSet.Removal> myRemovals = removals();
    for (Expectation expectation : next.expectations) {
      switch (expectation) {
        case Expectation.Version record -> {
          if (!touched(key(record.table(), record.id()))) {
            expectations.add(record);
          }
        }
        case Expectation.Members members ->
            relyOnMembers(members.table(), members.index(), members.key());
        case Expectation.Fact fact ->
            relyOnFact(fact.name(), state -> fact.still().test(state.overlaid(mine, myRemovals)));
      }
    }
    next.puts.forEach(this::keep);
    next.removals.forEach(this::drop);
    unseen.clear();
    unseen.addAll(next.unseen);
    seen = next.seen;
  }

  /** How many records are changed. */
  int size() {
    return puts.size() + removals.size();
  }

  Collection<ChangeSet.Put<?>> puts() {
    return puts.values();
  }

  List<ChangeSet.Removal> removals() {
    return List.copyOf(removals.values());
  }

  List<Expectation> expectations() {
    return List.copyOf(expectations);
  }

  /** The code of a unique index that the changed records would break, or null. */
  <R extends Stored> @Nullable String conflictOf(ChangeSet.Put<R> put) {
    TableSchema<R> table = put.table();
    return base.table(table).conflictOf(put.record(), other -> touched(key(table, other)));
  }
}
