package dev.trestle.domain.command;

import dev.trestle.sdk.desk.LinkKind;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.desk.TicketType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a ticket. */
public final class TicketCommands {
  private TicketCommands() {}

  /** A command on one existing ticket. */
  public interface OnTicket extends Command {
    UUID ticketId();

    @Nullable Integer expectedVersion();
  }

  public record CreateTicket(
      @Nullable UUID id,
      String subject,
      @Nullable String text,
      @Nullable UUID queueId,
      @Nullable String status,
      @Nullable TicketPriority priority,
      @Nullable TicketType type,
      @Nullable UUID requesterId,
      @Nullable UUID companyId,
      @Nullable UUID siteId,
      @Nullable UUID assigneeId,
      @Nullable UUID teamId,
      @Nullable UUID parentId,
      @Nullable List<UUID> watcherIds,
      @Nullable List<String> tags,
      @Nullable List<CustomValue> customFields,
      @Nullable Instant dueAt,
      @Nullable List<UUID> attachmentIds,
      @Nullable String channel)
      implements Command {}

  /** One custom field's new value as text, by the field's type; null empties it. */
  public record CustomValue(String key, @Nullable String value, @Nullable List<String> values) {}

  public record AssignTicket(
      UUID ticketId, @Nullable Integer expectedVersion, Patch<UUID> assigneeId, Patch<UUID> teamId)
      implements OnTicket {}

  public record PrioritizeTicket(
      UUID ticketId, @Nullable Integer expectedVersion, TicketPriority priority)
      implements OnTicket {}

  public record SetTicketDue(
      UUID ticketId, @Nullable Integer expectedVersion, @Nullable Instant dueAt)
      implements OnTicket {}

  public record EditTicket(
      UUID ticketId,
      @Nullable Integer expectedVersion,
      Patch<String> subject,
      Patch<TicketType> type,
      Patch<UUID> requesterId,
      Patch<UUID> companyId,
      Patch<UUID> siteId)
      implements OnTicket {}

  public record SetTicketCustomFields(
      UUID ticketId, @Nullable Integer expectedVersion, List<CustomValue> customFields)
      implements OnTicket {}

  public record ChangeTicketStatus(
      UUID ticketId, @Nullable Integer expectedVersion, String status, @Nullable String comment)
      implements OnTicket {}

  public record ResolveTicket(
      UUID ticketId,
      @Nullable Integer expectedVersion,
      @Nullable String status,
      @Nullable String comment)
      implements OnTicket {}

  public record ReopenTicket(
      UUID ticketId,
      @Nullable Integer expectedVersion,
      @Nullable String status,
      @Nullable String reason)
      implements OnTicket {}

  public record CloseTicket(
      UUID ticketId,
      @Nullable Integer expectedVersion,
      @Nullable String status,
      @Nullable String comment)
      implements OnTicket {}

  public record CommentTicket(
      UUID ticketId,
      @Nullable Integer expectedVersion,
      String text,
      @Nullable List<UUID> attachmentIds,
      @Nullable UUID onBehalfOfId,
      @Nullable String channel,
      @Nullable Boolean reopens)
      implements OnTicket {
    /** One after which work goes on. */
    public CommentTicket(
        UUID ticketId,
        @Nullable Integer expectedVersion,
        String text,
        @Nullable List<UUID> attachmentIds,
        @Nullable UUID onBehalfOfId,
        @Nullable String channel) {
      this(ticketId, expectedVersion, text, attachmentIds, onBehalfOfId, channel, null);
    }
  }

  public record NoteTicket(
      UUID ticketId,
      @Nullable Integer expectedVersion,
      String text,
      @Nullable List<UUID> attachmentIds,
      @Nullable String channel)
      implements OnTicket {
    /** One that came as most do. */
    public NoteTicket(
        UUID ticketId,
        @Nullable Integer expectedVersion,
        String text,
        @Nullable List<UUID> attachmentIds) {
      this(ticketId, expectedVersion, text, attachmentIds, null);
    }
  }

  public record DismissUnanswered(UUID ticketId, @Nullable Integer expectedVersion, String reason)
      implements OnTicket {}

  public record MoveTicket(
      UUID ticketId, @Nullable Integer expectedVersion, UUID queueId, @Nullable String status)
      implements OnTicket {}

  public record MergeTicket(
      UUID ticketId, @Nullable Integer expectedVersion, UUID intoTicketId, @Nullable String reason)
      implements OnTicket {}

  public record UnmergeTicket(
      UUID ticketId, @Nullable Integer expectedVersion, @Nullable String reason)
      implements OnTicket {}

  public record LinkTicket(
      UUID ticketId, @Nullable Integer expectedVersion, UUID otherTicketId, LinkKind kind)
      implements OnTicket {}

  public record UnlinkTicket(UUID ticketId, @Nullable Integer expectedVersion, UUID linkId)
      implements OnTicket {}

  public record TagTicket(UUID ticketId, @Nullable Integer expectedVersion, List<String> tags)
      implements OnTicket {}

  public record UntagTicket(UUID ticketId, @Nullable Integer expectedVersion, List<String> tags)
      implements OnTicket {}

  public record WatchTicket(
      UUID ticketId, @Nullable Integer expectedVersion, @Nullable UUID watcherId)
      implements OnTicket {}

  public record UnwatchTicket(
      UUID ticketId, @Nullable Integer expectedVersion, @Nullable UUID watcherId)
      implements OnTicket {}

  public record SetTicketParent(
      UUID ticketId, @Nullable Integer expectedVersion, @Nullable UUID parentId)
      implements OnTicket {}

  public record ShareTicket(UUID ticketId, @Nullable Integer expectedVersion, UUID companyId)
      implements OnTicket {}

  public record UnshareTicket(UUID ticketId, @Nullable Integer expectedVersion, UUID companyId)
      implements OnTicket {}

  public record ImportTickets(List<TicketImport> tickets) implements Command {}

  /** One ticket with its history; the first step is its creation. */
  public record TicketImport(
      String externalKey,
      @Nullable String number,
      String subject,
      @Nullable UUID queueId,
      @Nullable TicketType type,
      @Nullable String requester,
      @Nullable String company,
      @Nullable String site,
      @Nullable List<String> tags,
      @Nullable List<CustomValue> customFields,
      Patch<Instant> resolvedAt,
      Patch<Instant> closedAt,
      @Nullable Integer reassignmentCount,
      List<ImportStep> history) {}

  /** What one moment of the past changed; absent fields stay as they were. */
  public record ImportStep(
      Instant at,
      @Nullable String by,
      @Nullable String status,
      @Nullable TicketPriority priority,
      Patch<String> team,
      Patch<String> assignee,
      @Nullable String comment,
      @Nullable String note,
      @Nullable List<CustomValue> customFields) {}
}
