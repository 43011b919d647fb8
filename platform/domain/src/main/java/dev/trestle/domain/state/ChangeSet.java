package dev.trestle.domain.state;

import dev.trestle.domain.event.Message;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.record.Stored;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one command changes, as plain data: applying it needs neither the command nor any plugin.
 *
 * @param header who did it, when and why
 * @param puts records as they are from now on
 * @param removals records that are no more
 * @param entries events and messages in the order they happened
 */
public record ChangeSet(
    Header header, List<Put<?>> puts, List<Removal> removals, List<TimelineEntry> entries) {
  public ChangeSet {
    puts = List.copyOf(puts);
    removals = List.copyOf(removals);
    entries = List.copyOf(entries);
  }

  /** Whether a record of this table is put. */
  public boolean puts(TableSchema<?> table) {
    for (Put<?> put : puts) {
      if (put.table().name().equals(table.name())) {
        return true;
      }
    }
    return false;
  }

  /** Whether something is said. */
  public boolean says() {
    for (TimelineEntry entry : entries) {
      if (entry instanceof Message) {
        return true;
      }
    }
    return false;
  }

  /** Whether a record is put or removed. */
  public boolean touches(TableSchema<?> table, UUID id) {
    for (Put<?> put : puts) {
      if (put.record().id().equals(id) && put.table().name().equals(table.name())) {
        return true;
      }
    }
    for (Removal removal : removals) {
      if (removal.id().equals(id) && removal.table().name().equals(table.name())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Who changed what, and on whose command.
   *
   * @param atMillis the commit's time
   * @param operationKey the client's key; null when it gave none
   * @param inputHash identifies the command's input together with the key
   * @param results the ids that the answer names, by role, such as {@code ticket}
   * @param depth how many reactions stand between a person and this commit
   * @param accompaniedBy the ids of the plugins whose companions went along and added something
   */
  public record Header(
      long atMillis,
      String command,
      @Nullable UUID actorId,
      String actorKind,
      String actorName,
      @Nullable String traceId,
      @Nullable UUID operationKey,
      long inputHash,
      List<Result> results,
      int depth,
      List<String> accompaniedBy) {
    public Header {
      results = List.copyOf(results);
      accompaniedBy = List.copyOf(accompaniedBy);
    }
  }

  /** One id that the answer to the command names. */
  public record Result(String role, UUID id) {}

  /** A record as it is from now on. */
  public record Put<R extends Stored>(TableSchema<R> table, R record) {}

  /** A record that is no more. */
  public record Removal(TableSchema<?> table, UUID id) {}
}
