package dev.trestle.http.exchange;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the client's address apart from those of the proxies before the desk. Each proxy appends
 * whom it spoke with to X-Forwarded-For, so the header is read from its end, and only as far as
 * known proxies vouch for it: what stands before that, anybody may have written.
 */
public final class ClientAddress {
  private final Set<String> proxies;

  /**
   * @param proxies addresses of the proxies, as literals
   * @throws IllegalArgumentException when one is no literal address
   */
  public ClientAddress(Set<String> proxies) {
    this.proxies =
        proxies.stream()
            .map(proxy -> InetAddress.ofLiteral(proxy).getHostAddress())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param peer the address at the other end of the connection
   */
  public String of(String peer, Headers headers) {
    return proxies.isEmpty() ? peer : of(peer, headers.values(HeaderNames.X_FORWARDED_FOR));
  }

  String of(String peer, List<String> forwarded) {
    String[] hops = String.join(",", forwarded).split(",");
    String client = peer;
    for (int i = hops.length - 1; i >= 0 && proxies.contains(client); i--) {
      String hop = literal(hops[i].strip());
      if (hop == null) {
        break;
      }
      client = hop;
    }
    return client;
  }

  /** The address in its usual form; null when it is none. */
  private static @Nullable String literal(String text) {
    try {
      return InetAddress.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }
}
