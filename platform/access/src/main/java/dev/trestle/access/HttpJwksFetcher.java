package dev.trestle.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches key sets over HTTPS, without following redirects, within a time for the whole answer and
 * a size. Plain HTTP is taken for literal loopback addresses only, when allowed for tests.
 */
public final class HttpJwksFetcher implements JwksFetcher {
  private static final int SIZE_MAX = 256 * 1024;
  private static final int STATUS_OK = 200;

  private final Supplier<HttpClient> clients;
  private @Nullable HttpClient client;
  private final Duration timeMax;
  private final boolean loopbackAllowed;

  public HttpJwksFetcher(HttpClient client, Duration timeMax, boolean loopbackAllowed) {
    this(() -> client, timeMax, loopbackAllowed);
  }

  private HttpJwksFetcher(Supplier<HttpClient> clients, Duration timeMax, boolean loopbackAllowed) {
    this.clients = clients;
    this.timeMax = timeMax;
    this.loopbackAllowed = loopbackAllowed;
  }

  /**
   * A fetcher with a client of its own that goes nowhere but where it is sent. The client is made
   * when something is to be fetched, because a desk without trusted issuers never needs one.
   */
  public static HttpJwksFetcher strict(Duration timeMax) {
    return new HttpJwksFetcher(
        () ->
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeMax)
                .build(),
        timeMax,
        false);
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made = clients.get();
      client = made;
    }
    return made;
  }

  @Override
  public String fetch(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address(url))
            .header("Accept", "application/jwk-set+json, application/json")
            .timeout(timeMax)
            .GET()
            .build();
    CompletableFuture<HttpResponse<byte[]>> coming =
        client()
            .sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), SIZE_MAX));
    try {
      // The request's own timeout ends with the headers; this one bounds a dripping body as well.
      HttpResponse<byte[]> response = coming.get(timeMax.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != STATUS_OK) {
        throw new IOException("key set answered with status " + response.statusCode());
      }
      return new String(response.body(), StandardCharsets.UTF_8);
    } catch (TimeoutException e) {
      throw new IOException("key set did not come within " + timeMax, e);
    } catch (ExecutionException e) {
      throw new IOException("key set did not come", e.getCause());
    } finally {
      coming.cancel(true);
    }
  }

  private URI address(String url) throws IOException {
    URI address;
    try {
      address = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IOException("key set address is no URL", e);
    }
    String host = address.getHost();
    boolean secure = "https".equals(address.getScheme());
    boolean local = loopbackAllowed && "http".equals(address.getScheme()) && loopback(host);
    if (host == null || address.getUserInfo() != null || !(secure || local)) {
      throw new IOException("key set address has to be https, without user or password");
    }
    return address;
  }

  private static boolean loopback(@Nullable String host) {
    if (host == null) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(host.replace("[", "").replace("]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
