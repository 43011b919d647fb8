package dev.trestle.http;

import dev.trestle.http.exchange.Admission;
import dev.trestle.http.graphql.GetQueries;
import dev.trestle.http.live.LiveRules;
import java.time.Duration;
import java.util.Set;

/**
 * How the server listens and what it takes.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param graphqlBytesMax the largest GraphQL request
 * @param uploadBytesMax the largest file
 * @param requestsMax GraphQL requests executing at once; further ones wait for {@code requestWait}
 * @param uploadsMax uploads running at once
 * @param requestWait how long a request may wait for its turn before 503
 * @param timeLimit for one query or mutation
 * @param connectionsMax open TCP connections
 * @param rates how often one viewer or one address may ask
 * @param rateBucketsMax viewers and addresses remembered for the rates
 * @param getQueries whether queries may come by GET
 * @param graphiql whether the explorer is served
 * @param origins foreign origins whose pages may use this desk
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
    Duration requestWait,
    Duration timeLimit,
    int connectionsMax,
    Admission.Rates rates,
    int rateBucketsMax,
    GetQueries getQueries,
    boolean graphiql,
    Set<String> origins,
    LiveRules live,
    Duration drain) {

  public HttpSettings {
    origins = Set.copyOf(origins);
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
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        20_000,
        new Admission.Rates(500, 1_000, 100, 400),
        100_000,
        GetQueries.GUARDED,
        true,
        Set.of(),
        live,
        Duration.ofSeconds(10));
  }

  public HttpSettings withAddress(String newHost, int newPort) {
    return new HttpSettings(
        newHost,
        newPort,
        graphqlBytesMax,
        uploadBytesMax,
        requestsMax,
        uploadsMax,
        requestWait,
        timeLimit,
        connectionsMax,
        rates,
        rateBucketsMax,
        getQueries,
        graphiql,
        origins,
        live,
        drain);
  }

  public HttpSettings withLimits(int newGraphqlBytesMax, long newUploadBytesMax, int newRequests) {
    return new HttpSettings(
        host,
        port,
        newGraphqlBytesMax,
        newUploadBytesMax,
        newRequests,
        uploadsMax,
        requestWait,
        timeLimit,
        connectionsMax,
        rates,
        rateBucketsMax,
        getQueries,
        graphiql,
        origins,
        live,
        drain);
  }

  /** The same with a shorter or longer wait for a free place. */
  public HttpSettings withRequestWait(Duration newRequestWait) {
    return new HttpSettings(
        host,
        port,
        graphqlBytesMax,
        uploadBytesMax,
        requestsMax,
        uploadsMax,
        newRequestWait,
        timeLimit,
        connectionsMax,
        rates,
        rateBucketsMax,
        getQueries,
        graphiql,
        origins,
        live,
        drain);
  }

  public HttpSettings withRates(Admission.Rates newRates) {
    return new HttpSettings(
        host,
        port,
        graphqlBytesMax,
        uploadBytesMax,
        requestsMax,
        uploadsMax,
        requestWait,
        timeLimit,
        connectionsMax,
        newRates,
        rateBucketsMax,
        getQueries,
        graphiql,
        origins,
        live,
        drain);
  }

  public HttpSettings withDoors(
      GetQueries newGetQueries, boolean newGraphiql, Set<String> newOrigins) {
    return new HttpSettings(
        host,
        port,
        graphqlBytesMax,
        uploadBytesMax,
        requestsMax,
        uploadsMax,
        requestWait,
        timeLimit,
        connectionsMax,
        rates,
        rateBucketsMax,
        newGetQueries,
        newGraphiql,
        newOrigins,
        live,
        drain);
  }

  public HttpSettings withLive(LiveRules newLive) {
    return new HttpSettings(
        host,
        port,
        graphqlBytesMax,
        uploadBytesMax,
        requestsMax,
        uploadsMax,
        requestWait,
        timeLimit,
        connectionsMax,
        rates,
        rateBucketsMax,
        getQueries,
        graphiql,
        origins,
        newLive,
        drain);
  }
}
