package dev.trestle.graphql.desk.view;

import dev.trestle.domain.query.Comparators;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Where reading begins: single objects by id, and the lists. */
public final class QueryRoots {
  private static final int NODES_MAX = 200;

  private final Scope.Source scopes;

  public QueryRoots(Scope.Source scopes) {
    this.scopes = scopes;
  }

  public void addTo(RootFields roots) {
    roots
        .query("viewer", (arguments, context) -> viewer(scopes.of(context)))
        .query(
            "node", (arguments, context) -> node(signedIn(context), arguments.requireString("id")))
        .query("nodes", (arguments, context) -> nodes(signedIn(context), arguments))
        .query(
            "ticketByNumber",
            (arguments, context) -> byNumber(signedIn(context), arguments.requireString("number")));
    one(roots, "ticket", Scope::ticket);
    one(roots, "company", Scope::company);
    one(roots, "site", Scope::site);
    one(roots, "contact", Scope::contact);
    one(roots, "agent", QueryRoots::agent);
    one(roots, "team", Scope::team);
    one(roots, "queue", Scope::queue);
    list(roots, "tickets", RecordLists.TICKETS);
    list(roots, "companies", RecordLists.COMPANIES);
    list(roots, "sites", RecordLists.SITES);
    list(roots, "contacts", RecordLists.CONTACTS);
    list(roots, "agents", RecordLists.AGENTS);
    list(roots, "teams", RecordLists.TEAMS);
    list(roots, "queues", RecordLists.QUEUES);
    list(roots, "savedViews", RecordLists.SAVED_VIEWS);
    list(roots, "roles", RecordLists.ROLES);
    list(roots, "serviceUsers", RecordLists.SERVICE_USERS);
    list(roots, "apiTokens", RecordLists.API_TOKENS);
    list(roots, "trustedIssuers", RecordLists.TRUSTED_ISSUERS);
    roots.query(
        "customFields",
        (arguments, context) -> {
          Scope scope = signedIn(context);
          return RecordLists.CUSTOM_FIELDS.page(scope, arguments, target(scope, arguments));
        });
  }

  public static ViewerView viewer(Scope scope) {
    return new ViewerView(scope.viewer(), scope);
  }

  private void one(
      RootFields roots, String name, BiFunction<Scope, UUID, ? extends @Nullable Object> find) {
    roots.query(
        name,
        (arguments, context) -> find.apply(signedIn(context), uuid(arguments.requireString("id"))));
  }

  private void list(RootFields roots, String name, RecordList<?> list) {
    roots.query(name, (arguments, context) -> list.page(signedIn(context), arguments));
  }

  /** An empty answer would tell somebody whose token was forgotten that there is nothing. */
  private Scope signedIn(RequestContext context) {
    Scope scope = scopes.of(context);
    if (!scope.viewer().signedIn()) {
      throw new FieldProblem(
          ProblemType.UNAUTHENTICATED,
          "SIGN_IN_REQUIRED",
          "Nobody is signed in.",
          "Sign in with signIn and send the access token as \"Authorization: Bearer\".");
    }
    return scope;
  }

  private static @Nullable Object agent(Scope scope, UUID id) {
    return scope.staff() || id.equals(scope.viewer().id()) ? scope.agent(id) : null;
  }

  private static @Nullable Object byNumber(Scope scope, String number) {
    Ticket ticket = scope.state().table(Tables.TICKETS).unique("number", number);
    return ticket == null ? null : scope.ticket(ticket.id());
  }

  private static SlotFilter target(Scope scope, Arguments arguments) {
    CustomFieldTarget target = arguments.constant("target", CustomFieldTarget.class);
    Table<CustomField> fields = scope.state().table(Tables.CUSTOM_FIELDS);
    return target == null
        ? SlotFilter.ALL
        : SlotFilter.where(slot -> fields.require(slot).target() == target);
  }

  private static List<@Nullable Object> nodes(Scope scope, Arguments arguments) {
    List<String> ids = arguments.strings("ids");
    if (ids.size() > NODES_MAX) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "PAGE_SIZE",
          "Ask for at most " + NODES_MAX + " ids at once, not " + ids.size() + ".");
    }
    List<@Nullable Object> found = new ArrayList<>(ids.size());
    ids.forEach(id -> found.add(node(scope, id)));
    return found;
  }

  private static @Nullable Object node(Scope scope, String text) {
    EntryId entry = EntryId.parse(text);
    if (entry != null) {
      return Timeline.entry(entry, scope);
    }
    UUID id = uuid(text);
    List<BiFunction<Scope, UUID, ? extends @Nullable Object>> finders =
        List.of(
            Scope::ticket,
            Scope::contact,
            Scope::company,
            QueryRoots::agent,
            Scope::queue,
            Scope::team,
            Scope::site,
            Scope::attachment,
            Scope::customField,
            Scope::savedView,
            Scope::role,
            Scope::serviceUser,
            Scope::apiToken,
            Scope::trustedIssuer);
    for (BiFunction<Scope, UUID, ? extends @Nullable Object> finder : finders) {
      Object found = finder.apply(scope, id);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  static UUID uuid(String text) {
    UUID id = Comparators.uuid(text);
    if (id == null) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "ID_MALFORMED",
          "This is no id of this desk.",
          "Take ids from the desk's answers.");
    }
    return id;
  }
}
