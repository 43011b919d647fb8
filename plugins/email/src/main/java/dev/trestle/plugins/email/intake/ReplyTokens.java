package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.surroundings.Surroundings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs and reads what stands behind the plus sign of reply addresses, such as {@code
 * support+t.4711.0123456789abcdef0123@example.com}. It proves that the desk gave the address to
 * somebody, so that an answer finds its ticket even when nothing else of the thread is left.
 */
public final class ReplyTokens {
  private static final Pattern TOKEN =
      Pattern.compile("t\\.([a-z0-9-]{1,40})\\.([0-9a-f]{20})", Pattern.CASE_INSENSITIVE);
  private static final int MAC_BYTES = 10;

  private final byte[] key;

  public ReplyTokens(byte[] key) {
    this.key = key.clone();
  }

  /** The desk's own; null before the first mailbox is there. */
  public static @Nullable ReplyTokens of(Snapshot snapshot, Surroundings surroundings) {
    MailKeys keys = snapshot.records(MailRecords.KEYS).get(MailKeys.ID);
    return keys == null ? null : new ReplyTokens(surroundings.secrets().open(keys.replyKey()));
  }

  /** The address to which answers about a ticket go. */
  public String address(String mailbox, String ticketNumber) {
    int at = mailbox.lastIndexOf('@');
    return mailbox.substring(0, at) + "+" + token(ticketNumber) + mailbox.substring(at);
  }

  String token(String ticketNumber) {
    return "t."
        + ticketNumber.toLowerCase(Locale.ROOT)
        + "."
        + HexFormat.of().formatHex(mac(ticketNumber));
  }

  /**
   * The number of the ticket a token was made for, in small letters; null when the desk did not
   * make it.
   *
   * @param token what stands behind the plus sign
   */
  public @Nullable String number(String token) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return null;
    }
    byte[] claimed = HexFormat.of().parseHex(parts.group(2).toLowerCase(Locale.ROOT));
    String number = parts.group(1).toLowerCase(Locale.ROOT);
    return MessageDigest.isEqual(claimed, mac(number)) ? number : null;
  }

  // Small letters, because some servers write addresses so.
  private byte[] mac(String ticketNumber) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] whole =
          mac.doFinal(ticketNumber.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return java.util.Arrays.copyOf(whole, MAC_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
