package dev.trestle.domain.state;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TrustedIssuer;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.DeskSettings;
import dev.trestle.domain.record.MessageDelivery;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.record.PluginCursor;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.SavedView;
import dev.trestle.domain.record.ServiceUser;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketLink;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.record.TrustedPluginKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernel's tables and their indexes. */
public final class Tables {
  // Longer texts are found by search; as index keys they would only fill the heap.
  private static final int INDEXED_TEXT_MAX = 64;

  // Times in milliseconds of any year people write down fit into 48 bits and a sign.
  private static final int TIME_BITS = 50;
  private static final long TIME_MAX = (1L << TIME_BITS - 1) - 1;

  public static final TableSchema<Ticket> TICKETS =
      TableSchema.of("ticket", Ticket.class)
          .unique("number", "TICKET_NUMBER_TAKEN", Ticket::number)
          .unique("externalKey", "EXTERNAL_KEY_TAKEN", Ticket::externalKey)
          .grouped("queue", Ticket::queueId)
          .grouped("status", Ticket::status)
          .grouped("statusCategory", Ticket::statusCategory)
          .grouped("priority", Ticket::priority)
          .grouped("type", Ticket::type)
          .grouped("requester", Ticket::requesterId)
          .grouped("company", Ticket::companyId)
          .grouped("site", Ticket::siteId)
          .grouped("assignee", Ticket::assigneeId)
          .grouped("team", Ticket::teamId)
          .grouped("parent", Ticket::parentId)
          .grouped("mergedInto", Ticket::mergedIntoId)
          .grouped("unanswered", ticket -> ticket.unansweredSinceMillis() != 0 ? true : null)
          .groupedByMany("watcher", Ticket::watcherIds)
          .groupedByMany("sharedWith", Ticket::sharedWithCompanyIds)
          .groupedByMany("tag", Ticket::tags)
          .groupedByMany("custom", ticket -> customKeys(ticket.customFields()))
          .ranked("createdAt", Ticket::createdAtMillis)
          .ranked("updatedAt", Ticket::updatedAtMillis)
          .ranked("dueAt", Tables::dueRank)
          .ranked("priority,dueAt", Tables::urgencyRank)
          .rankedWithin(
              "openInQueue:priority,dueAt",
              ticket -> ticket.open() ? ticket.queueId() : null,
              Tables::urgencyRank);

  public static final TableSchema<Company> COMPANIES =
      TableSchema.of("company", Company.class)
          .unique("name", "COMPANY_NAME_TAKEN", company -> folded(company.name()))
          .unique("externalKey", "EXTERNAL_KEY_TAKEN", Company::externalKey)
          .groupedByMany("domain", Company::domains)
          .groupedByMany("custom", company -> customKeys(company.customFields()))
          .sorted("name", Comparator.comparing(company -> folded(company.name())));

  public static final TableSchema<Site> SITES =
      TableSchema.of("site", Site.class)
          .unique("externalKey", "EXTERNAL_KEY_TAKEN", Site::externalKey)
          .grouped("company", Site::companyId)
          .sorted("name", Comparator.comparing(site -> folded(site.name())));

  public static final TableSchema<Contact> CONTACTS =
      TableSchema.of("contact", Contact.class)
          .unique("email", "EMAIL_TAKEN", Contact::email)
          .unique("externalKey", "EXTERNAL_KEY_TAKEN", Contact::externalKey)
          .grouped("company", Contact::companyId)
          .grouped("site", Contact::siteId)
          .groupedByMany("custom", contact -> customKeys(contact.customFields()))
          .sorted("name", Comparator.comparing(contact -> folded(contact.name())));

  public static final TableSchema<Agent> AGENTS =
      TableSchema.of("agent", Agent.class)
          .unique("email", "EMAIL_TAKEN", Agent::email)
          .unique("externalKey", "EXTERNAL_KEY_TAKEN", Agent::externalKey)
          .groupedByMany("role", Agent::roleIds)
          .sorted("name", Comparator.comparing(agent -> folded(agent.name())));

  public static final TableSchema<Team> TEAMS =
      TableSchema.of("team", Team.class)
          .unique("name", "TEAM_NAME_TAKEN", team -> folded(team.name()))
          .unique("externalKey", "EXTERNAL_KEY_TAKEN", Team::externalKey)
          .groupedByMany("member", Team::memberIds)
          .sorted("name", Comparator.comparing(team -> folded(team.name())));

  public static final TableSchema<Queue> QUEUES =
      TableSchema.of("queue", Queue.class)
          .unique("name", "QUEUE_NAME_TAKEN", queue -> folded(queue.name()))
          .unique("externalKey", "EXTERNAL_KEY_TAKEN", Queue::externalKey)
          .groupedByMany("watcherTeam", Queue::watcherTeamIds)
          .groupedByMany("watcherAgent", Queue::watcherAgentIds)
          .sorted("name", Comparator.comparing(queue -> folded(queue.name())));

  public static final TableSchema<CustomField> CUSTOM_FIELDS =
      TableSchema.of("customField", CustomField.class)
          .unique(
              "key", "CUSTOM_FIELD_KEY_TAKEN", field -> List.of(field.target().name(), field.key()))
          .sorted("name", Comparator.comparing(CustomField::key));

  public static final TableSchema<TicketLink> LINKS =
      TableSchema.of("ticketLink", TicketLink.class)
          .unique(
              "ends",
              "LINK_EXISTS",
              link -> List.of(link.fromTicketId(), link.toTicketId(), link.kind().name()))
          .groupedByMany("ticket", link -> List.of(link.fromTicketId(), link.toTicketId()));

  public static final TableSchema<Attachment> ATTACHMENTS =
      TableSchema.of("attachment", Attachment.class).grouped("ticket", Attachment::ticketId);

  public static final TableSchema<SavedView> SAVED_VIEWS =
      TableSchema.of("savedView", SavedView.class)
          .unique(
              "name", "SAVED_VIEW_NAME_TAKEN", view -> List.of(view.ownerId(), folded(view.name())))
          .grouped("owner", SavedView::ownerId)
          .grouped("shared", view -> view.shared() ? true : null)
          .sorted("name", Comparator.comparing(view -> folded(view.name())));

  public static final TableSchema<Role> ROLES =
      TableSchema.of("role", Role.class)
          .unique("key", "ROLE_KEY_TAKEN", Role::key)
          .sorted("name", Comparator.comparing(role -> folded(role.name())));

  public static final TableSchema<ServiceUser> SERVICE_USERS =
      TableSchema.of("serviceUser", ServiceUser.class)
          .unique("name", "SERVICE_USER_NAME_TAKEN", user -> folded(user.name()))
          .sorted("name", Comparator.comparing(user -> folded(user.name())));

  public static final TableSchema<Timer> TIMERS =
      TableSchema.of("timer", Timer.class)
          .unique("key", "TIMER_KEY_TAKEN", timer -> List.of(timer.owner(), timer.key()))
          .rankedWithin("ofOwner:dueAt", Timer::owner, Timer::dueAtMillis);

  public static final TableSchema<OutboxEntry> OUTBOX =
      TableSchema.of("outboxEntry", OutboxEntry.class)
          .grouped("state", OutboxEntry::state)
          .grouped(
              "pendingUnder",
              entry ->
                  entry.state() == OutboxState.PENDING
                      ? List.of(entry.channel(), entry.orderKey())
                      : null)
          .grouped(
              "pendingFor",
              entry ->
                  entry.state() == OutboxState.PENDING
                      ? List.of(entry.channel(), entry.receiver())
                      : null)
          .grouped("channel", OutboxEntry::channel);

  public static final TableSchema<DeskSettings> SETTINGS =
      TableSchema.of("deskSettings", DeskSettings.class);

  public static final TableSchema<Account> ACCOUNTS =
      TableSchema.of("account", Account.class)
          .unique("email", "SIGN_IN_NAME_TAKEN", Account::email)
          .unique("principal", "ACCOUNT_EXISTS", Account::principalId);

  public static final TableSchema<Session> SESSIONS =
      TableSchema.of("session", Session.class).grouped("account", Session::accountId);

  public static final TableSchema<ApiToken> API_TOKENS =
      TableSchema.of("apiToken", ApiToken.class)
          .grouped("principal", ApiToken::principalId)
          .ranked("createdAt", ApiToken::createdAtMillis);

  public static final TableSchema<SigningKey> SIGNING_KEYS =
      TableSchema.of("signingKey", SigningKey.class);

  public static final TableSchema<TrustedIssuer> TRUSTED_ISSUERS =
      TableSchema.of("trustedIssuer", TrustedIssuer.class)
          .unique("issuer", "ISSUER_TAKEN", TrustedIssuer::issuer);

  public static final TableSchema<PluginTable> PLUGIN_TABLES =
      TableSchema.of("pluginTable", PluginTable.class)
          .unique("name", "PLUGIN_TABLE_TAKEN", PluginTable::name)
          .grouped("plugin", PluginTable::pluginId);

  public static final TableSchema<PluginInstallation> PLUGIN_INSTALLATIONS =
      TableSchema.of("pluginInstallation", PluginInstallation.class)
          .unique("plugin", "PLUGIN_INSTALLED", PluginInstallation::pluginId)
          .sorted("plugin", Comparator.comparing(PluginInstallation::pluginId));

  public static final TableSchema<PluginCursor> PLUGIN_CURSORS =
      TableSchema.of("pluginCursor", PluginCursor.class)
          .unique(
              "reaction",
              "PLUGIN_CURSOR_TAKEN",
              cursor -> List.of(cursor.pluginId(), cursor.reaction()))
          .grouped("plugin", PluginCursor::pluginId);

  public static final TableSchema<PluginFault> PLUGIN_FAULTS =
      TableSchema.of("pluginFault", PluginFault.class)
          .grouped("plugin", PluginFault::pluginId)
          .ranked("createdAt", PluginFault::createdAtMillis);

  public static final TableSchema<MessageDelivery> MESSAGE_DELIVERIES =
      TableSchema.of("messageDelivery", MessageDelivery.class);

  public static final TableSchema<TrustedPluginKey> TRUSTED_PLUGIN_KEYS =
      TableSchema.of("trustedPluginKey", TrustedPluginKey.class)
          .unique("keyId", "PLUGIN_KEY_TRUSTED", TrustedPluginKey::keyId);

  private Tables() {}

  /** The kernel's own tables; others follow behind them. */
  static List<TableSchema<?>> kernel() {
    List<TableSchema<?>> all = new ArrayList<>(desk());
    all.addAll(credentials());
    all.addAll(plugins());
    return all;
  }

  /** The tables of those who sign in; nothing in them may be shown as it is. */
  public static List<TableSchema<?>> credentials() {
    return List.of(ACCOUNTS, SESSIONS, API_TOKENS, SIGNING_KEYS, TRUSTED_ISSUERS);
  }

  /** What the desk knows of its plugins. */
  private static List<TableSchema<?>> plugins() {
    return List.of(
        PLUGIN_TABLES, PLUGIN_INSTALLATIONS, PLUGIN_CURSORS, PLUGIN_FAULTS, TRUSTED_PLUGIN_KEYS);
  }

  private static List<TableSchema<?>> desk() {
    return List.of(
        TICKETS,
        COMPANIES,
        SITES,
        CONTACTS,
        AGENTS,
        TEAMS,
        QUEUES,
        CUSTOM_FIELDS,
        LINKS,
        ATTACHMENTS,
        SAVED_VIEWS,
        ROLES,
        SERVICE_USERS,
        TIMERS,
        OUTBOX,
        SETTINGS,
        MESSAGE_DELIVERIES);
  }

  /** Tickets without a due time come after those that have one. */
  static long dueRank(Ticket ticket) {
    return ticket.dueAtMillis() == 0 ? Long.MAX_VALUE : ticket.dueAtMillis();
  }

  /** The most pressing priority first, and within one priority what is due first. */
  static long urgencyRank(Ticket ticket) {
    long due = Math.clamp(dueRank(ticket), -TIME_MAX, TIME_MAX);
    return ((long) ticket.priority().ordinal() << TIME_BITS) + due;
  }

  /** How names are compared: without regard to case. */
  public static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static Collection<CustomKey> customKeys(Map<String, Object> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    List<CustomKey> keys = new ArrayList<>(values.size());
    values.forEach((field, value) -> {
      if (value instanceof List<?> many) {
        many.forEach(one -> addKey(keys, field, one));
      } else {
        addKey(keys, field, value);
      }
    });
    return keys;
  }

  private static void addKey(List<CustomKey> keys, String field, @Nullable Object value) {
    boolean small =
        value instanceof String text ? text.length() <= INDEXED_TEXT_MAX : value instanceof Boolean;
    if (value != null && small) {
      keys.add(new CustomKey(field, value));
    }
  }
}
