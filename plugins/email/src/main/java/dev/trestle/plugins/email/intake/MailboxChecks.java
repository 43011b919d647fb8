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
  private static final int TEXT_MAX = 300;
  private static final int SECRET_MAX = 10_000;
  private static final int GATE_SECRET_MIN = 20;
  private static final int GATE_SECRET_MAX = 200;

  /** What a header's field can carry as it is. */
  private static final Pattern GATE_SECRET = Pattern.compile("[ -~]*");

  private static final Duration POLL_MIN = Duration.ofSeconds(5);
  private static final Duration POLL_MAX = Duration.ofDays(1);

  private MailboxChecks() {}

  /**
   * @param old what is changed, whose secrets stay where none are given; null for a new one
   */
  static void check(MailboxInput.Save wish, @Nullable Mailbox old, Draft draft) {
    if (wish.name().isBlank() || !isLine(wish.name(), NAME_MAX)) {
      refuse(draft, "MAILBOX_NAME", "Give a name of 1 to " + NAME_MAX + " characters.", "name");
    }
    addresses(wish, draft);
    FetchInput fetch = wish.fetch();
    if (fetch != null) {
      fetch(fetch, draft);
      password(fetch.server(), old == null ? null : old.fetch().server(), draft, "fetch");
    }
    SendInput send = wish.send();
    if (send != null) {
      Mailbox.Send before = old == null ? null : old.send();
      server(send.server(), draft, "send", "server");
      password(send.server(), before == null ? null : before.server(), draft, "send");
      line(draft, send.fromName(), NAME_MAX, "send", "fromName");
      if (send.perMinute() < 1 || send.perMinute() > PER_MINUTE_MAX) {
        refuse(
            draft,
            "MAILBOX_RATE",
            "Give a rate of 1 to " + PER_MINUTE_MAX + ".",
            "send",
            "perMinute");
      }
    }
    if (wish.oauth() != null) {
      oauth(wish.oauth(), old == null ? null : old.oauth(), draft);
    } else if (fetch != null && wantsTokens(fetch.server())
        || send != null && wantsTokens(send.server())) {
      refuse(draft, "REQUIRED", "Say where tokens come from.", "oauth");
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
    lines(draft, wish.trustedRelays(), "trustedRelays");
    gateSecret(wish.gateSecret(), draft);
  }

  private static void gateSecret(@Nullable String given, Draft draft) {
    String secret = given == null ? "" : given.strip();
    if (!secret.isEmpty()
        && (secret.length() < GATE_SECRET_MIN
            || secret.length() > GATE_SECRET_MAX
            || !GATE_SECRET.matcher(secret).matches())) {
      refuse(
          draft,
          "MAILBOX_GATE_SECRET",
          "Whoever knows it can bring mail: give "
              + GATE_SECRET_MIN
              + " to "
              + GATE_SECRET_MAX
              + " letters, digits and signs of ASCII that nobody guesses, such as openssl rand -hex"
              + " 32 makes.",
          "gateSecret");
    }
  }

  private static void oauth(OAuthInput oauth, Mailbox.@Nullable OAuth old, Draft draft) {
    if (!oauth.tokenUrl().strip().matches("https?://[^\\s]{1,300}")) {
      refuse(
          draft, "MAILBOX_TOKEN_URL", "Give the address that gives tokens.", "oauth", "tokenUrl");
    }
    line(draft, oauth.clientId(), TEXT_MAX, "oauth", "clientId");
    line(draft, oauth.scope(), TEXT_MAX * 10, "oauth", "scope");
    line(draft, oauth.clientSecret(), SECRET_MAX, "oauth", "clientSecret");
    line(draft, oauth.refreshToken(), SECRET_MAX, "oauth", "refreshToken");
    String token = oauth.refreshToken();
    if (token == null ? old == null || old.refreshToken().isEmpty() : token.isEmpty()) {
      refuse(draft, "REQUIRED", "Give the refresh token.", "oauth", "refreshToken");
    }
  }

  private static void password(
      @Nullable ServerInput server, Mailbox.@Nullable Server old, Draft draft, String part) {
    if (server != null && server.auth() == Auth.PASSWORD) {
      String secret = server.secret();
      if (secret == null ? old == null || old.secret() == null : secret.isEmpty()) {
        refuse(draft, "REQUIRED", "Give the password.", part, "server", "secret");
      }
    }
  }

  private static boolean wantsTokens(@Nullable ServerInput server) {
    return server != null && server.auth() == Auth.OAUTH2;
  }

  private static void lines(Draft draft, @Nullable List<String> given, String field) {
    List<String> all = given == null ? List.of() : given;
    if (all.size() > LIST_MAX) {
      refuse(draft, "TOO_MANY", "Give at most " + LIST_MAX + " names.", field);
    }
    for (int i = 0; i < Math.min(all.size(), LIST_MAX); i++) {
      line(draft, all.get(i), TEXT_MAX, field, String.valueOf(i));
    }
  }

  private static void line(Draft draft, @Nullable String given, int max, String... path) {
    if (given != null && !isLine(given, max)) {
      refuse(draft, "MAILBOX_LINE", "Give one line of at most " + max + " characters.", path);
    }
  }

  private static boolean isLine(String text, int max) {
    String stripped = text.strip();
    return stripped.length() <= max && stripped.chars().noneMatch(c -> c < ' ' || c == 0x7F);
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
    for (int i = 0; i < Math.min(aliases.size(), LIST_MAX); i++) {
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
    line(draft, fetch.folder(), TEXT_MAX, "fetch", "folder");
    line(draft, fetch.moveTo(), TEXT_MAX, "fetch", "moveTo");
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
    line(draft, server.user(), TEXT_MAX, beside(path, "user"));
    line(draft, server.secret(), SECRET_MAX, beside(path, "secret"));
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
