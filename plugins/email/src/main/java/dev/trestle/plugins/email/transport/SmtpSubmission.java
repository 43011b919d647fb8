package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends over the mailbox's server. A message goes to all of its recipients or to none: when one is
 * refused, the others are not sent to either, so that whoever tries again without it sends to each
 * once. Connections are kept for a moment, and used for several messages.
 */
final class SmtpSubmission implements Submission {
  private static final Duration KEPT = Duration.ofSeconds(30);
  private static final int KEPT_MAX = 4;
  private static final Duration AFTER_SIGN_IN = Duration.ofMinutes(15);

  /** A connection that waits for its next message. */
  private record Idle(Smtp smtp, int mailboxVersion, Instant since) {}

  private final Tokens tokens;
  private final Map<UUID, Deque<Idle>> idle = new HashMap<>();

  SmtpSubmission(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Sent send(Sending over, String from, List<String> to, MessageBytes bytes)
      throws InterruptedException {
    Mailbox mailbox = over.mailbox();
    Mailbox.Send send = mailbox.send();
    if (send == null) {
      return new Sent.Retry(
          "The mailbox " + mailbox.name() + " sends nothing: it has no server to send over.",
          AFTER_SIGN_IN);
    }
    if (from.chars().anyMatch(c -> c < ' ' || c == '>')
        || to.stream().anyMatch(each -> each.chars().anyMatch(c -> c < ' ' || c == '>'))) {
      return new Sent.Refused("An address holds what no address can.", "5.1.3", "");
    }
    Smtp smtp = null;
    boolean goesOn = false;
    try {
      smtp = connected(mailbox, send.server(), over.surroundings());
      Sent sent = handedOver(smtp, from, to, bytes);
      goesOn = !smtp.leaving() && (sent instanceof Sent.Accepted || smtp.startsAnew());
      return sent;
    } catch (IOException failed) {
      Trouble trouble = Line.told(failed, send.server());
      return new Sent.Retry(
          String.valueOf(trouble.getMessage()), trouble.lasting() ? AFTER_SIGN_IN : null);
    } finally {
      if (smtp != null && goesOn) {
        keep(mailbox, smtp, over.surroundings().now());
      } else if (smtp != null) {
        smtp.closeQuietly();
      }
    }
  }

  private Smtp connected(Mailbox mailbox, Mailbox.Server server, Surroundings surroundings)
      throws IOException, InterruptedException {
    for (Idle kept = kept(mailbox, surroundings.now());
        kept != null;
        kept = kept(mailbox, surroundings.now())) {
      if (kept.smtp().startsAnew()) {
        return kept.smtp();
      }
      kept.smtp().closeQuietly();
    }
    Line.judge(server, surroundings);
    Credential credential = tokens.of(mailbox, server, surroundings);
    Smtp smtp = Smtp.connected(server, Line.trust(surroundings), ConnectionTest.ourName(mailbox));
    try {
      smtp.signIn(credential);
      return smtp;
    } catch (IOException failed) {
      tokens.forget(mailbox);
      smtp.closeQuietly();
      throw failed;
    }
  }

  private static Sent handedOver(Smtp smtp, String from, List<String> to, MessageBytes bytes)
      throws IOException {
    boolean utf8 = !ascii(from) || to.stream().anyMatch(address -> !ascii(address));
    if (utf8 && !smtp.takesUtf8()) {
      return new Sent.Refused(
          "The server carries no addresses beyond ASCII, and one of these is: "
              + String.join(", ", to),
          "5.6.7",
          to.stream().filter(address -> !ascii(address)).findFirst().orElse(""));
    }
    if (!smtp.from(from, utf8)) {
      return refused(smtp, "");
    }
    for (String address : to) {
      if (!smtp.to(address)) {
        return refused(smtp, address);
      }
    }
    return smtp.content(bytes) ? new Sent.Accepted(smtp.said()) : refused(smtp, "");
  }

  private static Sent refused(Smtp smtp, String recipient) {
    return smtp.kind() == 5
        ? new Sent.Refused(smtp.said(), smtp.status(), recipient)
        : new Sent.Retry(smtp.said(), null);
  }

  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private synchronized @Nullable Idle kept(Mailbox mailbox, Instant now) {
    Deque<Idle> waiting = idle.getOrDefault(mailbox.id(), new ArrayDeque<>());
    Idle found = waiting.pollLast();
    while (found != null
        && (found.mailboxVersion() != mailbox.version()
            || found.since().plus(KEPT).isBefore(now))) {
      found.smtp().closeQuietly();
      found = waiting.pollLast();
    }
    return found;
  }

  private synchronized void keep(Mailbox mailbox, Smtp smtp, Instant now) {
    Deque<Idle> waiting = idle.computeIfAbsent(mailbox.id(), _ -> new ArrayDeque<>());
    waiting.addLast(new Idle(smtp, mailbox.version(), now));
    if (waiting.size() > KEPT_MAX) {
      waiting.removeFirst().smtp().closeQuietly();
    }
  }

  /** Closes what waits longer than it may; all of it when there is no more to come. */
  synchronized void closeIdle(@Nullable Instant now) {
    for (Deque<Idle> waiting : idle.values()) {
      waiting.removeIf(each -> {
        boolean old = now == null || each.since().plus(KEPT).isBefore(now);
        if (old) {
          each.smtp().end();
        }
        return old;
      });
    }
  }
}
