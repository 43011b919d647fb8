package dev.trestle.sdk.command;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a guard may know of a command, and how it answers. */
@Api
public interface GuardContext {
  /** The command's name as it stands in the log, such as {@code ResolveTicket}. */
  String command();

  Viewer viewer();

  Instant now();

  /** Settings, texts and the like; the network is out of reach while something is decided. */
  Surroundings surroundings();

  /** The desk before the command. */
  Snapshot before();

  /** The desk as the command would leave it. */
  Snapshot after();

  /** The tickets it changes, at least one. */
  List<TicketChange> tickets();

  /**
   * Makes the command depend on this record staying as it is in {@link #before}, or staying away
   * when there is none: else somebody could change at the same moment what the guard has judged by.
   */
  <R extends Record & DeskRecord> void relyOn(RecordType<R> type, UUID id);

  /** Refuses the command; further reasons may follow. */
  void refuse(String code, String message, String... path);

  /** Lets it pass with a warning in the answer. */
  void warn(String code, String message, String... path);

  /**
   * One ticket's change.
   *
   * @param before null when the command creates it
   */
  record TicketChange(@Nullable Ticket before, Ticket after) {
    /** Whether the ticket was open, and is not any more. */
    public boolean ends() {
      return (before == null || before.open()) && !after.open();
    }
  }
}
