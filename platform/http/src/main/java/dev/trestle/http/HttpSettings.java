package dev.trestle.http;

import dev.trestle.http.exchange.Admission;
import dev.trestle.http.graphql.GetQueries;
import dev.trestle.http.live.LiveRules;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How the server listens and what it takes.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param graphqlBytesMax the largest GraphQL request
 * @param uploadBytesMax the largest file
 * @param requestsMax GraphQL requests executing at once; further ones wait for {@code requestWait}
 * @param uploadsMax uploads running at once
 * @param pluginCallsMax calls from outside that plugins answer at once
 * @param requestWait how long a request may wait for its turn before 503
 * @param timeLimit for one query or mutation
 * @param connectionsMax open TCP connections
 * @param rates how often one viewer or one address may ask
 * @param rateBucketsMax viewers and addresses remembered for the rates
 * @param getQueries whether queries may come by GET
 * @param graphiql whether the explorer is served
 * @param origins foreign origins whose pages may use this desk
 * @param proxies addresses of proxies whose X-Forwarded-For is believed
 * @param live how open connections are kept
 * @param drain how long a stop waits for requests under way
 */
public record HttpSettings(
    String host,
    int port,
    int graphqlBytesMax,
    long uploadBytesMax,
    int requestsMax,
    int uploadsMax,
    int pluginCallsMax,
    Duration requestWait,
    Duration timeLimit,
    int connectionsMax,
    Admission.Rates rates,
    int rateBucketsMax,
    GetQueries getQueries,
    boolean graphiql,
    Set<String> origins,
    Set<String> proxies,
    LiveRules live,
    Duration drain) {

  public HttpSettings {
    origins = Set.copyOf(origins);
    proxies = Set.copyOf(proxies);
  }

  /** What a desk starts with when nothing is configured. */
  public static HttpSettings defaults() {
    LiveRules live =
        new LiveRules(
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            100,
            10_000,
            1 << 20,
            Duration.ofSeconds(10));
    return new HttpSettings(
        "127.0.0.1",
        8080,
        1 << 20,
        25L << 20,
        256,
        32,
        32,
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        20_000,
        new Admission.Rates(500, 1_000, 100, 400),
        100_000,
        GetQueries.GUARDED,
        true,
        Set.of(),
        Set.of(),
        live,
        Duration.ofSeconds(10));
  }

  public HttpSettings withAddress(String newHost, int newPort) {
    return with(copy -> {
      copy.host = newHost;
      copy.port = newPort;
    });
  }

  public HttpSettings withLimits(int newGraphqlBytesMax, long newUploadBytesMax, int newRequests) {
    return with(copy -> {
      copy.graphqlBytesMax = newGraphqlBytesMax;
      copy.uploadBytesMax = newUploadBytesMax;
      copy.requestsMax = newRequests;
    });
  }

  /** The same with a shorter or longer wait for a free place. */
  public HttpSettings withRequestWait(Duration newRequestWait) {
    return with(copy -> copy.requestWait = newRequestWait);
  }

  public HttpSettings withRates(Admission.Rates newRates) {
    return with(copy -> copy.rates = newRates);
  }

  public HttpSettings withDoors(
      GetQueries newGetQueries, boolean newGraphiql, Set<String> newOrigins) {
    return with(copy -> {
      copy.getQueries = newGetQueries;
      copy.graphiql = newGraphiql;
      copy.origins = newOrigins;
    });
  }

  public HttpSettings withProxies(Set<String> newProxies) {
    return with(copy -> copy.proxies = newProxies);
  }

  public HttpSettings withLive(LiveRules newLive) {
    return with(copy -> copy.live = newLive);
  }

  private HttpSettings with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.settings();
  }

  /** A copy in the making, so that each change names only what it changes. */
  private static final class Copy {
    private String host;
    private int port;
    private int graphqlBytesMax;
    private long uploadBytesMax;
    private int requestsMax;
    private int uploadsMax;
    private int pluginCallsMax;
    private Duration requestWait;
    private Duration timeLimit;
    private int connectionsMax;
    private Admission.Rates rates;
    private int rateBucketsMax;
    private GetQueries getQueries;
    private boolean graphiql;
    private Set<String> origins;
    private Set<String> proxies;
    private LiveRules live;
    private Duration drain;

    Copy(HttpSettings from) {
      this.host = from.host;
      this.port = from.port;
      this.graphqlBytesMax = from.graphqlBytesMax;
      this.uploadBytesMax = from.uploadBytesMax;
      this.requestsMax = from.requestsMax;
      this.uploadsMax = from.uploadsMax;
      this.pluginCallsMax = from.pluginCallsMax;
      this.requestWait = from.requestWait;
      this.timeLimit = from.timeLimit;
      this.connectionsMax = from.connectionsMax;
      this.rates = from.rates;
      this.rateBucketsMax = from.rateBucketsMax;
      this.getQueries = from.getQueries;
      this.graphiql = from.graphiql;
      this.origins = from.origins;
      this.proxies = from.proxies;
      this.live = from.live;
      this.drain = from.drain;
    }

    HttpSettings settings() {
      return new HttpSettings(
          host,
          port,
          graphqlBytesMax,
          uploadBytesMax,
          requestsMax,
          uploadsMax,
          pluginCallsMax,
          requestWait,
          timeLimit,
          connectionsMax,
          rates,
          rateBucketsMax,
          getQueries,
          graphiql,
          origins,
          proxies,
          live,
          drain);
    }
  }
}
