package dev.trestle.graphql.desk.view;

import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.StatusTransition;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.Fields;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Companies, sites, people, teams and queues. */
public final class PeopleTypes {
  private PeopleTypes() {}

  public static List<Fields<?>> all() {
    return List.of(
        company(), site(), contact(), agent(), team(), queue(), status(), transition(), count());
  }

  /** The tickets that stand under this object in one of the ticket table's indexes. */
  private static <S> FieldKind.Batch<S> tickets(
      String field, String index, Function<S, Scope> scope, Function<S, UUID> id) {
    return Batches.of(
        field,
        scope,
        (source, arguments) -> {
          UUID key = id.apply(source);
          return RecordLists.TICKETS.page(
              scope.apply(source),
              arguments,
              new SlotFilter.InSet(
                  scope.apply(source).state().table(Tables.TICKETS).group(index, key),
                  new SlotFilter.Fact(index, key)));
        });
  }

  private static Fields<CompanyView> company() {
    return Fields.of("Company", CompanyView.class)
        .getter("id", company -> company.it().id())
        .getter("name", company -> company.it().name())
        .getter(
            "domains", company -> company.scope().directory() ? company.it().domains() : List.of())
        .getter("note", company -> company.scope().directory() ? company.it().note() : null)
        .booleanGetter("ticketsOpenToContacts", company -> company.it().ticketsOpenToContacts())
        .getter(
            "externalKey",
            company -> company.scope().directory() ? company.it().externalKey() : null)
        .booleanGetter("archived", company -> company.it().archived())
        .getter(
            "customFields",
            company ->
                CustomValueView.of(
                    company.scope(), CustomFieldTarget.COMPANY, company.it().customFields()))
        .batch(
            "sites",
            Batches.of(
                "Company.sites",
                CompanyView::scope,
                (company, arguments) ->
                    RecordLists.SITES.page(
                        company.scope(),
                        arguments,
                        SlotFilter.in(
                            company
                                .scope()
                                .state()
                                .table(Tables.SITES)
                                .group("company", company.it().id())))))
        .batch(
            "contacts",
            Batches.of(
                "Company.contacts",
                CompanyView::scope,
                (company, arguments) ->
                    RecordLists.CONTACTS.page(
                        company.scope(),
                        arguments,
                        SlotFilter.in(
                            company
                                .scope()
                                .state()
                                .table(Tables.CONTACTS)
                                .group("company", company.it().id())))))
        .batch(
            "tickets", tickets("Company.tickets", "company", CompanyView::scope, c -> c.it().id()))
        .getter("createdAt", company -> Times.of(company.it().createdAtMillis()))
        .getter("updatedAt", company -> Times.of(company.it().updatedAtMillis()))
        .intGetter("version", company -> company.it().version());
  }

  private static Fields<SiteView> site() {
    return Fields.of("Site", SiteView.class)
        .getter("id", site -> site.it().id())
        .getter("company", site -> site.scope().company(site.it().companyId()))
        .getter("name", site -> site.it().name())
        .getter("address", site -> site.it().address())
        .getter("timeZone", site -> site.it().timeZone())
        .getter("externalKey", site -> site.scope().directory() ? site.it().externalKey() : null)
        .booleanGetter("archived", site -> site.it().archived())
        .getter("createdAt", site -> Times.of(site.it().createdAtMillis()))
        .getter("updatedAt", site -> Times.of(site.it().updatedAtMillis()))
        .intGetter("version", site -> site.it().version());
  }

  private static Fields<ContactView> contact() {
    return Fields.of("Contact", ContactView.class)
        .getter("id", contact -> contact.it().id())
        .getter("name", contact -> contact.it().name())
        .getter("email", contact -> contact.it().email())
        .getter("phone", contact -> contact.it().phone())
        .getter("locale", contact -> contact.it().locale())
        .getter("company", contact -> contact.scope().company(contact.it().companyId()))
        .getter("site", contact -> contact.scope().site(contact.it().siteId()))
        .booleanGetter("seesCompanyTickets", contact -> contact.it().seesCompanyTickets())
        .getter(
            "roles",
            contact ->
                contact.scope().directory()
                    ? contact.scope().roles(contact.it().roleIds())
                    : List.of())
        .getter(
            "externalKey",
            contact -> contact.scope().directory() ? contact.it().externalKey() : null)
        .booleanGetter("archived", contact -> contact.it().archived())
        .getter(
            "customFields",
            contact ->
                CustomValueView.of(
                    contact.scope(), CustomFieldTarget.CONTACT, contact.it().customFields()))
        .batch(
            "requestedTickets",
            tickets("Contact.requestedTickets", "requester", ContactView::scope, c -> c.it().id()))
        .getter("createdAt", contact -> Times.of(contact.it().createdAtMillis()))
        .getter("updatedAt", contact -> Times.of(contact.it().updatedAtMillis()))
        .intGetter("version", contact -> contact.it().version());
  }

  private static Fields<AgentView> agent() {
    return Fields.of("Agent", AgentView.class)
        .getter("id", agent -> agent.it().id())
        .getter("name", agent -> agent.it().name())
        .getter("email", agent -> agent.staff(Agent::email))
        .getter("phone", agent -> agent.staff(Agent::phone))
        .getter("locale", agent -> agent.staff(Agent::locale))
        .getter("timeZone", agent -> agent.staff(Agent::timeZone))
        .getter("roles", agent -> agent.scope().roles(agent.it().roleIds()))
        .getter("teams", AgentView::teams)
        .getter("active", agent -> agent.staff(Agent::active))
        .getter("externalKey", agent -> agent.staff(Agent::externalKey))
        .batch(
            "assignedTickets",
            tickets("Agent.assignedTickets", "assignee", AgentView::scope, a -> a.it().id()))
        .getter("createdAt", agent -> agent.staff(it -> Times.of(it.createdAtMillis())))
        .getter("updatedAt", agent -> agent.staff(it -> Times.of(it.updatedAtMillis())))
        .intGetter("version", agent -> agent.it().version());
  }

  private static Fields<TeamView> team() {
    return Fields.of("Team", TeamView.class)
        .getter("id", team -> team.it().id())
        .getter("name", team -> team.it().name())
        .getter("members", team -> Scope.present(team.it().memberIds(), team.scope()::agent))
        .getter("externalKey", team -> team.it().externalKey())
        .booleanGetter("archived", team -> team.it().archived())
        .batch("tickets", tickets("Team.tickets", "team", TeamView::scope, t -> t.it().id()))
        .getter("createdAt", team -> Times.of(team.it().createdAtMillis()))
        .getter("updatedAt", team -> Times.of(team.it().updatedAtMillis()))
        .intGetter("version", team -> team.it().version());
  }

  private static Fields<QueueView> queue() {
    return Fields.of("Queue", QueueView.class)
        .getter("id", queue -> queue.it().id())
        .getter("name", queue -> queue.it().name())
        .getter("statuses", queue -> queue.it().statuses())
        .getter("transitions", queue -> queue.it().transitions())
        .getter(
            "watcherTeams",
            queue -> Scope.present(queue.it().watcherTeamIds(), queue.scope()::team))
        .getter(
            "watcherAgents",
            queue -> Scope.present(queue.it().watcherAgentIds(), queue.scope()::agent))
        .batch(
            "ticketCounts",
            Batches.of(
                "Queue.ticketCounts", QueueView::scope, (queue, arguments) -> queue.ticketCounts()))
        .batch(
            "openTicketCount",
            Batches.of(
                "Queue.openTicketCount", QueueView::scope, (queue, arguments) -> queue.openCount()))
        .batch(
            "unansweredTicketCount",
            Batches.of(
                "Queue.unansweredTicketCount",
                QueueView::scope,
                (queue, arguments) -> queue.unansweredCount()))
        .getter("externalKey", queue -> queue.it().externalKey())
        .booleanGetter("archived", queue -> queue.it().archived())
        .batch("tickets", tickets("Queue.tickets", "queue", QueueView::scope, q -> q.it().id()))
        .getter("createdAt", queue -> Times.of(queue.it().createdAtMillis()))
        .getter("updatedAt", queue -> Times.of(queue.it().updatedAtMillis()))
        .intGetter("version", queue -> queue.it().version());
  }

  private static Fields<QueueStatus> status() {
    return Fields.of("QueueStatus", QueueStatus.class)
        .getter("key", QueueStatus::key)
        .getter("name", QueueStatus::name)
        .getter("category", QueueStatus::category);
  }

  private static Fields<StatusTransition> transition() {
    return Fields.of("StatusTransition", StatusTransition.class)
        .getter("from", StatusTransition::from)
        .getter("to", StatusTransition::to);
  }

  private static Fields<QueueView.Count> count() {
    return Fields.of("StatusCategoryCount", QueueView.Count.class)
        .getter("category", QueueView.Count::category)
        .intGetter("count", QueueView.Count::count);
  }
}
