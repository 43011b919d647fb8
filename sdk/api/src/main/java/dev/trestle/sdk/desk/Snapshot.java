package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Experimental;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.record.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything the desk knows at one moment. It never changes, takes no lock, and may be read by any
 * thread for as long as the call lasts that it was handed to.
 *
 * <p>A plugin reads its own records always, and of the rest what it asked for in its manifest
 * ({@code reads}) and the owner consented to. Reading anything else throws {@link
 * dev.trestle.sdk.problem.ProblemException} with the code PLUGIN_NOT_CONSENTED.
 *
 * <p>What the viewer of a request may see is not considered here. A field that answers tickets or
 * people gives them back as they are: the desk drops from the answer what the viewer may not see.
 */
@Api
public interface Snapshot {
  /** The number of the last commit in it. */
  long sequence();

  /** The time of the last commit in it. */
  Instant at();

  @Nullable Ticket ticket(@Nullable UUID id);

  /**
   * The ticket of this id if the viewer may see it: for what people name in a mutation. A plugin
   * answers a ticket that is hidden as it answers one that does not exist.
   */
  @Nullable Ticket ticket(@Nullable UUID id, Viewer viewer);

  @Nullable Ticket ticketByNumber(String number);

  /**
   * The tickets that pass a filter, whoever may see them.
   *
   * @param filter shaped like the input {@code TicketFilter} of the public schema, as an argument
   *     or a mutation's input has it, or as it was stored; empty for all
   * @throws dev.trestle.sdk.problem.ProblemException when the filter is refused
   */
  TicketSelection tickets(Map<String, ?> filter);

  /** The same, of those that the viewer may see: for what the viewer is answered. */
  TicketSelection tickets(Map<String, ?> filter, Viewer viewer);

  /**
   * A filter to ask of single tickets, of this snapshot and any other.
   *
   * @param filter as in {@link #tickets(Map)}, which says whether a filter is sound
   */
  TicketCondition condition(Map<String, ?> filter);

  /**
   * What was said on a ticket, oldest first, at most the latest {@code max}. Needs {@code message}
   * among the manifest's reads.
   */
  List<? extends Said> said(UUID ticketId, int max);

  /** A message by its id. Needs {@code message} among the manifest's reads. */
  @Experimental(since = "0.1.0")
  @Nullable Said said(MessageId id);

  /**
   * The message that an event of the log is about: the one that {@code CommentAdded} and {@code
   * NoteAdded} stand for, or the one written in the same step, such as the first of a ticket for
   * {@code TicketCreated}. Null when there is none. Needs {@code message} among the manifest's
   * reads.
   */
  @Experimental(since = "0.1.0")
  @Nullable Said said(EventFacts event);

  @Nullable Company company(@Nullable UUID id);

  @Nullable Site site(@Nullable UUID id);

  @Nullable Contact contact(@Nullable UUID id);

  /** The contact with this address, which is compared without regard to case. */
  @Nullable Contact contactByEmail(String email);

  /**
   * The oldest company that has this mail domain and is not archived; null when there is none. Case
   * makes no difference, and a domain stands for itself alone, not for those below it.
   */
  @Experimental(since = "0.1.0")
  @Nullable Company companyByDomain(String domain);

  @Nullable Agent agent(@Nullable UUID id);

  /** The agent with this address, also one who has left; null when there is none. */
  @Experimental(since = "0.1.0")
  @Nullable Agent agentByEmail(String email);

  @Nullable Team team(@Nullable UUID id);

  @Nullable Queue queue(@Nullable UUID id);

  /** The plugin's own records of this type. */
  <R extends Record & DeskRecord> Records<R> records(RecordType<R> type);
}
