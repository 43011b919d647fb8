package dev.trestle.app.plugins.net;

import dev.trestle.sdk.net.Network.Refused;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * What the operator lets plugins reach besides public addresses.
 *
 * @param ownNetwork whether this machine and private networks may be called; link-local addresses,
 *     where clouds keep their credentials, stay out of reach
 * @param hosts hosts that may be called wherever they are, each as it stands in addresses
 */
public record Reach(boolean ownNetwork, List<String> hosts) {
  public static final Reach PUBLIC_ONLY = new Reach(false, List.of());

  public Reach {
    hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  void require(Target target, InetAddress address) throws Refused {
    boolean allowed =
        hosts.contains(target.host())
            || switch (AddressKind.of(address)) {
              case PUBLIC -> true;
              case OWN_NETWORK -> ownNetwork;
              case SPECIAL -> false;
            };
    if (!allowed) {
      throw new Refused(
          "The host "
              + target.host()
              + " is not at a public address. Whoever runs the desk can allow it by the setting"
              + " network.hosts.");
    }
  }
}
