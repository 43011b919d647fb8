package dev.trestle.http;

import dev.trestle.http.exchange.AccessLog;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.exchange.ClientAddress;
import dev.trestle.http.exchange.Cors;
import dev.trestle.http.exchange.CsrfGuard;
import dev.trestle.http.exchange.Doors;
import dev.trestle.http.exchange.Endpoint;
import dev.trestle.http.exchange.Gate;
import dev.trestle.http.exchange.RateLimits;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.http.exchange.TraceIds;
import dev.trestle.http.exchange.Transport;
import dev.trestle.http.explorer.GraphiqlEndpoint;
import dev.trestle.http.files.DownloadEndpoint;
import dev.trestle.http.files.UploadEndpoint;
import dev.trestle.http.graphql.GraphQlEndpoint;
import dev.trestle.http.live.LiveConnections;
import dev.trestle.http.live.LiveDesk;
import dev.trestle.http.live.SseEndpoint;
import dev.trestle.http.live.StrictUpgrader;
import dev.trestle.http.live.WsConversation;
import dev.trestle.http.observe.IndexEndpoint;
import dev.trestle.http.observe.ObserveEndpoints;
import dev.trestle.http.plugins.PluginEndpoint;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;

/** The desk's HTTP server: each request on a virtual thread of its own. */
public final class HttpServer implements AutoCloseable {
  /** Beyond the file itself a form has boundaries and part headers. */
  private static final long FORM_OVERHEAD = 64 * 1024;

  /** What plugins may take as a stream at most; each address has a limit of its own below. */
  private static final long PLUGIN_STREAM_MAX = 100L << 20;

  private static final int URI_BYTES_MAX = 16 * 1024;
  private static final int HEADER_BYTES_MAX = 32 * 1024;

  private final WebServer server;
  private final LiveConnections live;

  private HttpServer(WebServer server, LiveConnections live) {
    this.server = server;
    this.live = live;
  }

  /** Starts listening; when this returns, requests are answered. */
  public static HttpServer start(HttpDesk desk, HttpSettings settings) {
    TraceIds traceIds = new TraceIds(desk.ids());
    Cors cors = new Cors(settings.origins());
    ClientAddress addresses = new ClientAddress(settings.proxies());
    CsrfGuard csrf = new CsrfGuard(cors);
    Gate gate = new Gate(settings.requestsMax(), settings.requestWait());
    RateLimits rates = new RateLimits(settings.rateBucketsMax(), desk.nanoClock());
    Admission admission = new Admission(desk.authenticator(), rates, settings.rates());
    LiveConnections live = new LiveConnections(settings.live(), desk.metrics(), desk.nanoClock());
    LiveDesk liveDesk =
        new LiveDesk(
            desk.engine(), desk.contexts(), admission, gate, cors, addresses, traceIds, live);
    desk.metrics()
        .gauge("trestle_graphql_executing", "GraphQL requests executing now.", gate::inside);
    Doors doors =
        new Doors(traceIds, new AccessLog(), cors, addresses, desk.metrics(), desk.nanoClock());
    HttpRouting.Builder routing =
        routing(desk, settings, doors, admission, csrf, gate, liveDesk, live);
    WsConfig frames = WsConfig.builder().maxFrameLength(settings.live().messageCharsMax()).build();
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            .maxPayloadSize(
                Math.max(
                        Math.max(settings.graphqlBytesMax(), settings.uploadBytesMax()),
                        PLUGIN_STREAM_MAX)
                    + FORM_OVERHEAD)
            .maxTcpConnections(settings.connectionsMax())
            .shutdownGracePeriod(settings.drain())
            // Without it a 10 KB answer waits 40 ms for a delayed ACK.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .protocolsDiscoverServices(false)
            .addConnectionSelector(
                Http1ConnectionSelector.builder()
                    .config(
                        Http1Config.builder()
                            .maxPrologueLength(URI_BYTES_MAX)
                            .maxHeadersSize(HEADER_BYTES_MAX)
                            .build())
                    .addUpgrader(new StrictUpgrader(frames))
                    .build())
            // The upgraded connection looks its limits up here.
            .addProtocol(frames)
            .directHandlers(Transport.handlers(traceIds))
            .addRouting(routing)
            .addRouting(
                WsRouting.builder().endpoint("/graphql", () -> new WsConversation(liveDesk)))
            .build();
    server.start();
    live.start();
    return new HttpServer(server, live);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Sends live clients away, lets requests under way finish, then closes everything. */
  @Override
  public void close() {
    live.stop();
    server.stop();
  }

  private static HttpRouting.Builder routing(
      HttpDesk desk,
      HttpSettings settings,
      Doors doors,
      Admission admission,
      CsrfGuard csrf,
      Gate gate,
      LiveDesk liveDesk,
      LiveConnections live) {
    GraphQlEndpoint.Rules rules =
        new GraphQlEndpoint.Rules(
            settings.graphqlBytesMax(), settings.getQueries(), settings.timeLimit());
    Endpoint graphql =
        new GraphQlEndpoint(
            desk.engine(), desk.contexts(), admission, csrf, gate, rules, desk.metrics());
    Gate uploads = new Gate(settings.uploadsMax(), settings.requestWait());
    Endpoint upload =
        new UploadEndpoint(desk.files(), admission, csrf, uploads, settings.uploadBytesMax());
    Gate calls = new Gate(settings.pluginCallsMax(), settings.requestWait());
    Endpoint plugins = new PluginEndpoint(desk.plugins(), admission, calls);
    ObserveEndpoints observe =
        new ObserveEndpoints(desk.health(), live::stopping, desk.metrics(), desk.jwks());
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .any("/graphql", doors.behind("graphql", graphql))
            .any("/graphql/stream", doors.behind("stream", new SseEndpoint(liveDesk, csrf)))
            .any("/files", doors.behind("upload", upload))
            .any(
                "/files/{id}",
                doors.behind("download", new DownloadEndpoint(desk.files(), admission)))
            .any("/plugins/{id}/{+rest}", doors.behind("plugins", plugins))
            .any("/observe/health", doors.behind("health", observe::health))
            .any("/observe/ready", doors.behind("ready", observe::ready))
            .any("/observe/metrics", doors.behind("metrics", observe::metrics))
            .any("/.well-known/jwks.json", doors.behind("jwks", observe::jwks))
            .any("/", doors.behind("index", new IndexEndpoint(settings.graphiql())));
    if (settings.graphiql()) {
      routing.any("/graphiql[/{file}]", doors.behind("graphiql", new GraphiqlEndpoint()));
    }
    Endpoint unknown =
        _ -> {
          throw Refusals.notFound();
        };
    return routing.any(doors.behind("unknown", unknown));
  }
}
