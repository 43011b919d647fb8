package dev.trestle.sdk.command;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.UUID;

/**
 * What a plugin adds of its own to a commit: records, events and timers. A {@link Draft} is that
 * and more; a {@link Companion} has only this. Code that takes this serves both.
 *
 * <p>Used by the thread it was handed to, until the call returns. At most 10,000 changes.
 */
@Api
public interface Additions {
  /** The desk as the commit leaves it so far. */
  Snapshot snapshot();

  /** The commit's time; the same however often it is asked. */
  Instant now();

  /** Settings, texts and the like; the network is out of reach while something is decided. */
  Surroundings surroundings();

  /** A new id, which sorts behind those given before. */
  UUID newId();

  /**
   * Puts a record, new or in place of the one of its id. Somebody else's change to the same record
   * makes the desk ask again, so nothing is overwritten unseen.
   */
  <R extends Record & DeskRecord> void put(RecordType<R> type, R record);

  /** Takes a record away; without effect when there is none. */
  <R extends Record & DeskRecord> void remove(RecordType<R> type, UUID id);

  /** Makes the commit depend on this record staying as it is in the snapshot. */
  <R extends Record & DeskRecord> void relyOn(RecordType<R> type, R record);

  /** Makes the commit depend on no record joining or leaving this group of a grouped index. */
  <R extends Record & DeskRecord> void relyOnGroup(RecordType<R> type, String index, Object key);

  /** Makes the commit depend on this ticket staying as it is in the snapshot. */
  void relyOnTicket(UUID ticketId);

  /** Tells that something happened. */
  void event(Draft.Happening happening);

  /** Sets a durable timer, or moves the one of this key; see {@link Draft.TimerSetting}. */
  void setTimer(Draft.TimerSetting timer);

  /** Takes back a timer; without effect when there is none. */
  void cancelTimer(String handler, String key);
}
