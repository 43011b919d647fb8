package dev.trestle.app.plugins.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * What an address belongs to, by the special-purpose registries of IANA for IPv4 and IPv6 (RFC
 * 6890) as of 2026.
 */
enum AddressKind {
  PUBLIC,
  /** This machine, or a network that its owner numbers as they like. */
  OWN_NETWORK,
  /** Everything else that no server on the internet has: link-local, multicast, reserved ... */
  SPECIAL;

  private record Block(byte[] prefix, int bits, AddressKind kind) {
    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
        return false;
      }
      int rest = bits % 8;
      int mask = 0xff << (8 - rest) & 0xff;
      return rest == 0 || (address[whole] & mask) == (prefix[whole] & mask);
    }
  }

  private static final List<Block> BLOCKS =
      List.of(
          block("127.0.0.0", 8, OWN_NETWORK),
          block("10.0.0.0", 8, OWN_NETWORK),
          block("172.16.0.0", 12, OWN_NETWORK),
          block("192.168.0.0", 16, OWN_NETWORK),
          block("100.64.0.0", 10, OWN_NETWORK),
          block("0.0.0.0", 8, SPECIAL),
          block("169.254.0.0", 16, SPECIAL),
          block("192.0.0.0", 24, SPECIAL),
          block("192.0.2.0", 24, SPECIAL),
          block("192.88.99.0", 24, SPECIAL),
          block("198.18.0.0", 15, SPECIAL),
          block("198.51.100.0", 24, SPECIAL),
          block("203.0.113.0", 24, SPECIAL),
          block("224.0.0.0", 3, SPECIAL),
          block("::1", 128, OWN_NETWORK),
          // The metadata service of a cloud lies in the range that owners number themselves.
          block("fd00:ec2::", 32, SPECIAL),
          block("fc00::", 7, OWN_NETWORK),
          block("2001::", 23, SPECIAL),
          block("2001:db8::", 32, SPECIAL),
          block("2002::", 16, SPECIAL),
          block("3fff::", 20, SPECIAL),
          block("2000::", 3, PUBLIC));

  private static final byte[] MAPPED = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final byte[] TRANSLATED = new byte[] {0, 0x64, -1, -101, 0, 0, 0, 0, 0, 0, 0, 0};

  static AddressKind of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 16 && (begins(bytes, MAPPED) || begins(bytes, TRANSLATED))) {
      bytes = Arrays.copyOfRange(bytes, 12, 16);
    }
    for (Block block : BLOCKS) {
      if (block.holds(bytes)) {
        return block.kind();
      }
    }
    // Of IPv6 only 2000::/3 is given out so far.
    return bytes.length == 4 ? PUBLIC : SPECIAL;
  }

  private static boolean begins(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static Block block(String prefix, int bits, AddressKind kind) {
    return new Block(InetAddress.ofLiteral(prefix).getAddress(), bits, kind);
  }
}
