package dev.trestle.plugins.email.intake;

import static dev.trestle.plugins.email.intake.MailRecords.KEYS;
import static dev.trestle.plugins.email.intake.MailRecords.MAILBOXES;

import dev.trestle.plugins.email.intake.MailboxInput.FetchInput;
import dev.trestle.plugins.email.intake.MailboxInput.OAuthInput;
import dev.trestle.plugins.email.intake.MailboxInput.SendInput;
import dev.trestle.plugins.email.intake.MailboxInput.ServerInput;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.surroundings.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do with mailboxes. */
final class MailboxDeciders {
  static final int MAILBOXES_MAX = 200;
  private static final int KEY_BYTES = 32;
  private static final int TOKEN_BYTES = 16;
  private static final Duration POLL = Duration.ofMinutes(1);

  private MailboxDeciders() {}

  static void save(MailboxInput.Save wish, Draft draft) {
    Mailbox old = null;
    if (wish.mailboxId() != null) {
      old = find(draft, wish.mailboxId(), wish.expectedVersion());
    } else if (draft.snapshot().records(MAILBOXES).all().size() >= MAILBOXES_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "MAILBOXES_FULL",
          "A desk has at most " + MAILBOXES_MAX + " mailboxes. Remove one first.");
    }
    MailboxChecks.check(wish, old, draft);
    if (!draft.refused()) {
      Mailbox mailbox = mailbox(wish, old, draft);
      keys(draft);
      draft.put(MAILBOXES, mailbox);
      draft.event(Happening.internal("MailboxSaved", MAILBOXES, mailbox.id(), null));
      draft.result("mailbox", mailbox.id());
    }
  }

  private static Mailbox mailbox(MailboxInput.Save wish, @Nullable Mailbox old, Draft draft) {
    Secrets secrets = draft.surroundings().secrets();
    SendInput send = wish.send();
    OAuthInput oauth = wish.oauth();
    Mailbox.Send oldSend = old == null ? null : old.send();
    Mailbox.OAuth oldOauth = old == null ? null : old.oauth();
    String given = wish.gateSecret();
    String gate =
        sealed(
            secrets, given == null ? null : given.strip(), old == null ? null : old.gateSecret());
    return new Mailbox(
        old == null ? draft.newId() : old.id(),
        0,
        wish.name().strip(),
        small(wish.address()),
        wish.aliases() == null
            ? List.of()
            : wish.aliases().stream().map(MailboxDeciders::small).distinct().toList(),
        wish.enabled(),
        fetch(wish.fetch(), old, secrets),
        send == null
            ? null
            : new Mailbox.Send(
                server(send.server(), oldSend == null ? null : oldSend.server(), secrets),
                send.perMinute(),
                text(send.fromName())),
        oauth == null
            ? null
            : new Mailbox.OAuth(
                oauth.tokenUrl().strip(),
                oauth.clientId().strip(),
                sealed(
                    secrets,
                    oauth.clientSecret(),
                    oldOauth == null ? null : oldOauth.clientSecret()),
                text(
                    sealed(
                        secrets,
                        oauth.refreshToken(),
                        oldOauth == null ? null : oldOauth.refreshToken())),
                oauth.scope().strip()),
        wish.queueId(),
        wish.type(),
        wish.priority(),
        wish.language(),
        wish.trustedRelays() == null
            ? List.of()
            : wish.trustedRelays().stream().map(MailboxDeciders::small).distinct().toList(),
        wish.undoSeconds(),
        gate == null
            ? secrets.seal(
                HexFormat.of()
                    .formatHex(secrets.random(KEY_BYTES))
                    .getBytes(StandardCharsets.US_ASCII))
            : gate);
  }

  private static Mailbox.Fetch fetch(
      @Nullable FetchInput wish, @Nullable Mailbox old, Secrets secrets) {
    if (wish == null || wish.kind() == Mailbox.FetchKind.NONE) {
      return new Mailbox.Fetch(Mailbox.FetchKind.NONE, null, "", Mailbox.Afterwards.SEEN, "", POLL);
    }
    return new Mailbox.Fetch(
        wish.kind(),
        wish.server() == null
            ? null
            : server(wish.server(), old == null ? null : old.fetch().server(), secrets),
        wish.folder() == null || wish.folder().isBlank() ? "INBOX" : wish.folder().strip(),
        wish.afterwards(),
        text(wish.moveTo()),
        wish.poll() == null ? POLL : wish.poll());
  }

  private static Mailbox.Server server(
      ServerInput wish, Mailbox.@Nullable Server old, Secrets secrets) {
    return new Mailbox.Server(
        small(wish.host()),
        wish.port(),
        wish.security(),
        text(wish.user()),
        wish.auth(),
        sealed(secrets, wish.secret(), old == null ? null : old.secret()));
  }

  /** Absent leaves the secret there is, an empty text removes it. */
  private static @Nullable String sealed(
      Secrets secrets, @Nullable String given, @Nullable String old) {
    if (given == null) {
      return old;
    }
    return given.isEmpty() ? null : secrets.seal(given.getBytes(StandardCharsets.UTF_8));
  }

  private static void keys(Draft draft) {
    if (draft.snapshot().records(KEYS).get(MailKeys.ID) == null) {
      Secrets secrets = draft.surroundings().secrets();
      draft.put(
          KEYS,
          new MailKeys(
              MailKeys.ID,
              0,
              secrets.seal(secrets.random(KEY_BYTES)),
              HexFormat.of().formatHex(secrets.random(TOKEN_BYTES)),
              null));
    }
  }

  static void remove(MailboxInput.Remove wish, Draft draft) {
    Mailbox mailbox = find(draft, wish.mailboxId(), wish.expectedVersion());
    if (mailbox != null && !draft.refused()) {
      draft.remove(MAILBOXES, mailbox.id());
      draft.event(Happening.internal("MailboxRemoved", MAILBOXES, mailbox.id(), null));
      draft.result("removed", mailbox.id());
    }
  }

  /** The mailbox; null after a refusal because there is none. */
  private static @Nullable Mailbox find(Draft draft, UUID id, @Nullable Integer expected) {
    Mailbox mailbox = draft.snapshot().records(MAILBOXES).get(id);
    if (mailbox == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such mailbox.", "input", "mailboxId");
      return null;
    }
    draft.expect(mailbox, expected);
    return mailbox;
  }

  static String small(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }
}
