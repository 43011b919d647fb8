package dev.trestle.graphql.plugin;

import dev.trestle.graphql.desk.view.AgentView;
import dev.trestle.graphql.desk.view.AttachmentView;
import dev.trestle.graphql.desk.view.CompanyView;
import dev.trestle.graphql.desk.view.ContactView;
import dev.trestle.graphql.desk.view.CustomFieldView;
import dev.trestle.graphql.desk.view.MessageView;
import dev.trestle.graphql.desk.view.QueueView;
import dev.trestle.graphql.desk.view.RoleView;
import dev.trestle.graphql.desk.view.SavedViewView;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.desk.view.ServiceUserView;
import dev.trestle.graphql.desk.view.SiteView;
import dev.trestle.graphql.desk.view.TeamView;
import dev.trestle.graphql.desk.view.TicketView;
import dev.trestle.graphql.desk.view.ViewerView;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.Queue;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Site;
import dev.trestle.sdk.desk.Team;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The desk's object types as plugins know them: the class they are handed, and the way back from
 * what a plugin answers to what the viewer may see of it.
 */
final class DeskTypes {
  /**
   * One type.
   *
   * @param sdk the class in which plugins get it; UUID where the SDK has none, for its id
   * @param view the class behind the type in the schema
   * @param kind of records, as manifests ask to read them; null where plugins need not ask
   * @param handed from the view to what plugins get
   * @param found the view of this id, null where the viewer may not see it; null for types that
   *     plugins cannot answer
   */
  record DeskType<V>(
      String name,
      @Nullable String kind,
      Class<?> sdk,
      Class<V> view,
      Function<V, Object> handed,
      @Nullable BiFunction<Scope, UUID, ? extends @Nullable Object> found) {
    Object handed(Object source) {
      return handed.apply(view.cast(source));
    }
  }

  private static final Map<String, DeskType<?>> BY_NAME = new LinkedHashMap<>();

  static {
    add("Ticket", Ticket.class, TicketView.class, TicketView::it, Scope::ticket);
    add("Company", Company.class, CompanyView.class, CompanyView::it, Scope::company);
    add("Site", Site.class, SiteView.class, SiteView::it, Scope::site);
    add("Contact", Contact.class, ContactView.class, ContactView::it, Scope::contact);
    add("Agent", Agent.class, AgentView.class, AgentView::it, Scope::agent);
    add("Team", Team.class, TeamView.class, TeamView::it, Scope::team);
    add("Queue", Queue.class, QueueView.class, QueueView::it, Scope::queue);
    add("Message", Said.class, MessageView.class, MessageView::said, null);
    add("Viewer", Viewer.class, ViewerView.class, ViewerView::it, null);
    byId("Attachment", AttachmentView.class, file -> file.it().id(), Scope::attachment);
    byId("CustomField", CustomFieldView.class, field -> field.it().id(), Scope::customField);
    byId("SavedView", SavedViewView.class, view -> view.it().id(), Scope::savedView);
    byId("Role", RoleView.class, role -> role.it().id(), Scope::role);
    byId("ServiceUser", ServiceUserView.class, user -> user.it().id(), Scope::serviceUser);
  }

  private DeskTypes() {}

  /** The type of this name; null when plugins cannot extend it. */
  static @Nullable DeskType<?> named(String type) {
    return BY_NAME.get(type);
  }

  /** The names of the types plugins can extend, for people. */
  static String names() {
    return String.join(", ", BY_NAME.keySet());
  }

  /**
   * The view of one of the desk's own objects; null when the viewer may not see it.
   *
   * @param object of a class of the desk, which the caller has made sure of by {@link #isDesks}
   */
  static @Nullable Object view(Object object, Scope scope) {
    return switch (object) {
      case Ticket ticket -> scope.ticket(ticket.id());
      case Company company -> scope.company(company.id());
      case Site site -> scope.site(site.id());
      case Contact contact -> scope.contact(contact.id());
      case Agent agent -> scope.agent(agent.id());
      case Team team -> scope.team(team.id());
      case Queue queue -> scope.queue(queue.id());
      default -> throw new IllegalArgumentException("no view of " + object.getClass().getName());
    };
  }

  /** Whether this is one of the desk's records, and not something that only looks like one. */
  static boolean isDesks(Object object) {
    return object instanceof dev.trestle.domain.record.Stored
        && (object instanceof Ticket
            || object instanceof Company
            || object instanceof Site
            || object instanceof Contact
            || object instanceof Agent
            || object instanceof Team
            || object instanceof Queue);
  }

  private static <K, V> void add(
      String name,
      Class<K> sdk,
      Class<V> view,
      Function<V, ? extends K> handed,
      @Nullable BiFunction<Scope, UUID, ? extends @Nullable Object> found) {
    // The viewer is told to every plugin, and an id says nothing; all else is asked for by kind.
    String kind = sdk == UUID.class || sdk == Viewer.class ? null : name.toLowerCase(Locale.ROOT);
    BY_NAME.put(name, new DeskType<>(name, kind, sdk, view, handed::apply, found));
  }

  private static <V> void byId(
      String name,
      Class<V> view,
      Function<V, UUID> id,
      BiFunction<Scope, UUID, ? extends @Nullable Object> found) {
    add(name, UUID.class, view, id, found);
  }
}
