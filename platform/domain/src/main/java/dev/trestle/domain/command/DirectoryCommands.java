package dev.trestle.domain.command;

import dev.trestle.domain.command.TicketCommands.CustomValue;
import dev.trestle.domain.credentials.TokenAlgorithm;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.CustomFieldType;
import dev.trestle.sdk.desk.StatusCategory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands on companies, people, teams, queues, roles and what else a desk is set up from. */
public final class DirectoryCommands {
  private DirectoryCommands() {}

  public record CreateCompany(
      @Nullable UUID id,
      String name,
      @Nullable List<String> domains,
      @Nullable String note,
      @Nullable Boolean ticketsOpenToContacts,
      @Nullable String externalKey,
      @Nullable List<CustomValue> customFields)
      implements Command {}

  public record EditCompany(
      UUID companyId,
      @Nullable Integer expectedVersion,
      Patch<String> name,
      Patch<List<String>> domains,
      Patch<String> note,
      Patch<Boolean> ticketsOpenToContacts,
      Patch<String> externalKey,
      @Nullable List<CustomValue> customFields)
      implements Command {}

  public record ArchiveCompany(UUID companyId, @Nullable Integer expectedVersion)
      implements Command {}

  public record CreateSite(
      @Nullable UUID id,
      @Nullable UUID companyId,
      String name,
      @Nullable String address,
      @Nullable String timeZone,
      @Nullable String externalKey)
      implements Command {}

  public record EditSite(
      UUID siteId,
      @Nullable Integer expectedVersion,
      Patch<String> name,
      Patch<String> address,
      Patch<String> timeZone)
      implements Command {}

  public record ArchiveSite(UUID siteId, @Nullable Integer expectedVersion) implements Command {}

  public record CreateContact(
      @Nullable UUID id,
      String name,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String locale,
      @Nullable UUID companyId,
      @Nullable UUID siteId,
      @Nullable Boolean seesCompanyTickets,
      @Nullable List<UUID> roleIds,
      @Nullable String externalKey,
      @Nullable List<CustomValue> customFields)
      implements Command {}

  public record EditContact(
      UUID contactId,
      @Nullable Integer expectedVersion,
      Patch<String> name,
      Patch<String> email,
      Patch<String> phone,
      Patch<String> locale,
      Patch<UUID> companyId,
      Patch<UUID> siteId,
      Patch<Boolean> seesCompanyTickets,
      Patch<List<UUID>> roleIds,
      @Nullable List<CustomValue> customFields)
      implements Command {}

  public record ArchiveContact(UUID contactId, @Nullable Integer expectedVersion)
      implements Command {}

  public record CreateAgent(
      @Nullable UUID id,
      String name,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String locale,
      @Nullable String timeZone,
      @Nullable List<UUID> roleIds,
      @Nullable List<UUID> teamIds,
      @Nullable String externalKey)
      implements Command {}

  public record EditAgent(
      UUID agentId,
      @Nullable Integer expectedVersion,
      Patch<String> name,
      Patch<String> email,
      Patch<String> phone,
      Patch<String> locale,
      Patch<String> timeZone,
      Patch<List<UUID>> roleIds)
      implements Command {}

  public record DeactivateAgent(
      UUID agentId, @Nullable Integer expectedVersion, @Nullable UUID handOverToAgentId)
      implements Command {}

  public record ReactivateAgent(UUID agentId, @Nullable Integer expectedVersion)
      implements Command {}

  public record CreateTeam(
      @Nullable UUID id, String name, @Nullable List<UUID> memberIds, @Nullable String externalKey)
      implements Command {}

  public record EditTeam(
      UUID teamId,
      @Nullable Integer expectedVersion,
      Patch<String> name,
      Patch<List<UUID>> memberIds)
      implements Command {}

  public record ArchiveTeam(UUID teamId, @Nullable Integer expectedVersion) implements Command {}

  public record StatusSpec(String key, String name, StatusCategory category) {}

  public record TransitionSpec(String from, String to) {}

  public record CreateQueue(
      @Nullable UUID id,
      String name,
      @Nullable List<StatusSpec> statuses,
      @Nullable List<TransitionSpec> transitions,
      @Nullable List<UUID> watcherTeamIds,
      @Nullable List<UUID> watcherAgentIds,
      @Nullable String externalKey)
      implements Command {}

  public record EditQueue(
      UUID queueId,
      @Nullable Integer expectedVersion,
      Patch<String> name,
      Patch<List<StatusSpec>> statuses,
      Patch<List<TransitionSpec>> transitions,
      Patch<List<UUID>> watcherTeamIds,
      Patch<List<UUID>> watcherAgentIds)
      implements Command {}

  public record ArchiveQueue(UUID queueId, @Nullable Integer expectedVersion) implements Command {}

  /** Tickets that name no queue go here from now on. */
  public record MakeQueueDefault(UUID queueId) implements Command {}

  public record DefineCustomField(
      @Nullable UUID id,
      CustomFieldTarget target,
      String key,
      String label,
      @Nullable String description,
      CustomFieldType type,
      @Nullable List<String> options,
      @Nullable Boolean visibleToContacts,
      @Nullable Boolean searchable)
      implements Command {}

  public record EditCustomField(
      UUID customFieldId,
      @Nullable Integer expectedVersion,
      Patch<String> label,
      Patch<String> description,
      Patch<List<String>> options,
      Patch<Boolean> visibleToContacts,
      Patch<Boolean> searchable)
      implements Command {}

  public record RetireCustomField(UUID customFieldId, @Nullable Integer expectedVersion)
      implements Command {}

  public record CreateSavedView(
      @Nullable UUID id,
      String name,
      Map<String, Object> filter,
      List<Map<String, Object>> orderBy,
      @Nullable Boolean shared)
      implements Command {}

  public record EditSavedView(
      UUID savedViewId,
      @Nullable Integer expectedVersion,
      Patch<String> name,
      Patch<Map<String, Object>> filter,
      Patch<List<Map<String, Object>>> orderBy,
      Patch<Boolean> shared)
      implements Command {}

  public record RemoveSavedView(UUID savedViewId, @Nullable Integer expectedVersion)
      implements Command {}

  public record CreateRole(
      @Nullable UUID id,
      String key,
      String name,
      @Nullable String description,
      List<String> permissions)
      implements Command {}

  public record EditRole(
      UUID roleId,
      @Nullable Integer expectedVersion,
      Patch<String> name,
      Patch<String> description,
      Patch<List<String>> permissions)
      implements Command {}

  public record RemoveRole(UUID roleId, @Nullable Integer expectedVersion) implements Command {}

  public record CreateServiceUser(@Nullable UUID id, String name, List<UUID> roleIds)
      implements Command {}

  public record DeactivateServiceUser(UUID serviceUserId, @Nullable Integer expectedVersion)
      implements Command {}

  /**
   * @param jwks the issuer's keys, pinned; null when they are fetched from {@code jwksUrl}
   */
  public record AddTrustedIssuer(
      @Nullable UUID id,
      String issuer,
      String audience,
      List<TokenAlgorithm> algorithms,
      @Nullable String jwks,
      @Nullable String jwksUrl)
      implements Command {}

  public record RemoveTrustedIssuer(UUID trustedIssuerId, @Nullable Integer expectedVersion)
      implements Command {}

  public record RegisterUpload(
      UUID id, String fileName, String contentType, long sizeBytes, String sha256)
      implements Command {}
}
