package dev.trestle.graphql.desk;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.desk.CredentialDesk;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.plugin.PluginAdministration;
import dev.trestle.domain.plugin.Wishes;
import dev.trestle.domain.search.SearchIndex;
import dev.trestle.domain.state.State;
import dev.trestle.graphql.desk.credential.CredentialMutations;
import dev.trestle.graphql.desk.credential.PasswordFirst;
import dev.trestle.graphql.desk.credential.SignedInViewer;
import dev.trestle.graphql.desk.live.CurrentViewer;
import dev.trestle.graphql.desk.live.Subscriptions;
import dev.trestle.graphql.desk.mutation.DeskMutations;
import dev.trestle.graphql.desk.plugins.PluginMutations;
import dev.trestle.graphql.desk.plugins.PluginQueries;
import dev.trestle.graphql.desk.view.CommonTypes;
import dev.trestle.graphql.desk.view.DeskInfoTypes;
import dev.trestle.graphql.desk.view.LastWrites;
import dev.trestle.graphql.desk.view.PeopleTypes;
import dev.trestle.graphql.desk.view.QueryRoots;
import dev.trestle.graphql.desk.view.ReadMeter;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.desk.view.SearchTypes;
import dev.trestle.graphql.desk.view.SettingsTypes;
import dev.trestle.graphql.desk.view.TicketLists;
import dev.trestle.graphql.desk.view.TicketTypes;
import dev.trestle.graphql.engine.OperationGate;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.schema.SchemaPart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's part of the schema. Every request context must carry the viewer, and should carry
 * the snapshot that all its fields read; {@link #context} files both.
 */
public final class DeskApi {
  private final Desk desk;
  private final SearchIndex search;
  private final CurrentViewer viewers;
  private final @Nullable CredentialDesk credentials;
  private final SignedInViewer signedIn;
  private final String version;
  private final ReadMeter meter;
  private final Supplier<PluginAdministration> plugins;

  /** Outlives generations of the schema, so that a search waits for what was written before. */
  private final LastWrites lastWrites = new LastWrites();

  /**
   * @param viewers asked for every event of a subscription
   * @param credentials null on a desk that only its own command line uses
   * @param signedIn asked for whoever has just signed in
   * @param version the software's, for people
   * @param meter hears of every batch
   * @param plugins asked once the desk runs: plugins need the schema, and it shows them
   */
  public DeskApi(
      Desk desk,
      SearchIndex search,
      CurrentViewer viewers,
      @Nullable CredentialDesk credentials,
      SignedInViewer signedIn,
      String version,
      ReadMeter meter,
      Supplier<PluginAdministration> plugins) {
    this.desk = desk;
    this.search = search;
    this.viewers = viewers;
    this.credentials = credentials;
    this.signedIn = signedIn;
    this.version = version;
    this.meter = meter;
    this.plugins = plugins;
  }

  /** The same schema on a desk that runs no plugins. */
  public DeskApi(
      Desk desk,
      SearchIndex search,
      CurrentViewer viewers,
      @Nullable CredentialDesk credentials,
      SignedInViewer signedIn,
      String version,
      ReadMeter meter) {
    this(
        desk,
        search,
        viewers,
        credentials,
        signedIn,
        version,
        meter,
        () -> PluginAdministration.NONE);
  }

  /** The same schema on a desk that only its own command line uses: nobody signs in. */
  public DeskApi(
      Desk desk, SearchIndex search, CurrentViewer viewers, String version, ReadMeter meter) {
    this(desk, search, viewers, null, token -> Viewer.ANONYMOUS, version, meter);
  }

  /** Starts a request's context on the latest snapshot. */
  public static RequestContext.Builder context(Desk desk, Viewer viewer, String traceId) {
    RequestContext.Builder context =
        RequestContext.withTraceId(traceId)
            .permissions(viewer::may)
            .with(Viewer.class, viewer)
            .with(State.class, desk.snapshot());
    return viewer.passwordChangeDue()
        ? context.with(OperationGate.class, new PasswordFirst())
        : context;
  }

  /** Where one generation's fields read. */
  public Scope.Source scopes(TicketLists lists) {
    return new Scope.Source(desk, meter, lists);
  }

  /**
   * What plugins may wish for.
   *
   * @param current the generation by whose types wishes are checked
   */
  public Wishes wishes(Supplier<SchemaGeneration> current) {
    return DeskMutations.wishes(scopes(TicketLists.KERNEL), current);
  }

  public LastWrites lastWrites() {
    return lastWrites;
  }

  public CurrentViewer viewers() {
    return viewers;
  }

  public SchemaPart part() {
    return part(scopes(TicketLists.KERNEL));
  }

  /** The part of a generation whose fields read here. */
  public SchemaPart part(Scope.Source scopes) {
    RootFields roots = new RootFields();
    List<Fields<?>> types = new ArrayList<>();
    types.addAll(CommonTypes.all());
    types.addAll(TicketTypes.all());
    types.addAll(PeopleTypes.all());
    types.addAll(SettingsTypes.all());
    new QueryRoots(scopes).addTo(roots);
    types.add(DeskInfoTypes.addTo(roots, scopes, version));
    types.addAll(new SearchTypes(scopes, search, lastWrites).addTo(roots));
    types.addAll(DeskMutations.addTo(roots, scopes, lastWrites));
    types.addAll(new CredentialMutations(scopes, credentials, signedIn).addTo(roots));
    types.addAll(new Subscriptions(scopes, viewers).addTo(roots));
    types.addAll(new PluginQueries(scopes, plugins).addTo(roots));
    types.addAll(new PluginMutations(scopes, plugins).addTo(roots));
    return new SchemaPart(
        "desk",
        DeskSdl.texts(
            List.of(
                "base",
                "filters",
                "people",
                "tickets",
                "settings",
                "search",
                "ticket-mutations",
                "directory-mutations",
                "credentials",
                "plugins",
                "live")),
        types,
        roots);
  }
}
