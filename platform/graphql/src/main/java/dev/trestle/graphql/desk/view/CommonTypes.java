package dev.trestle.graphql.desk.view;

import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that every other builds on: pages, errors, actors, values of custom fields. */
public final class CommonTypes {
  private static final List<String> CONNECTIONS =
      List.of(
          "Ticket",
          "Message",
          "Event",
          "Company",
          "Site",
          "Contact",
          "Agent",
          "Team",
          "Queue",
          "CustomField",
          "SavedView",
          "Role",
          "ServiceUser",
          "ApiToken",
          "TrustedIssuer",
          "Plugin",
          "PluginKey",
          "PluginFault",
          "OutboxEntry");

  private CommonTypes() {}

  public static List<Fields<?>> all() {
    List<Fields<?>> types = new ArrayList<>();
    CONNECTIONS.forEach(node -> types.addAll(connection(node)));
    types.add(
        Fields.of("PageInfo", Page.Info.class)
            .booleanGetter("hasNextPage", Page.Info::hasNextPage)
            .booleanGetter("hasPreviousPage", Page.Info::hasPreviousPage)
            .getter("startCursor", Page.Info::startCursor)
            .getter("endCursor", Page.Info::endCursor));
    types.add(
        Fields.of("UserError", Problem.class)
            .getter("type", Problem::type)
            .getter("code", Problem::code)
            .getter("message", Problem::message)
            .getter("path", Problem::path)
            .getter("retryAfterSeconds", CommonTypes::retryAfterSeconds));
    types.add(
        Fields.of("Warning", Problem.class)
            .getter("code", Problem::code)
            .getter("message", Problem::message)
            .getter("path", Problem::path));
    types.add(
        Fields.of("Actor", ActorView.class)
            .getter("name", ActorView::name)
            .getter("kind", ActorView::kind)
            .getter("party", ActorView::party));
    types.add(
        Fields.of("CustomFieldValue", CustomValueView.class)
            .getter("key", value -> value.field().key())
            .getter("label", value -> value.field().label())
            .getter("type", value -> value.field().type())
            .getter("value", CustomValueView::value)
            .getter("values", CustomValueView::values));
    types.add(viewer());
    return types;
  }

  private static @Nullable Integer retryAfterSeconds(Problem problem) {
    Duration wait = problem.retryAfter();
    return wait == null ? null : (int) wait.plusNanos(999_999_999).toSeconds();
  }

  /** A page of any list; every connection type is read from the same class. */
  public static List<Fields<?>> connection(String node) {
    return List.of(
        Fields.of(node + "Connection", ConnectionView.class)
            .intGetter("totalCount", ConnectionView::totalCount)
            .getter("pageInfo", page -> page)
            .getter("edges", ConnectionView::edges)
            .getter("nodes", ConnectionView::nodes),
        Fields.of(node + "Edge", ConnectionView.Edge.class)
            .getter("cursor", ConnectionView.Edge::cursor)
            .getter("node", ConnectionView.Edge::node));
  }

  private static Fields<ViewerView> viewer() {
    return Fields.of("Viewer", ViewerView.class)
        .getter("id", viewer -> viewer.it().id())
        .getter("name", viewer -> viewer.it().name())
        .getter("kind", viewer -> viewer.it().kind())
        .getter("permissions", viewer -> viewer.it().permissionsSorted())
        .getter("roles", viewer -> viewer.it().roles())
        .getter("contact", ViewerView::contact)
        .getter("agent", ViewerView::agent)
        .getter("company", viewer -> viewer.scope().company(viewer.it().companyId()));
  }
}
