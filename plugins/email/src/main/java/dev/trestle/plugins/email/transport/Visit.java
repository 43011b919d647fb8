package dev.trestle.plugins.email.transport;

import static dev.trestle.plugins.email.transport.Reception.RECEPTIONS;

import dev.trestle.plugins.email.intake.Door;
import dev.trestle.plugins.email.intake.Envelope;
import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.MailIntake;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.sdk.work.Work;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** What fetching one mailbox has to do with the desk. Belongs to one thread, but for the stop. */
final class Visit {
  private final Work work;
  private final Door door;
  private final MailIntake intake;
  private final Tokens tokens;
  private final Mailbox mailbox;
  private volatile boolean over;

  Visit(Work work, MailIntake intake, Tokens tokens, Mailbox mailbox) {
    this.work = work;
    this.door = new WorkDoor(work);
    this.intake = intake;
    this.tokens = tokens;
    this.mailbox = mailbox;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Instant now() {
    return work.now();
  }

  /** Has the visit come to its end. */
  void end() {
    over = true;
  }

  boolean over() {
    return over || work.stopping();
  }

  Reception reception() {
    Reception known = work.snapshot().records(RECEPTIONS).get(mailbox.id());
    return known == null ? Reception.none(mailbox.id()) : known;
  }

  /** Notes how far it came; what cannot be noted now is found again by fetching it once more. */
  void note(UnaryOperator<Reception> change) {
    Reception before = reception();
    if (!change.apply(before).equals(before)) {
      work.commit(
          null,
          draft -> {
            Reception latest = draft.snapshot().records(RECEPTIONS).get(mailbox.id());
            draft.put(
                RECEPTIONS, change.apply(latest == null ? Reception.none(mailbox.id()) : latest));
          });
    }
  }

  /** Takes a message: when this returns it is on disk, and the server may forget it. */
  void take(MailSource raw, String origin) throws IntakeBusy {
    intake.take(door, mailbox.id(), raw, Envelope.unknown(origin));
  }

  Credential credential(Mailbox.Server server) throws IOException, InterruptedException {
    return tokens.of(mailbox, server, work.surroundings());
  }

  /** Forgets a token that the server does not take, so that the next sign-in brings another. */
  void forgetToken() {
    tokens.forget(mailbox);
  }

  void judge(Mailbox.Server server) throws Trouble {
    Line.judge(server, work.surroundings());
  }

  SSLContext trust() throws Trouble {
    return Line.trust(work.surroundings());
  }

  /** Waits for this long on the desk's clock, or until the visit is over. */
  void rest(Duration time) throws InterruptedException {
    Instant until = work.now().plus(time);
    while (!over() && work.now().isBefore(until)) {
      work.pause(Duration.between(work.now(), until));
    }
  }
}
