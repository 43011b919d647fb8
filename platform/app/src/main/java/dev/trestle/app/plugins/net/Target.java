package dev.trestle.app.plugins.net;

import dev.trestle.sdk.net.Network.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request goes, read from its address in one way only: a spelling of an IP address that
 * programs read differently is refused.
 *
 * @param host lower case, without brackets and final dot
 */
record Target(boolean secure, String host, int port) {
  static Target of(URI uri) throws Refused {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new Refused("Only https and http addresses can be called.");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new Refused("The address must have neither a user nor a fragment.");
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new Refused("The address names no host that can be called.");
    }
    boolean secure = scheme.equals("https");
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    return new Target(secure, host(uri.getHost()), port);
  }

  private static String host(String written) throws Refused {
    String host = written.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      if (host.indexOf('%') >= 0) {
        throw new Refused("The address must not name a network interface.");
      }
      return host.substring(1, host.length() - 1);
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    String last = host.substring(host.lastIndexOf('.') + 1);
    boolean number = last.matches("[0-9]+|0x[0-9a-f]*");
    if (number && !host.matches("((0|[1-9][0-9]{0,2})\\.){3}(0|[1-9][0-9]{0,2})")) {
      throw new Refused("Write an IP address as four decimal numbers.");
    }
    return host;
  }

  /** The IP address that the host is; empty when it is a name. */
  Optional<InetAddress> literal() {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }

  /** As it stands in the header Host. */
  String authority() {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? 443 : 80) ? shown : shown + ":" + port;
  }
}
