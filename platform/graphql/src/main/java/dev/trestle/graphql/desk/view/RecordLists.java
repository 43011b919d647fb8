package dev.trestle.graphql.desk.view;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.TrustedIssuer;
import dev.trestle.domain.query.DeskLists;
import dev.trestle.domain.query.ListSchema;
import dev.trestle.domain.query.ListSchema.Wish;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.query.Visible;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.SavedView;
import dev.trestle.domain.record.ServiceUser;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TrustedPluginKey;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import java.util.List;

/** The lists of the schema. */
public final class RecordLists {
  private static final List<Wish> LATEST_FIRST = List.of(new Wish("createdAt", true));
  private static final List<Wish> BY_NAME = List.of(new Wish("name", false));

  public static final RecordList<Ticket> TICKETS =
      new RecordList<>(
          scope -> scope.ticketLists().rules(),
          Scope::visibleTickets,
          (ticket, slot, scope) -> new TicketView(ticket, slot, scope),
          LATEST_FIRST);

  /** Children and the like: the order in which they came. */
  static final List<Wish> OLDEST_FIRST = List.of(new Wish("createdAt", false));

  static final RecordList<Company> COMPANIES =
      new RecordList<>(
          DeskLists.COMPANIES,
          FilterGuard.COMPANY,
          scope -> Visible.companies(scope.viewer(), scope.state()),
          (company, slot, scope) -> new CompanyView(company, scope),
          BY_NAME);

  static final RecordList<Site> SITES =
      new RecordList<>(
          DeskLists.SITES,
          FilterGuard.SITE,
          scope -> Visible.sites(scope.viewer(), scope.state()),
          (site, slot, scope) -> new SiteView(site, scope),
          BY_NAME);

  static final RecordList<Contact> CONTACTS =
      new RecordList<>(
          DeskLists.CONTACTS,
          FilterGuard.CONTACT,
          scope -> Visible.contacts(scope.viewer(), scope.state()),
          (contact, slot, scope) -> new ContactView(contact, scope),
          BY_NAME);

  static final RecordList<Agent> AGENTS =
      new RecordList<>(
          DeskLists.AGENTS,
          FilterGuard.AGENT,
          scope -> Visible.staffOnly(scope.viewer()),
          (agent, slot, scope) -> new AgentView(agent, scope),
          BY_NAME);

  static final RecordList<Team> TEAMS =
      new RecordList<>(
          DeskLists.TEAMS,
          FilterGuard.OPEN,
          scope -> Visible.staffOnly(scope.viewer()),
          (team, slot, scope) -> new TeamView(team, scope),
          BY_NAME);

  static final RecordList<Queue> QUEUES =
      new RecordList<>(
          DeskLists.QUEUES,
          FilterGuard.OPEN,
          scope -> Visible.staffOnly(scope.viewer()),
          (queue, slot, scope) -> new QueueView(queue, scope),
          BY_NAME);

  static final RecordList<CustomField> CUSTOM_FIELDS =
      new RecordList<>(
          new ListSchema<>(Tables.CUSTOM_FIELDS).sort("name", CustomField::key),
          FilterGuard.OPEN,
          RecordLists::visibleCustomFields,
          (field, slot, scope) -> new CustomFieldView(field, scope),
          BY_NAME);

  static final RecordList<SavedView> SAVED_VIEWS =
      new RecordList<>(
          new ListSchema<>(Tables.SAVED_VIEWS).sort("name", view -> Tables.folded(view.name())),
          FilterGuard.OPEN,
          scope -> {
            Table<SavedView> views = scope.state().table(Tables.SAVED_VIEWS);
            return SlotFilter.where(
                slot -> Visibility.seesSavedView(scope.viewer(), views.require(slot)));
          },
          (view, slot, scope) -> new SavedViewView(view, scope),
          BY_NAME);

  static final RecordList<Role> ROLES =
      new RecordList<>(
          new ListSchema<>(Tables.ROLES).sort("name", role -> Tables.folded(role.name())),
          FilterGuard.OPEN,
          scope -> Visible.staffOnly(scope.viewer()),
          (role, slot, scope) -> new RoleView(role, scope),
          BY_NAME);

  static final RecordList<ServiceUser> SERVICE_USERS =
      new RecordList<>(
          new ListSchema<>(Tables.SERVICE_USERS).sort("name", user -> Tables.folded(user.name())),
          FilterGuard.OPEN,
          scope ->
              scope.viewer().may(Permissions.SERVICE_USER_MANAGE)
                  ? SlotFilter.ALL
                  : SlotFilter.NONE,
          (user, slot, scope) -> new ServiceUserView(user, scope),
          BY_NAME);

  static final RecordList<ApiToken> API_TOKENS =
      new RecordList<>(
          new ListSchema<>(Tables.API_TOKENS).sort("createdAt", ApiToken::createdAtMillis),
          FilterGuard.OPEN,
          scope -> scope.managesCredentials() ? SlotFilter.ALL : SlotFilter.NONE,
          (token, slot, scope) -> new ApiTokenView(token, scope),
          LATEST_FIRST);

  static final RecordList<TrustedIssuer> TRUSTED_ISSUERS =
      new RecordList<>(
          new ListSchema<>(Tables.TRUSTED_ISSUERS).sort("name", TrustedIssuer::issuer),
          FilterGuard.OPEN,
          scope -> scope.managesCredentials() ? SlotFilter.ALL : SlotFilter.NONE,
          (issuer, slot, scope) -> new TrustedIssuerView(issuer),
          BY_NAME);

  public static final RecordList<TrustedPluginKey> PLUGIN_KEYS =
      new RecordList<>(
          new ListSchema<>(Tables.TRUSTED_PLUGIN_KEYS)
              .sort("name", key -> Tables.folded(key.name())),
          FilterGuard.OPEN,
          RecordLists::forPluginReaders,
          (key, slot, scope) -> key,
          BY_NAME);

  public static final RecordList<PluginFault> PLUGIN_FAULTS =
      new RecordList<>(
          new ListSchema<>(Tables.PLUGIN_FAULTS).sort("createdAt", PluginFault::createdAtMillis),
          FilterGuard.OPEN,
          RecordLists::forPluginReaders,
          (fault, slot, scope) -> new PluginFaultView(fault, scope),
          LATEST_FIRST);

  public static final RecordList<OutboxEntry> OUTBOX =
      new RecordList<>(
          new ListSchema<>(Tables.OUTBOX).sort("createdAt", OutboxEntry::createdAtMillis),
          FilterGuard.OPEN,
          RecordLists::forPluginReaders,
          (entry, slot, scope) -> entry,
          LATEST_FIRST);

  private RecordLists() {}

  private static SlotFilter forPluginReaders(Scope scope) {
    return scope.viewer().may(Permissions.PLUGIN_READ) ? SlotFilter.ALL : SlotFilter.NONE;
  }

  private static SlotFilter visibleCustomFields(Scope scope) {
    if (scope.staff()) {
      return SlotFilter.ALL;
    }
    Table<CustomField> fields = scope.state().table(Tables.CUSTOM_FIELDS);
    return scope.viewer().signedIn()
        ? SlotFilter.where(slot -> fields.require(slot).visibleToContacts())
        : SlotFilter.NONE;
  }
}
