package dev.trestle.sdk.command;

import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Experimental;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A commit in the making: everything put here becomes durable and visible together, or not at all.
 * The desk may ask again on a newer snapshot when somebody else was quicker, so whoever fills a
 * draft reads nothing but the draft, keeps nothing, and touches nothing outside.
 *
 * <p>Used by the thread it was handed to, until the call returns. At most 10,000 changes.
 */
@Api
public interface Draft extends Additions {
  /** On whose behalf; in reactions, timers and endpoints the plugin itself. */
  Viewer viewer();

  /**
   * Refuses unless the record is at the version that the client looked at.
   *
   * @param expected null when the client named none: then nothing is checked
   */
  <R extends Record & DeskRecord> void expect(R record, @Nullable Integer expected);

  /**
   * Does in this commit what a mutation of the desk does; its problems refuse the draft, under the
   * path {@code wish}.
   *
   * @return the ids the mutation names, by payload field, such as {@code ticket}; empty when
   *     refused
   */
  Map<String, UUID> perform(Wish wish);

  /**
   * Puts something into the outbox.
   *
   * @param channel the name of one of the plugin's channels
   * @param orderKey what goes out under one key goes out in this order; at most 200 characters.
   *     What stands before its first slash names the receiver: one that fails or stalls is tried
   *     less and less at once, so that it holds up no other receiver of the channel
   * @param payload what the channel needs; String, Long, Boolean, BigDecimal, UUID, Instant, lists
   *     and maps of them, at most 1 MiB
   * @return the key that every attempt carries
   */
  UUID send(String channel, String orderKey, Map<String, ?> payload);

  /**
   * How many entries wait in the outbox for a receiver, with those that this draft sends and
   * without the dead. What waits is kept in memory: a plugin that sends much looks here, and goes
   * on later.
   *
   * @param channel the name of one of the plugin's channels
   * @param receiver what stands before the first slash of the order keys
   */
  int waiting(String channel, String receiver);

  /**
   * Keeps a file with a ticket for good: one that the plugin has stored and that belongs to nothing
   * yet. Whoever reads the ticket's internal notes finds it among the ticket's attachments and at
   * {@code /files/<id>}.
   *
   * <p>Refuses the draft with FILE_UNKNOWN when the plugin has stored no such file, or too long
   * ago, and with FILE_ALREADY_ATTACHED when a message or a ticket has it.
   */
  @Experimental(since = "0.1.0")
  void keep(UUID fileId, UUID ticketId);

  /**
   * Says whether a public comment of the desk's reached whom it was for; {@code
   * Message.deliveryState} shows it, and an event {@code MessageDeliveryChanged} in the ticket's
   * history. Does nothing when it is so already. Needs {@code messageDelivery} among the manifest's
   * writes.
   *
   * <p>Refuses the draft with MESSAGE_NOT_OUTBOUND for a note and for what came from outside, and
   * with MESSAGE_UNKNOWN when there is none.
   *
   * @param reason for people, why it is so; null for none
   */
  @Experimental(since = "0.1.0")
  void delivery(MessageId message, DeliveryState state, @Nullable String reason);

  /** Names an id that the mutation's payload shows. */
  void result(String name, UUID id);

  /** Refuses the whole commit for this reason; further reasons may follow. */
  void refuse(ProblemType type, String code, String message, String... path);

  /** Adds a warning to the answer; the commit goes ahead. */
  void warn(String code, String message, String... path);

  /** Whether something has been refused so far. */
  boolean refused();

  /** Refuses unless the viewer holds the permission. */
  boolean require(String permission);

  /**
   * Something that happened, complete enough that nobody must look up what it meant then.
   *
   * @param type past tense, such as {@code ChecklistItemDone}
   * @param recordId of the record it happened to
   * @param ticketId the ticket in whose history it stands, if any
   * @param changes the fields that changed
   * @param publicEvent whether a contact who sees the ticket may hear of it
   */
  record Happening(
      String type,
      RecordType<?> recordType,
      UUID recordId,
      @Nullable UUID ticketId,
      List<Change> changes,
      @Nullable String reason,
      boolean publicEvent) {
    public Happening {
      changes = List.copyOf(changes);
    }

    /** An event in a ticket's history that only staff hear of. */
    public static Happening internal(
        String type, RecordType<?> recordType, UUID recordId, @Nullable UUID ticketId) {
      return new Happening(type, recordType, recordId, ticketId, List.of(), null, false);
    }
  }

  /**
   * One field's change, with values as people read them.
   *
   * @param before null when the field was empty
   * @param after null when it is empty now
   */
  record Change(String field, @Nullable String before, @Nullable String after) {}

  /**
   * A timer to set. It fires once, also after a crash or a week off, and then says when it was due.
   *
   * @param handler the name of one of the plugin's timer handlers
   * @param key unique for the handler, at most 200 characters
   * @param payload as in {@link Draft#send}
   */
  record TimerSetting(
      String handler, String key, Instant dueAt, @Nullable UUID ticketId, Map<String, ?> payload) {
    public TimerSetting(String handler, String key, Instant dueAt, @Nullable UUID ticketId) {
      this(handler, key, dueAt, ticketId, Map.of());
    }
  }
}
