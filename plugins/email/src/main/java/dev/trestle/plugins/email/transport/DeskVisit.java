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

/** A visit on behalf of the desk. Belongs to one thread, but for its end. */
final class DeskVisit implements Visit {
  private final Work work;
  private final Door door;
  private final MailIntake intake;
  private final Tokens tokens;
  private final Mailbox mailbox;
  private volatile boolean over;

  DeskVisit(Work work, MailIntake intake, Tokens tokens, Mailbox mailbox) {
    this.work = work;
    this.door = new WorkDoor(work);
    this.intake = intake;
    this.tokens = tokens;
    this.mailbox = mailbox;
  }

  @Override
  public Mailbox mailbox() {
    return mailbox;
  }

  @Override
  public Instant now() {
    return work.now();
  }

  @Override
  public void end() {
    over = true;
  }

  @Override
  public boolean over() {
    return over || work.stopping();
  }

  @Override
  public Reception reception() {
    Reception known = work.snapshot().records(RECEPTIONS).get(mailbox.id());
    return known == null ? Reception.none(mailbox.id()) : known;
  }

  @Override
  public void note(UnaryOperator<Reception> change) {
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

  @Override
  public boolean take(MailSource raw, String origin) throws IntakeBusy {
    return intake.take(door, mailbox.id(), raw, Envelope.unknown(origin)).whole();
  }

  @Override
  public Credential credential(Mailbox.Server server) throws IOException, InterruptedException {
    return tokens.of(mailbox, server, work.surroundings());
  }

  @Override
  public void forgetToken() {
    tokens.forget(mailbox);
  }

  @Override
  public void judge(Mailbox.Server server) throws Trouble {
    Line.judge(server, work.surroundings());
  }

  @Override
  public SSLContext trust() throws Trouble {
    return Line.trust(work.surroundings());
  }

  @Override
  public void rest(Duration time) throws InterruptedException {
    Instant until = work.now().plus(time);
    while (!over() && work.now().isBefore(until)) {
      work.pause(Duration.between(work.now(), until));
    }
  }
}
