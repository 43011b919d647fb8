package dev.trestle.plugins.email.write;

import dev.trestle.plugins.email.read.MailAddress;
import java.net.IDN;
import java.util.regex.Pattern;

/** Tells whether mail can be sent to an address with nothing but ASCII in its envelope. */
public final class Sendable {
  private static final int ADDRESS_MAX = 254;
  private static final int LOCAL_MAX = 64;
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9_])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?");

  private Sendable() {}

  /**
   * Whether the address can be written to. Local parts in quotes and in other scripts are not:
   * hardly any server takes them, and every one of them is a chance to be misread.
   */
  public static boolean is(MailAddress address) {
    String ascii = ascii(address.address());
    int at = ascii.lastIndexOf('@');
    return at > 0
        && at <= LOCAL_MAX
        && ascii.length() <= ADDRESS_MAX
        && LOCAL.matcher(ascii.substring(0, at)).matches()
        && DOMAIN.matcher(ascii.substring(at + 1)).matches();
  }

  /** The address with its domain in ASCII; as it is when that cannot be done. */
  public static String ascii(String address) {
    int at = address.lastIndexOf('@');
    try {
      return at < 0
          ? address
          : address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
    } catch (IllegalArgumentException noDomain) {
      return address;
    }
  }
}
