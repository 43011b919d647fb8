package dev.trestle.graphql.desk.view;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.TrustedIssuer;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.query.Visible;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.SavedView;
import dev.trestle.domain.record.ServiceUser;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketLink;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.schema.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one answer is read from: one snapshot, on behalf of one viewer. Everything that leaves it as
 * a view is visible to the viewer; what is not comes out as null.
 */
public final class Scope {
  private final Desk desk;
  private final State state;
  private final Viewer viewer;
  private final ReadMeter meter;
  private final TicketLists ticketLists;
  private final boolean staff;
  private final boolean directory;
  private final boolean notes;
  private final boolean allTickets;
  private @Nullable SlotFilter visibleTickets;

  Scope(Desk desk, State state, Viewer viewer, ReadMeter meter, TicketLists ticketLists) {
    this.ticketLists = ticketLists;
    this.desk = desk;
    this.state = state;
    this.viewer = viewer;
    this.meter = meter;
    this.staff = viewer.may(Permissions.STAFF_READ);
    this.directory = viewer.may(Permissions.DIRECTORY_READ);
    this.notes = Visibility.readsNotes(viewer);
    this.allTickets = Visibility.seesAllTickets(viewer);
  }

  /**
   * Makes scopes for requests; the snapshot is the one the request is pinned to.
   *
   * @param ticketLists what lists of tickets can be filtered and sorted by
   */
  public record Source(Desk desk, ReadMeter meter, TicketLists ticketLists) {
    public Scope of(RequestContext context) {
      State pinned = context.find(State.class);
      return new Scope(
          desk,
          pinned == null ? desk.snapshot() : pinned,
          context.get(Viewer.class),
          meter,
          ticketLists);
    }

    public Scope of(State state, Viewer viewer) {
      return new Scope(desk, state, viewer, meter, ticketLists);
    }
  }

  public Desk desk() {
    return desk;
  }

  public State state() {
    return state;
  }

  public Viewer viewer() {
    return viewer;
  }

  public TicketLists ticketLists() {
    return ticketLists;
  }

  /** Whether the viewer reads agents, teams, queues and what staff keeps to itself. */
  public boolean staff() {
    return staff;
  }

  /** Whether the viewer reads every company, site and contact. */
  public boolean directory() {
    return directory;
  }

  /** Whether the viewer reads internal notes and the full history. */
  public boolean notes() {
    return notes;
  }

  public void batch(String field, int parents) {
    meter.batch(field, parents);
  }

  public TimelineEntry entry(long pointer) {
    return desk.entry(pointer);
  }

  /** The tickets the viewer sees, as a condition. */
  public SlotFilter visibleTickets() {
    SlotFilter known = visibleTickets;
    if (known == null) {
      known = Visible.tickets(viewer, state);
      visibleTickets = known;
    }
    return known;
  }

  public boolean sees(@Nullable Ticket ticket) {
    return ticket != null && (allTickets || Visibility.sees(viewer, state, ticket));
  }

  public @Nullable TicketView ticket(@Nullable UUID id) {
    if (id == null) {
      return null;
    }
    Table<Ticket> tickets = state.table(Tables.TICKETS);
    int slot = tickets.slotOf(id);
    return slot < 0 ? null : ticketAt(slot);
  }

  public @Nullable TicketView ticketAt(int slot) {
    Ticket ticket = state.table(Tables.TICKETS).at(slot);
    return ticket != null && sees(ticket) ? new TicketView(ticket, slot, this) : null;
  }

  public @Nullable CompanyView company(@Nullable UUID id) {
    Company company = state.get(Tables.COMPANIES, id);
    return company != null && Visibility.seesCompany(viewer, company.id())
        ? new CompanyView(company, this)
        : null;
  }

  public @Nullable SiteView site(@Nullable UUID id) {
    Site site = state.get(Tables.SITES, id);
    if (site == null) {
      return null;
    }
    boolean seen =
        directory || site.companyId() != null && site.companyId().equals(viewer.companyId());
    return seen ? new SiteView(site, this) : null;
  }

  public @Nullable ContactView contact(@Nullable UUID id) {
    Contact contact = state.get(Tables.CONTACTS, id);
    return contact != null && Visibility.seesContact(viewer, state, contact)
        ? new ContactView(contact, this)
        : null;
  }

  /** An agent as anybody may know of it who sees a ticket it works on: by id and name. */
  public @Nullable AgentView agent(@Nullable UUID id) {
    Agent agent = state.get(Tables.AGENTS, id);
    return agent == null ? null : new AgentView(agent, this);
  }

  public @Nullable TeamView team(@Nullable UUID id) {
    Team team = staff ? state.get(Tables.TEAMS, id) : null;
    return team == null ? null : new TeamView(team, this);
  }

  public @Nullable QueueView queue(@Nullable UUID id) {
    Queue queue = staff ? state.get(Tables.QUEUES, id) : null;
    return queue == null ? null : new QueueView(queue, this);
  }

  public @Nullable RoleView role(@Nullable UUID id) {
    Role role = staff ? state.get(Tables.ROLES, id) : null;
    return role == null ? null : new RoleView(role, this);
  }

  public @Nullable ServiceUserView serviceUser(@Nullable UUID id) {
    ServiceUser user =
        viewer.may(Permissions.SERVICE_USER_MANAGE) ? state.get(Tables.SERVICE_USERS, id) : null;
    return user == null ? null : new ServiceUserView(user, this);
  }

  public @Nullable SavedViewView savedView(@Nullable UUID id) {
    SavedView view = state.get(Tables.SAVED_VIEWS, id);
    return view != null && Visibility.seesSavedView(viewer, view)
        ? new SavedViewView(view, this)
        : null;
  }

  public @Nullable CustomFieldView customField(@Nullable UUID id) {
    var field = state.get(Tables.CUSTOM_FIELDS, id);
    return field != null && (staff || viewer.signedIn() && field.visibleToContacts())
        ? new CustomFieldView(field, this)
        : null;
  }

  public @Nullable AttachmentView attachment(@Nullable UUID id) {
    Attachment file = state.get(Tables.ATTACHMENTS, id);
    return file != null && Visibility.seesAttachment(viewer, state, file)
        ? new AttachmentView(file)
        : null;
  }

  public @Nullable ApiTokenView apiToken(@Nullable UUID id) {
    ApiToken token = managesCredentials() ? state.get(Tables.API_TOKENS, id) : null;
    return token == null ? null : new ApiTokenView(token, this);
  }

  public @Nullable TrustedIssuerView trustedIssuer(@Nullable UUID id) {
    TrustedIssuer issuer = managesCredentials() ? state.get(Tables.TRUSTED_ISSUERS, id) : null;
    return issuer == null ? null : new TrustedIssuerView(issuer);
  }

  boolean managesCredentials() {
    return viewer.may(Permissions.CREDENTIAL_MANAGE);
  }

  /** An agent or a contact, as far as the viewer sees it. */
  public @Nullable Object party(@Nullable UUID id) {
    AgentView agent = agent(id);
    return agent == null ? contact(id) : agent;
  }

  /** A link as it looks from this ticket; null when the other end is hidden or gone. */
  public @Nullable LinkView link(UUID ticketId, @Nullable UUID linkId) {
    TicketLink link = state.get(Tables.LINKS, linkId);
    return link == null ? null : LinkView.from(ticketId, link, this);
  }

  public List<RoleView> roles(List<UUID> ids) {
    return present(ids, this::role);
  }

  /** The views of these ids that are there and visible, in their order. */
  static <V> List<V> present(List<UUID> ids, java.util.function.Function<UUID, @Nullable V> find) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<V> found = new ArrayList<>(ids.size());
    for (UUID id : ids) {
      V view = find.apply(id);
      if (view != null) {
        found.add(Objects.requireNonNull(view));
      }
    }
    return found;
  }
}
