package dev.trestle.graphql.desk.plugins;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.plugin.PluginAdministration;
import dev.trestle.domain.plugin.PluginAsk;
import dev.trestle.domain.plugin.PluginManifest.Requirement;
import dev.trestle.domain.plugin.PluginOutcome;
import dev.trestle.domain.plugin.PluginView;
import dev.trestle.domain.query.PageRequest;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.TrustedPluginKey;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.graphql.desk.view.ConnectionView;
import dev.trestle.graphql.desk.view.PluginFaultView;
import dev.trestle.graphql.desk.view.RecordList;
import dev.trestle.graphql.desk.view.RecordLists;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.desk.view.Times;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What administrators read about plugins. */
public final class PluginQueries {
  private final Scope.Source scopes;
  private final Supplier<PluginAdministration> plugins;

  public PluginQueries(Scope.Source scopes, Supplier<PluginAdministration> plugins) {
    this.scopes = scopes;
    this.plugins = plugins;
  }

  /** Adds the queries and answers the types they need. */
  public List<Fields<?>> addTo(RootFields roots) {
    roots
        .query("plugins", this::all)
        .query(
            "plugin",
            (arguments, context) ->
                plugins.get().plugin(allowed(context).state(), arguments.requireString("id")))
        .query(
            "pluginKeys",
            (arguments, context) -> RecordLists.PLUGIN_KEYS.page(allowed(context), arguments))
        .query("pluginFaults", this::faults)
        .query("outbox", this::outbox);
    return List.of(
        plugin(),
        reason(),
        requirement(),
        ask(),
        setting(),
        figures(),
        change(),
        key(),
        fault(),
        entry());
  }

  private Scope allowed(RequestContext context) {
    Scope scope = scopes.of(context);
    require(scope, Permissions.PLUGIN_READ);
    return scope;
  }

  static void require(Scope scope, String permission) {
    if (!scope.viewer().signedIn()) {
      throw new FieldProblem(
          ProblemType.UNAUTHENTICATED,
          "SIGN_IN_REQUIRED",
          "Nobody is signed in.",
          "Sign in with signIn and send the access token as \"Authorization: Bearer\".");
    }
    if (!scope.viewer().may(permission)) {
      throw new FieldProblem(
          ProblemType.FORBIDDEN,
          "PERMISSION_MISSING",
          "This needs the permission " + permission + ".");
    }
  }

  /** Plugins are few, and their ids are their places. */
  private ConnectionView all(Arguments arguments, RequestContext context) {
    List<PluginView> views =
        plugins.get().plugins(allowed(context).state()).stream()
            .sorted(Comparator.comparing(PluginView::id))
            .toList();
    PageRequest request = RecordList.request(arguments);
    String from = request.cursor();
    if (from != null && !from.matches("[a-z][a-z0-9-]*")) {
      throw new FieldProblem(
          ProblemType.INVALID, "CURSOR_INVALID", "This cursor was not handed out by this list.");
    }
    List<PluginView> rest =
        views.stream()
            .filter(view ->
                from == null
                    || (request.forward()
                        ? view.id().compareTo(from) > 0
                        : view.id().compareTo(from) < 0))
            .toList();
    int size = Math.min(request.size(), rest.size());
    List<PluginView> page =
        request.forward() ? rest.subList(0, size) : rest.subList(rest.size() - size, rest.size());
    boolean more = size < rest.size();
    boolean behind = rest.size() < views.size();
    return new ConnectionView(
        page,
        request.forward() ? more : behind,
        request.forward() ? behind : more,
        index -> page.get(index).id(),
        views::size);
  }

  private ConnectionView faults(Arguments arguments, RequestContext context) {
    Scope scope = allowed(context);
    String plugin = arguments.string("pluginId");
    Table<PluginFault> table = scope.state().table(Tables.PLUGIN_FAULTS);
    return RecordLists.PLUGIN_FAULTS.page(
        scope,
        arguments,
        plugin == null ? SlotFilter.ALL : SlotFilter.in(table.group("plugin", plugin)));
  }

  private ConnectionView outbox(Arguments arguments, RequestContext context) {
    Scope scope = allowed(context);
    // The list has no filter of its own kind: these two are all one can ask.
    Arguments filter = arguments.object("filter");
    String plugin = filter == null ? null : filter.string("pluginId");
    OutboxState state = filter == null ? null : filter.constant("state", OutboxState.class);
    Table<OutboxEntry> table = scope.state().table(Tables.OUTBOX);
    return RecordLists.OUTBOX.page(
        scope,
        withoutFilter(arguments),
        plugin == null
            ? SlotFilter.ALL
            : SlotFilter.where(slot -> owner(table.require(slot)).equals(plugin)),
        state == null ? SlotFilter.ALL : SlotFilter.in(table.group("state", state)));
  }

  private static Arguments withoutFilter(Arguments arguments) {
    java.util.Map<String, @Nullable Object> rest = new java.util.LinkedHashMap<>(arguments.asMap());
    rest.remove("filter");
    return Arguments.of(rest);
  }

  /** The plugin of a delivery: its channel is called {@code <plugin>/<channel>}. */
  private static String owner(OutboxEntry entry) {
    int slash = entry.channel().indexOf('/');
    return slash < 0 ? "" : entry.channel().substring(0, slash);
  }

  private static Fields<PluginView> plugin() {
    return Fields.of("Plugin", PluginView.class)
        .getter("id", PluginView::id)
        .getter("version", PluginView::version)
        .getter("name", PluginView::name)
        .getter("description", PluginView::description)
        .getter("vendor", PluginView::vendor)
        .getter("state", PluginView::state)
        .getter("reasons", PluginView::reasons)
        .getter("trust", view -> view.source().trust())
        .getter("keyId", view -> view.source().keyId())
        .getter("sha256", view -> view.source().sha256())
        .getter("sdk", PluginView::sdk)
        .getter("requires", PluginView::requires)
        .getter("provides", PluginView::provides)
        .getter("asked", PluginView::asked)
        .getter("consented", PluginView::consented)
        .getter("unconsented", PluginView::unconsented)
        .getter("settings", PluginView::settings)
        .getter("figures", PluginView::figures)
        .longGetter("recordCount", PluginView::recordCount)
        .longGetter("recordBytes", PluginView::recordBytes)
        .intGetter("faultCount", PluginView::faults)
        .getter("notices", PluginView::notices)
        .getter("installedAt", view -> Times.orNull(view.installedAtMillis()))
        .getter("updatedAt", view -> Times.orNull(view.updatedAtMillis()))
        .intGetter("revision", PluginView::revision);
  }

  private static Fields<Problem> reason() {
    return Fields.of("PluginReason", Problem.class)
        .getter("type", Problem::type)
        .getter("code", Problem::code)
        .getter("message", Problem::message);
  }

  private static Fields<Requirement> requirement() {
    return Fields.of("PluginRequirement", Requirement.class)
        .booleanGetter("capability", Requirement::capability)
        .getter("name", Requirement::name)
        .getter("range", Requirement::range);
  }

  private static Fields<PluginAsk> ask() {
    return Fields.of("PluginAsk", PluginAsk.class)
        .getter("kind", PluginAsk::kind)
        .getter("name", PluginAsk::name);
  }

  private static Fields<PluginView.SettingView> setting() {
    return Fields.of("PluginSetting", PluginView.SettingView.class)
        .getter("name", setting -> setting.declared().name())
        .getter("kind", setting -> setting.declared().kind())
        .getter("description", setting -> setting.declared().description())
        .getter("otherwise", setting -> setting.declared().otherwise())
        .getter("choices", setting -> setting.declared().choices())
        .booleanGetter("required", setting -> setting.declared().required())
        .getter("value", PluginView.SettingView::value)
        .booleanGetter("isSet", PluginView.SettingView::isSet);
  }

  private static Fields<PluginView.Figures> figures() {
    return Fields.of("PluginFigures", PluginView.Figures.class)
        .longGetter("calls", PluginView.Figures::calls)
        .longGetter("failures", PluginView.Figures::failures)
        .longGetter("timeouts", PluginView.Figures::timeouts)
        .getter("time", figures -> Duration.ofNanos(figures.nanos()))
        .intGetter("loaders", PluginView.Figures::liveLoaders);
  }

  private static Fields<PluginOutcome.Change> change() {
    return Fields.of("PluginChange", PluginOutcome.Change.class)
        .getter("newlyAsked", PluginOutcome.Change::newlyAsked)
        .getter("noLongerAsked", PluginOutcome.Change::noLongerAsked)
        .getter("restarts", PluginOutcome.Change::restarts)
        .getter("stops", PluginOutcome.Change::stops)
        .getter("schema", PluginOutcome.Change::schema);
  }

  private static Fields<TrustedPluginKey> key() {
    return Fields.of("PluginKey", TrustedPluginKey.class)
        .getter("keyId", TrustedPluginKey::keyId)
        .getter("name", TrustedPluginKey::name)
        .getter("publicKey", TrustedPluginKey::publicKey)
        .getter("createdAt", key -> Times.of(key.createdAtMillis()));
  }

  private static Fields<PluginFaultView> fault() {
    return Fields.of("PluginFault", PluginFaultView.class)
        .getter("id", fault -> fault.it().id())
        .getter("pluginId", fault -> fault.it().pluginId())
        .getter("kind", fault -> fault.it().kind())
        .getter("handler", fault -> fault.it().handler())
        .getter("sequence", PluginFaultView::sequence)
        .getter("key", fault -> fault.it().key())
        .getter("dueAt", PluginFaultView::dueAt)
        .getter("ticket", PluginFaultView::ticket)
        .getter("message", fault -> fault.it().message())
        .getter("createdAt", fault -> Times.of(fault.it().createdAtMillis()));
  }

  private static Fields<OutboxEntry> entry() {
    return Fields.of("OutboxEntry", OutboxEntry.class)
        .getter("id", OutboxEntry::id)
        .getter("pluginId", PluginQueries::owner)
        .getter("channel", entry -> entry.channel().substring(entry.channel().indexOf('/') + 1))
        .getter("orderKey", OutboxEntry::orderKey)
        .getter("state", OutboxEntry::state)
        .intGetter("attempts", OutboxEntry::attempts)
        .getter(
            "nextAttemptAt",
            entry ->
                entry.state() == OutboxState.PENDING ? Times.of(entry.nextAttemptAtMillis()) : null)
        .getter("lastError", OutboxEntry::lastError)
        .getter("createdAt", entry -> Times.of(entry.createdAtMillis()));
  }
}
