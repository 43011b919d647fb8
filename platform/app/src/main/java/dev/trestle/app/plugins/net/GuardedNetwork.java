package dev.trestle.app.plugins.net;

import dev.trestle.app.plugins.net.WebConnection.Place;
import dev.trestle.sdk.net.Network;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * One plugin's way outside. For each request a name is resolved once and every address of it
 * judged; the request goes to a judged address, whatever the name resolves to by then. Connections
 * are kept for further requests to the same host at the same address, if that is judged again.
 */
public final class GuardedNetwork implements Network {
  private static final Duration LIMIT_MAX = Duration.ofMinutes(5);
  private static final Duration RESOLVING_MAX = Duration.ofSeconds(10);
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
  private static final String ANY = "*";

  private final List<String> hosts;
  private final Reach reach;
  private final Resolver resolver;
  private final Supplier<SSLSocketFactory> sockets;
  private final IdleConnections idle = new IdleConnections();

  /**
   * @param hosts what the plugin may call: hosts, {@code *.} before a domain, or {@code *}
   */
  public GuardedNetwork(
      List<String> hosts, Reach reach, Resolver resolver, SSLSocketFactory sockets) {
    this(hosts, reach, resolver, () -> sockets);
  }

  private GuardedNetwork(
      List<String> hosts, Reach reach, Resolver resolver, Supplier<SSLSocketFactory> sockets) {
    this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    this.reach = reach;
    this.resolver = resolver;
    this.sockets = sockets;
  }

  /** The way outside for each plugin, by the hosts that it may call. */
  public static Function<List<String>, Network> within(Reach reach) {
    return hosts ->
        new GuardedNetwork(
            hosts,
            reach,
            InetAddress::getAllByName,
            // It reads the certificates of all authorities, so not before somebody calls outside.
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  @Override
  public void judge(URI address) throws IOException {
    judged(Target.of(address), RESOLVING_MAX);
  }

  @Override
  public WebAnswer send(WebRequest request) throws IOException {
    long started = System.nanoTime();
    Duration limit = request.limit().compareTo(LIMIT_MAX) > 0 ? LIMIT_MAX : request.limit();
    Target target = Target.of(request.uri());
    byte[] head = RequestHead.of(request, target);
    List<InetAddress> addresses = judged(target, limit);
    IOException failed = new ConnectException("The host has no address.");
    for (InetAddress address : addresses) {
      try {
        return exchanged(new Place(target, address), request, head, limit, started);
      } catch (ConnectException unreachable) {
        // Nothing was sent, so the next address of the same host may be tried.
        failed = unreachable;
      }
    }
    throw failed;
  }

  private WebAnswer exchanged(
      Place place, WebRequest request, byte[] head, Duration limit, long started)
      throws IOException {
    WebConnection kept = idle.take(place);
    if (kept != null) {
      try {
        return exchanged(kept, request, head, left(limit, started));
      } catch (WebConnection.Unanswered closed) {
        if (!repeatable(request)) {
          throw closed;
        }
      }
    }
    WebConnection fresh = WebConnection.open(place, sockets, left(limit, started));
    return exchanged(fresh, request, head, left(limit, started));
  }

  private WebAnswer exchanged(
      WebConnection connection, WebRequest request, byte[] head, Duration left) throws IOException {
    boolean answered = false;
    try {
      WebAnswer answer = connection.exchange(request, head, left).answer();
      answered = true;
      return answer;
    } finally {
      if (answered) {
        idle.keep(connection);
      } else {
        connection.close();
      }
    }
  }

  /** Whether a request may be sent again that perhaps arrived and was not answered. */
  private static boolean repeatable(WebRequest request) {
    return REPEATABLE.contains(request.method())
        || request.headers().keySet().stream().anyMatch("idempotency-key"::equalsIgnoreCase);
  }

  private static Duration left(Duration limit, long started) throws SocketTimeoutException {
    Duration left = limit.minusNanos(System.nanoTime() - started);
    if (left.isNegative() || left.isZero()) {
      throw new SocketTimeoutException("There was no answer in time.");
    }
    return left;
  }

  private List<InetAddress> judged(Target target, Duration limit) throws IOException {
    if (hosts.stream().noneMatch(host -> matches(host, target.host()))) {
      throw new Refused(
          "The plugin may not call " + target.host() + ": its manifest does not name this host.");
    }
    List<InetAddress> addresses = new ArrayList<>();
    if (target.literal().isPresent()) {
      addresses.add(target.literal().get());
    } else {
      addresses.addAll(List.of(resolved(target.host(), limit)));
    }
    for (InetAddress address : addresses) {
      reach.require(target, address);
    }
    return addresses;
  }

  private static boolean matches(String allowed, String host) {
    return allowed.equals(ANY)
        || allowed.equals(host)
        || (allowed.startsWith("*.") && host.endsWith(allowed.substring(1)));
  }

  /** Name servers may take their time, and no interrupt reaches the system's resolver. */
  private InetAddress[] resolved(String name, Duration limit) throws IOException {
    CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("trestle-resolve")
        .start(() -> {
          try {
            answer.complete(resolver.resolve(name));
          } catch (UnknownHostException | RuntimeException failed) {
            answer.completeExceptionally(failed);
          }
        });
    try {
      long nanos = Math.min(limit.toNanos(), RESOLVING_MAX.toNanos());
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw new IOException("The host name " + name + " cannot be resolved.", failed.getCause());
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("The host name " + name + " was not resolved in time.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("The call was stopped.", stopped);
    }
  }
}
