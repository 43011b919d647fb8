package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.AuthenticationResult;
import dev.trestle.plugins.email.read.Forwarded;
import dev.trestle.plugins.email.read.MailAddress;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who a message is from, as far as the desk is concerned. */
sealed interface Writer {
  /** An agent, whose mail servers vouch for it. */
  record Staff(Agent agent) implements Writer {}

  /** A contact the desk knows. */
  record Known(Contact contact) implements Writer {}

  /**
   * Somebody who becomes a contact by this message.
   *
   * @param companyId by the domain of the address; null when nobody has it
   */
  record Stranger(String name, String email, @Nullable UUID companyId) implements Writer {}

  /** A message without an address that could be answered. */
  record Nobody() implements Writer {}

  Pattern LOCAL_PART = Pattern.compile("[^\\s@\"(),:;<>\\[\\]\\\\\\p{Cntrl}]{1,64}");
  Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?"
              + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?)+");
  int EMAIL_MAX = 254;

  Pattern CLAIMED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"?|\\([^()]*\\)?");

  /** Whose signature or whose server it is (RFC 8601), up to the end of the domain's name. */
  Pattern IDENTITY =
      Pattern.compile(
          "(?:header\\.d|header\\.i|smtp\\.mailfrom|smtp\\.mail)\\s*=\\s*(?:[^\\s;]*@)?([^\\s;@]+)");

  /**
   * Who wrote, and not who passed it on: an agent who forwards a customer's mail is not asking.
   *
   * @param answers whether it belongs to a ticket; an agent who begins one asks like everybody
   */
  static Writer of(Snapshot snapshot, ReadMail mail, Mailbox mailbox, boolean answers) {
    MailAddress author = mail.parties().author();
    Agent agent = author.isUsable() ? snapshot.agentByEmail(author.key()) : null;
    if (agent != null && agent.active()) {
      Forwarded original = mail.original();
      if (!answers && original != null && original.from().isUsable()) {
        return of(snapshot, original.from());
      }
      if (answers
          && isVouchedFor(mail.authentication(), mailbox.trustedRelays(), author.domain())) {
        return new Staff(agent);
      }
    }
    return of(snapshot, isContact(author) ? author : mail.parties().contact());
  }

  private static Writer of(Snapshot snapshot, MailAddress address) {
    if (!isContact(address)) {
      return new Nobody();
    }
    String email = address.key().strip();
    Contact contact = snapshot.contactByEmail(email);
    if (contact != null) {
      return new Known(contact);
    }
    Company company = snapshot.companyByDomain(address.domain().strip());
    String name = Words.line(address.name(), Words.NAME_MAX);
    return new Stranger(
        name.isEmpty() ? email : name, email, company == null ? null : company.id());
  }

  /** Whether the desk can keep this as a contact's address. */
  static boolean isContact(MailAddress address) {
    String email = address.key().strip();
    int at = email.lastIndexOf('@');
    return at > 0
        && email.length() <= EMAIL_MAX
        && LOCAL_PART.matcher(email.substring(0, at)).matches()
        && !email.startsWith(".")
        && !email.contains("..")
        && email.charAt(at - 1) != '.'
        && DOMAIN.matcher(email.substring(at + 1)).matches()
        && Words.sound(email).equals(email);
  }

  /** Whether a server that the mailbox trusts found that the domain itself sent the message. */
  static boolean isVouchedFor(
      List<AuthenticationResult> results, List<String> trusted, String domain) {
    boolean passed = false;
    for (AuthenticationResult result : trusted(results, trusted)) {
      if (result.method().equals("dmarc")) {
        return result.result().equals("pass");
      }
      passed |=
          result.result().equals("pass")
              && (result.method().equals("dkim") || result.method().equals("spf"))
              && speaksFor(result.detail(), domain);
    }
    return passed;
  }

  /** Whether what passed is of this domain, of one below it, or of one above it. */
  private static boolean speaksFor(String detail, String domain) {
    // In quotes and comments stands what the sender claims.
    Matcher named =
        IDENTITY.matcher(CLAIMED.matcher(detail.toLowerCase(Locale.ROOT)).replaceAll(""));
    while (named.find()) {
      String other = named.group(1);
      if (other.equals(domain)
          || other.endsWith("." + domain)
          || other.contains(".") && domain.endsWith("." + other)) {
        return !domain.isEmpty();
      }
    }
    return false;
  }

  /** Whether a server that the mailbox trusts found that somebody else sent it. */
  static boolean isForged(List<AuthenticationResult> results, List<String> trusted) {
    return trusted(results, trusted).stream()
        .anyMatch(result -> result.method().equals("dmarc") && result.result().equals("fail"));
  }

  static List<AuthenticationResult> trusted(
      List<AuthenticationResult> results, List<String> trusted) {
    return results.stream().filter(result -> trusted.contains(result.server())).toList();
  }

  /** Whether this address is the writer's own. */
  default boolean isAt(MailAddress address) {
    return switch (this) {
      case Staff staff -> address.key().equals(staff.agent().email());
      case Known known -> address.key().strip().equals(known.contact().email());
      case Stranger stranger -> address.key().strip().equals(stranger.email());
      case Nobody _ -> !isContact(address);
    };
  }

  /** Whether this is somebody who has to do with the ticket. */
  default boolean belongsTo(Ticket ticket) {
    return switch (this) {
      case Staff _ -> true;
      case Known known ->
          known.contact().id().equals(ticket.requesterId())
              || ticket.watcherIds().contains(known.contact().id())
              || known.contact().companyId() != null
                  && Objects.equals(known.contact().companyId(), ticket.companyId());
      case Stranger stranger ->
          stranger.companyId() != null && stranger.companyId().equals(ticket.companyId());
      case Nobody _ -> false;
    };
  }
}
