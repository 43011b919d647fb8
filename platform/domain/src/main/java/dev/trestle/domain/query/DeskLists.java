package dev.trestle.domain.query;

import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.query.SlotFilter.Fact;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.desk.TicketType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kernel's lists, by the names their filter and order inputs have in the schema. */
public final class DeskLists {
  public static final ListSchema<Company> COMPANIES =
      new ListSchema<>(Tables.COMPANIES)
          .field("id", Comparators.ownId(Tables.COMPANIES))
          .field("name", Comparators.text(Tables.COMPANIES, null, Company::name))
          .field(
              "domains",
              Comparators.many(Tables.COMPANIES, "domain", Company::domains, Object::toString))
          .field(
              "externalKey",
              Comparators.uniqueText(Tables.COMPANIES, "externalKey", Company::externalKey))
          .field("archived", Comparators.flag(Tables.COMPANIES, Company::archived))
          .field("createdAt", Comparators.time(Tables.COMPANIES, Company::createdAtMillis))
          .field("updatedAt", Comparators.time(Tables.COMPANIES, Company::updatedAtMillis))
          .field("customFields", CustomFieldFilter.on(Tables.COMPANIES, CustomFieldTarget.COMPANY))
          .sort("name", company -> Tables.folded(company.name()))
          .sort("createdAt", Company::createdAtMillis)
          .sort("updatedAt", Company::updatedAtMillis);

  public static final ListSchema<Site> SITES =
      new ListSchema<>(Tables.SITES)
          .field("id", Comparators.ownId(Tables.SITES))
          .field("name", Comparators.text(Tables.SITES, null, Site::name))
          .field(
              "externalKey", Comparators.uniqueText(Tables.SITES, "externalKey", Site::externalKey))
          .field("archived", Comparators.flag(Tables.SITES, Site::archived))
          .relation("company", "company", Site::companyId, COMPANIES)
          .sort("name", site -> Tables.folded(site.name()))
          .sort("createdAt", Site::createdAtMillis);

  public static final ListSchema<Contact> CONTACTS =
      new ListSchema<>(Tables.CONTACTS)
          .field("id", Comparators.ownId(Tables.CONTACTS))
          .field("name", Comparators.text(Tables.CONTACTS, null, Contact::name))
          .field("email", Comparators.uniqueText(Tables.CONTACTS, "email", Contact::email))
          .field("phone", Comparators.text(Tables.CONTACTS, null, Contact::phone))
          .field(
              "externalKey",
              Comparators.uniqueText(Tables.CONTACTS, "externalKey", Contact::externalKey))
          .field("archived", Comparators.flag(Tables.CONTACTS, Contact::archived))
          .field("createdAt", Comparators.time(Tables.CONTACTS, Contact::createdAtMillis))
          .field("updatedAt", Comparators.time(Tables.CONTACTS, Contact::updatedAtMillis))
          .field("customFields", CustomFieldFilter.on(Tables.CONTACTS, CustomFieldTarget.CONTACT))
          .relation("company", "company", Contact::companyId, COMPANIES)
          .relation("site", "site", Contact::siteId, SITES)
          .sort("name", contact -> Tables.folded(contact.name()))
          .sort("createdAt", Contact::createdAtMillis)
          .sort("updatedAt", Contact::updatedAtMillis);

  public static final ListSchema<Agent> AGENTS =
      new ListSchema<>(Tables.AGENTS)
          .field("id", Comparators.ownId(Tables.AGENTS))
          .field("name", Comparators.text(Tables.AGENTS, null, Agent::name))
          .field("email", Comparators.uniqueText(Tables.AGENTS, "email", Agent::email))
          .field(
              "externalKey",
              Comparators.uniqueText(Tables.AGENTS, "externalKey", Agent::externalKey))
          .field("active", Comparators.flag(Tables.AGENTS, Agent::active))
          .field("createdAt", Comparators.time(Tables.AGENTS, Agent::createdAtMillis))
          .sort("name", agent -> Tables.folded(agent.name()))
          .sort("createdAt", Agent::createdAtMillis);

  public static final ListSchema<Team> TEAMS =
      new ListSchema<>(Tables.TEAMS)
          .field("id", Comparators.ownId(Tables.TEAMS))
          .field("name", Comparators.text(Tables.TEAMS, null, Team::name))
          .field(
              "externalKey", Comparators.uniqueText(Tables.TEAMS, "externalKey", Team::externalKey))
          .field("archived", Comparators.flag(Tables.TEAMS, Team::archived))
          .field("members", Comparators.ids(Tables.TEAMS, "member", Team::memberIds))
          .sort("name", team -> Tables.folded(team.name()))
          .sort("createdAt", Team::createdAtMillis);

  public static final ListSchema<Queue> QUEUES =
      new ListSchema<>(Tables.QUEUES)
          .field("id", Comparators.ownId(Tables.QUEUES))
          .field("name", Comparators.text(Tables.QUEUES, null, Queue::name))
          .field(
              "externalKey",
              Comparators.uniqueText(Tables.QUEUES, "externalKey", Queue::externalKey))
          .field("archived", Comparators.flag(Tables.QUEUES, Queue::archived))
          .sort("name", queue -> Tables.folded(queue.name()))
          .sort("createdAt", Queue::createdAtMillis);

  public static final ListSchema<Ticket> TICKETS =
      new ListSchema<>(Tables.TICKETS)
          .field("id", Comparators.ownId(Tables.TICKETS))
          .field("number", Comparators.uniqueText(Tables.TICKETS, "number", Ticket::number))
          .field("subject", Comparators.text(Tables.TICKETS, null, Ticket::subject))
          .field("status", Comparators.key(Tables.TICKETS, "status", Ticket::status))
          .field("statusCategory", statusCategory())
          .field(
              "priority",
              Comparators.constant(
                  Tables.TICKETS, "priority", TicketPriority.class, Ticket::priority))
          .field(
              "type", Comparators.constant(Tables.TICKETS, "type", TicketType.class, Ticket::type))
          .field(
              "open",
              new Comparators.Field<>(
                  (state, value, path) -> open(state, (boolean) value),
                  value -> ticket -> ticket.open() == (boolean) value))
          .field(
              "unanswered",
              new Comparators.Field<>(
                  DeskLists::unanswered,
                  value -> ticket -> (ticket.unansweredSinceMillis() != 0) == (boolean) value))
          .relation("queue", "queue", Ticket::queueId, QUEUES)
          .field("queueId", Comparators.id(Tables.TICKETS, "queue", Ticket::queueId))
          .relation("requester", "requester", Ticket::requesterId, CONTACTS)
          .field("requesterId", Comparators.id(Tables.TICKETS, "requester", Ticket::requesterId))
          .relation("company", "company", Ticket::companyId, COMPANIES)
          .field("companyId", Comparators.id(Tables.TICKETS, "company", Ticket::companyId))
          .relation("site", "site", Ticket::siteId, SITES)
          .field("siteId", Comparators.id(Tables.TICKETS, "site", Ticket::siteId))
          .relation("assignee", "assignee", Ticket::assigneeId, AGENTS)
          .field("assigneeId", Comparators.id(Tables.TICKETS, "assignee", Ticket::assigneeId))
          .relation("team", "team", Ticket::teamId, TEAMS)
          .field("teamId", Comparators.id(Tables.TICKETS, "team", Ticket::teamId))
          .field("parentId", Comparators.id(Tables.TICKETS, "parent", Ticket::parentId))
          .field("mergedIntoId", Comparators.id(Tables.TICKETS, "mergedInto", Ticket::mergedIntoId))
          .field("tags", Comparators.many(Tables.TICKETS, "tag", Ticket::tags, Object::toString))
          .field("watchers", Comparators.ids(Tables.TICKETS, "watcher", Ticket::watcherIds))
          .field("dueAt", Comparators.time(Tables.TICKETS, Ticket::dueAtMillis))
          .field("createdAt", Comparators.time(Tables.TICKETS, Ticket::createdAtMillis))
          .field("updatedAt", Comparators.time(Tables.TICKETS, Ticket::updatedAtMillis))
          .field("resolvedAt", Comparators.time(Tables.TICKETS, Ticket::resolvedAtMillis))
          .field("closedAt", Comparators.time(Tables.TICKETS, Ticket::closedAtMillis))
          .field("reopenCount", Comparators.number(Tables.TICKETS, Ticket::reopenCount))
          .field("reassignmentCount", Comparators.number(Tables.TICKETS, Ticket::reassignmentCount))
          .field("source", Comparators.text(Tables.TICKETS, null, Ticket::source))
          .field(
              "externalKey",
              Comparators.uniqueText(Tables.TICKETS, "externalKey", Ticket::externalKey))
          .field("customFields", CustomFieldFilter.on(Tables.TICKETS, CustomFieldTarget.TICKET))
          .sort("number", Ticket::number)
          .sort("subject", ticket -> Tables.folded(ticket.subject()))
          .sort("priority", ticket -> (long) ticket.priority().ordinal())
          .sort("statusCategory", ticket -> (long) ticket.statusCategory().ordinal())
          .sort("dueAt", ticket -> orLast(ticket.dueAtMillis()))
          .sort("createdAt", Ticket::createdAtMillis)
          .sort("updatedAt", Ticket::updatedAtMillis)
          .sort("resolvedAt", ticket -> orLast(ticket.resolvedAtMillis()))
          .sort("closedAt", ticket -> orLast(ticket.closedAtMillis()))
          .sort("unansweredSince", ticket -> orLast(ticket.unansweredSinceMillis()));

  private static final Set<StatusCategory> OPEN =
      EnumSet.copyOf(
          java.util.Arrays.stream(StatusCategory.values()).filter(StatusCategory::open).toList());

  private DeskLists() {}

  private static Object orLast(long millis) {
    return millis == 0 ? Long.MAX_VALUE : millis;
  }

  private static SlotFilter unanswered(State state, Object value, List<String> path) {
    SlotFilter waiting = SlotFilter.in(state.table(Tables.TICKETS).group("unanswered", true));
    return (boolean) value ? waiting : new SlotFilter.Not(waiting);
  }

  private static SlotFilter open(State state, boolean wanted) {
    Table<Ticket> tickets = state.table(Tables.TICKETS);
    List<SlotFilter> sets = new ArrayList<>();
    for (StatusCategory category : StatusCategory.values()) {
      if (category.open() == wanted) {
        SlotSet set = tickets.group("statusCategory", category);
        if (!set.isEmpty()) {
          sets.add(SlotFilter.in(set));
        }
      }
    }
    return new SlotFilter.Or(sets, wanted ? new Fact("open", true) : null);
  }

  /** All open categories together are what an index keeps, so that is said in its words. */
  private static FilterField<Ticket> statusCategory() {
    Comparators.Field<Ticket> plain =
        Comparators.constant(
            Tables.TICKETS, "statusCategory", StatusCategory.class, Ticket::statusCategory);
    FilterField<Ticket> indexed =
        (state, value, path) -> {
          Map<?, ?> input = Comparators.map(value);
          if (input.size() == 1 && input.get("in") instanceof Collection<?> wanted) {
            EnumSet<StatusCategory> named = EnumSet.noneOf(StatusCategory.class);
            wanted.forEach(one -> {
              if (one != null) {
                named.add(StatusCategory.valueOf(String.valueOf(one)));
              }
            });
            if (named.equals(OPEN)) {
              return open(state, true);
            }
          }
          return plain.build(state, value, path);
        };
    return new Comparators.Field<>(indexed, plain.alone());
  }
}
