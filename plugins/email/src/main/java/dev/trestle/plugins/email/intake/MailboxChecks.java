package dev.trestle.plugins.email.intake;

import static dev.trestle.plugins.email.intake.MailRecords.MAILBOXES;

import dev.trestle.plugins.email.intake.Mailbox.Auth;
import dev.trestle.plugins.email.intake.Mailbox.FetchKind;
import dev.trestle.plugins.email.intake.MailboxInput.FetchInput;
import dev.trestle.plugins.email.intake.MailboxInput.OAuthInput;
import dev.trestle.plugins.email.intake.MailboxInput.SendInput;
import dev.trestle.plugins.email.intake.MailboxInput.ServerInput;
import dev.trestle.plugins.email.read.MailAddress;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Queue;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of a mailbox is refused, all of it at once. */
final class MailboxChecks {
  private static final int NAME_MAX = 100;
  private static final int LIST_MAX = 50;
  private static final int PORT_MAX = 65_535;
  private static final int PER_MINUTE_MAX = 10_000;
  private static final int UNDO_MAX = 600;
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
  private static final Duration POLL_MIN = Duration.ofSeconds(5);
  private static final Duration POLL_MAX = Duration.ofDays(1);

  private MailboxChecks() {}

  static void check(MailboxInput.Save wish, Draft draft) {
    if (wish.name().isBlank() || wish.name().strip().length() > NAME_MAX) {
      refuse(draft, "MAILBOX_NAME", "Give a name of 1 to " + NAME_MAX + " characters.", "name");
    }
    addresses(wish, draft);
    if (wish.fetch() != null) {
      fetch(wish.fetch(), draft);
    }
    SendInput send = wish.send();
    if (send != null) {
      server(send.server(), draft, "send", "server");
      if (send.perMinute() < 1 || send.perMinute() > PER_MINUTE_MAX) {
        refuse(
            draft,
            "MAILBOX_RATE",
            "Give a rate of 1 to " + PER_MINUTE_MAX + ".",
            "send",
            "perMinute");
      }
    }
    OAuthInput oauth = wish.oauth();
    if (oauth != null && !oauth.tokenUrl().strip().matches("https?://[^\\s]{1,300}")) {
      refuse(
          draft, "MAILBOX_TOKEN_URL", "Give the address that gives tokens.", "oauth", "tokenUrl");
    }
    Queue queue = draft.snapshot().queue(wish.queueId());
    if (wish.queueId() != null && (queue == null || queue.archived())) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such queue.", "input", "queueId");
    }
    String language = wish.language();
    if (language != null && !language.isBlank() && !LANGUAGE.matcher(language.strip()).matches()) {
      refuse(draft, "MAILBOX_LANGUAGE", "Give a language tag such as de or de-AT.", "language");
    }
    if (wish.undoSeconds() < 0 || wish.undoSeconds() > UNDO_MAX) {
      refuse(draft, "MAILBOX_UNDO", "Give 0 to " + UNDO_MAX + " seconds.", "undoSeconds");
    }
  }

  private static void addresses(MailboxInput.Save wish, Draft draft) {
    Set<String> taken = new HashSet<>();
    for (Mailbox other : draft.snapshot().records(MAILBOXES).all()) {
      if (!other.id().equals(wish.mailboxId())) {
        taken.addAll(other.addresses());
      }
    }
    address(draft, wish.address(), taken, "address");
    List<String> aliases = wish.aliases() == null ? List.of() : wish.aliases();
    if (aliases.size() > LIST_MAX) {
      refuse(draft, "TOO_MANY", "Give at most " + LIST_MAX + " aliases.", "aliases");
    }
    for (int i = 0; i < aliases.size(); i++) {
      address(draft, aliases.get(i), taken, "aliases", String.valueOf(i));
    }
  }

  private static void address(Draft draft, String given, Set<String> taken, String... path) {
    String address = MailboxDeciders.small(given);
    if (!new MailAddress("", address).isUsable() || address.contains("+")) {
      refuse(
          draft,
          "MAILBOX_ADDRESS",
          "Give a mail address without a plus sign, which reply addresses need.",
          path);
    } else if (!taken.add(address)) {
      draft.refuse(
          ProblemType.CONFLICT,
          "MAILBOX_ADDRESS_TAKEN",
          "A mailbox has the address " + address + " already.",
          under(path));
    }
  }

  private static void fetch(FetchInput fetch, Draft draft) {
    if (fetch.kind() == FetchKind.NONE) {
      return;
    }
    if (fetch.server() == null) {
      refuse(draft, "REQUIRED", "Say from which server mail is fetched.", "fetch", "server");
    } else {
      server(fetch.server(), draft, "fetch", "server");
    }
    boolean move = fetch.afterwards() == Mailbox.Afterwards.MOVE;
    if (move && (fetch.moveTo() == null || fetch.moveTo().isBlank())) {
      refuse(draft, "REQUIRED", "Name the folder to which it is moved.", "fetch", "moveTo");
    }
    if (move && fetch.kind() == FetchKind.POP3) {
      refuse(
          draft,
          "MAILBOX_NO_FOLDERS",
          "POP3 has no folders: choose DELETE.",
          "fetch",
          "afterwards");
    }
    Duration poll = fetch.poll();
    if (poll != null && (poll.compareTo(POLL_MIN) < 0 || poll.compareTo(POLL_MAX) > 0)) {
      refuse(draft, "MAILBOX_POLL", "Give a wait of PT5S to P1D.", "fetch", "poll");
    }
  }

  private static void server(ServerInput server, Draft draft, String... path) {
    String host = MailboxDeciders.small(server.host());
    if (!host.matches("[a-z0-9.:_-]{1,253}")) {
      refuse(draft, "MAILBOX_HOST", "Give the server's name.", beside(path, "host"));
    }
    if (server.port() < 1 || server.port() > PORT_MAX) {
      refuse(draft, "MAILBOX_PORT", "Give a port of 1 to " + PORT_MAX + ".", beside(path, "port"));
    }
    if (server.auth() != Auth.NONE && (server.user() == null || server.user().isBlank())) {
      refuse(draft, "REQUIRED", "Say as whom the desk signs in.", beside(path, "user"));
    }
    if (server.auth() != Auth.NONE && server.security() == Mailbox.Security.NONE) {
      draft.warn(
          "MAILBOX_UNPROTECTED",
          "Whoever listens on the way reads the password. Choose TLS or STARTTLS.",
          under(beside(path, "security")));
    }
  }

  private static String[] beside(String[] path, String field) {
    String[] whole = Arrays.copyOf(path, path.length + 1);
    whole[path.length] = field;
    return whole;
  }

  /** After secrets that were left out have been taken over from before. */
  static void checkSecrets(Mailbox mailbox, Draft draft) {
    Mailbox.Send send = mailbox.send();
    secret(mailbox, mailbox.fetch().server(), draft, "fetch");
    secret(mailbox, send == null ? null : send.server(), draft, "send");
    Mailbox.OAuth oauth = mailbox.oauth();
    if (oauth != null && oauth.refreshToken().isEmpty()) {
      refuse(draft, "REQUIRED", "Give the refresh token.", "oauth", "refreshToken");
    }
  }

  private static void secret(
      Mailbox mailbox, Mailbox.@Nullable Server server, Draft draft, String part) {
    if (server == null) {
      return;
    }
    if (server.auth() == Auth.PASSWORD && server.secret() == null) {
      refuse(draft, "REQUIRED", "Give the password.", part, "server", "secret");
    }
    if (server.auth() == Auth.OAUTH2 && mailbox.oauth() == null) {
      refuse(draft, "REQUIRED", "Say where tokens come from.", "oauth");
    }
  }

  private static void refuse(Draft draft, String code, String message, String... path) {
    draft.refuse(ProblemType.INVALID, code, message, under(path));
  }

  private static String[] under(String... path) {
    String[] whole = new String[path.length + 1];
    whole[0] = "input";
    System.arraycopy(path, 0, whole, 1, path.length);
    return whole;
  }
}
