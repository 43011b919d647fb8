package dev.trestle.domain.directory;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The steps that all decisions on the directory share: find it, check it, save it. */
final class DirectoryWork {
  /** How many records one input may name in one list. */
  static final int NAMED_MAX = 500;

  private DirectoryWork() {}

  /** The id of a new record: the proposed one, if it is free, else a fresh one. */
  static <R extends Stored> UUID newId(Draft draft, TableSchema<R> table, @Nullable UUID proposed) {
    if (proposed == null) {
      return draft.newId();
    }
    if (draft.find(table, proposed) != null) {
      draft.problem(
          ProblemType.CONFLICT,
          "ID_TAKEN",
          "This id is in use. Propose another, or leave it out.",
          "input",
          "id");
    }
    return proposed;
  }

  /** The record at the version the viewer looked at; null with a problem said. */
  static <R extends Stored> @Nullable R find(
      Draft draft,
      String permission,
      TableSchema<R> table,
      UUID id,
      @Nullable Integer expectedVersion) {
    if (!draft.require(permission)) {
      return null;
    }
    R record = named(draft, table, id, "input", table.name() + "Id");
    if (record != null) {
      checkVersion(draft, table, record, expectedVersion);
    }
    return record;
  }

  static <R extends Stored> void checkVersion(
      Draft draft, TableSchema<R> table, R record, @Nullable Integer expectedVersion) {
    if (expectedVersion != null && expectedVersion != record.version()) {
      draft.problem(
          ProblemType.CONFLICT,
          "VERSION_MOVED",
          "This "
              + table.name()
              + " is at version "
              + record.version()
              + " by now. Read it again and decide anew.",
          "input",
          "expectedVersion");
    }
  }

  /** A record the input names; a problem when there is none. */
  static <R extends Stored> @Nullable R named(
      Draft draft, TableSchema<R> table, @Nullable UUID id, String... path) {
    R record = draft.find(table, id);
    if (id != null && record == null) {
      notFound(draft, table.name(), path);
    }
    return record;
  }

  static void notFound(Draft draft, String what, String... path) {
    draft.problem(
        ProblemType.NOT_FOUND,
        "NOT_FOUND",
        "There is no such " + what + ", or you may not see it. Check the id.",
        path);
  }

  /** The records a list names, each once; problems for those that are not there. */
  static <R extends Stored> List<R> namedAll(
      Draft draft, TableSchema<R> table, @Nullable List<UUID> ids, String field) {
    if (ids == null) {
      return List.of();
    }
    if (ids.size() > NAMED_MAX) {
      draft.invalid("TOO_MANY", "At most " + NAMED_MAX + " can be named here.", "input", field);
      return List.of();
    }
    List<R> found = new ArrayList<>();
    int at = 0;
    for (UUID id : new LinkedHashSet<>(ids)) {
      R record = named(draft, table, id, "input", field, String.valueOf(at++));
      if (record != null) {
        found.add(record);
      }
    }
    return found;
  }

  static List<UUID> ids(List<? extends Stored> records) {
    return records.stream().map(Stored::id).toList();
  }

  /** Puts a new record, tells that it exists, and answers with it. */
  static <R extends Stored> void create(Draft draft, String event, TableSchema<R> table, R record) {
    draft.put(table, record);
    draft.event(
        event,
        table,
        record.id(),
        null,
        RecordChanges.between(draft, table, null, record),
        null,
        false);
    draft.result(table.name(), record.id());
  }

  /** Puts the next version and tells what changed; nothing when nothing did. */
  static <R extends Stored> void save(
      Draft draft, String event, TableSchema<R> table, R before, R after) {
    var changes = RecordChanges.between(draft, table, before, after);
    if (changes.isEmpty()) {
      draft.unchanged(table, before);
      return;
    }
    draft.put(table, after);
    draft.event(event, table, after.id(), null, changes, null, false);
    draft.result(table.name(), after.id());
  }

  /** Answers with a record that is already as it was asked to be. */
  static <R extends Stored> void unchanged(Draft draft, TableSchema<R> table, R record) {
    draft.unchanged(table, record);
  }

  /**
   * Relies on a record staying as it is, unless this draft changes it anyway and so relies on it
   * already.
   */
  static <R extends Stored> void relyOn(Draft draft, TableSchema<R> table, R record) {
    R stored = draft.state().get(table, record.id());
    if (stored != null && stored.version() == record.version()) {
      draft.relyOn(table, record);
    }
  }
}
