package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.desk.TicketType;
import dev.trestle.sdk.record.DeskRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox of the desk.
 *
 * @param address in small letters, unique
 * @param aliases further addresses in small letters whose mail arrives here
 * @param enabled whether mail is fetched from it and sent by it
 * @param send null when nothing is sent
 * @param oauth where tokens come from; null when nothing needs them
 * @param queueId where new tickets go; null for the desk's default queue
 * @param type of new tickets; null for the desk's usual one
 * @param priority of new tickets; null for the desk's usual one
 * @param language of what is sent to people whose language is not known; null for English
 * @param trustedRelays names by which the servers in front of it sign their Authentication-Results,
 *     in small letters
 * @param undoSeconds how long an answer waits before it leaves
 * @param gateSecret sealed; what gateways prove themselves with
 */
public record Mailbox(
    UUID id,
    int version,
    String name,
    String address,
    List<String> aliases,
    boolean enabled,
    Fetch fetch,
    @Nullable Send send,
    @Nullable OAuth oauth,
    @Nullable UUID queueId,
    @Nullable TicketType type,
    @Nullable TicketPriority priority,
    @Nullable String language,
    List<String> trustedRelays,
    int undoSeconds,
    String gateSecret)
    implements DeskRecord {
  public Mailbox {
    aliases = List.copyOf(aliases);
    trustedRelays = List.copyOf(trustedRelays);
  }

  /** How mail is fetched. */
  public enum FetchKind {
    /** It is brought: by SMTP, LMTP or a gateway. */
    NONE,
    IMAP,
    POP3
  }

  /** How a connection is protected. */
  public enum Security {
    /** From its first byte. */
    TLS,
    /** After a command, without which nothing is sent. */
    STARTTLS,
    /** Not at all. */
    NONE
  }

  /** How the desk proves who it is. */
  public enum Auth {
    NONE,
    PASSWORD,
    /** XOAUTH2 with tokens that are refreshed. */
    OAUTH2
  }

  /** What happens on the server to a message that was taken. */
  public enum Afterwards {
    SEEN,
    MOVE,
    DELETE
  }

  /**
   * A server of the mailbox.
   *
   * @param secret sealed; null when there is no password
   */
  public record Server(
      String host, int port, Security security, String user, Auth auth, @Nullable String secret) {}

  /**
   * From where mail is fetched.
   *
   * @param server null when it is not
   * @param folder such as {@code INBOX}
   * @param moveTo the folder, when it is moved; empty otherwise
   * @param poll how long to wait between two looks where the server does not tell by itself
   */
  public record Fetch(
      FetchKind kind,
      @Nullable Server server,
      String folder,
      Afterwards afterwards,
      String moveTo,
      Duration poll) {}

  /**
   * Over which server mail is sent.
   *
   * @param perMinute how many messages at most
   * @param fromName what stands before the address; empty for the mailbox's name
   */
  public record Send(Server server, int perMinute, String fromName) {}

  /**
   * Where tokens come from.
   *
   * @param clientSecret sealed; null for a client without one
   * @param refreshToken sealed
   */
  public record OAuth(
      String tokenUrl,
      String clientId,
      @Nullable String clientSecret,
      String refreshToken,
      String scope) {}

  /** All addresses whose mail arrives here, its own first. */
  public List<String> addresses() {
    List<String> all = new ArrayList<>();
    all.add(address);
    all.addAll(aliases);
    return all;
  }

  /** The same with another refresh token, as some providers give one with each token. */
  public Mailbox refreshed(OAuth fresh) {
    return new Mailbox(
        id,
        version,
        name,
        address,
        aliases,
        enabled,
        fetch,
        send,
        fresh,
        queueId,
        type,
        priority,
        language,
        trustedRelays,
        undoSeconds,
        gateSecret);
  }
}
