package dev.trestle.http.exchange;

import dev.trestle.domain.access.Viewer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides who makes a request and whether that party makes too many. */
public final class Admission {

  /** How many requests a party may make; zero per second switches a limit off. */
  public record Rates(
      int viewerPerSecond, int viewerBurst, int addressPerSecond, int addressBurst) {}

  private final Authenticator authenticator;
  private final RateLimits limits;
  private final Rates rates;

  public Admission(Authenticator authenticator, RateLimits limits, Rates rates) {
    this.authenticator = authenticator;
    this.limits = limits;
    this.rates = rates;
  }

  /**
   * Authenticates and counts one request: against the viewer when one is signed in, else against
   * the address. A refused credential counts against the address too, so guessing is slow.
   */
  public Viewer admit(@Nullable String authorization, String remoteAddress) {
    Viewer viewer;
    try {
      viewer = authenticator.authenticate(authorization, remoteAddress);
    } catch (Refusal refused) {
      takeForAddress(remoteAddress);
      throw refused;
    }
    UUID id = viewer.id();
    if (id == null) {
      takeForAddress(remoteAddress);
    } else {
      limits.take(id.toString(), rates.viewerPerSecond(), rates.viewerBurst());
    }
    return viewer;
  }

  /** Admits a party to what is not GraphQL, where nobody can change a one-time password. */
  public Viewer admitSettled(@Nullable String authorization, String remoteAddress) {
    Viewer viewer = admit(authorization, remoteAddress);
    if (viewer.passwordChangeDue()) {
      throw Refusals.passwordChangeDue();
    }
    return viewer;
  }

  /** Authenticates again without counting, for a connection that stays open. */
  public Viewer again(@Nullable String authorization, String remoteAddress) {
    return authenticator.authenticate(authorization, remoteAddress);
  }

  /** Counts a request that carries no credential of the desk's. */
  public void count(String remoteAddress) {
    takeForAddress(remoteAddress);
  }

  private void takeForAddress(String remoteAddress) {
    limits.take(network(remoteAddress), rates.addressPerSecond(), rates.addressBurst());
  }

  /** One IPv6 subscriber owns a whole /64, so that is what counts. */
  static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    int groups = 0;
    for (int i = 0; i < address.length(); i++) {
      if (address.charAt(i) == ':' && ++groups == 4) {
        return address.substring(0, i);
      }
    }
    return address;
  }
}
