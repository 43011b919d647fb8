package dev.trestle.app.plugins.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host name. */
@FunctionalInterface
public interface Resolver {
  /** At least one address. */
  InetAddress[] resolve(String name) throws UnknownHostException;
}
