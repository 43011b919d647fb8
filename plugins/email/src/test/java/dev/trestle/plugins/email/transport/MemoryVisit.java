package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.read.MailSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** A visit whose messages go into a list. */
final class MemoryVisit implements Visit {
  private final Mailbox mailbox;
  final List<String> taken = new CopyOnWriteArrayList<>();
  final List<Duration> rests = new CopyOnWriteArrayList<>();
  volatile Reception reception;
  private volatile boolean over;
  volatile int overAfterRests = Integer.MAX_VALUE;
  volatile int overAfter = Integer.MAX_VALUE;
  volatile String busyWith = "";

  /** What holds this has more bytes than are kept. */
  volatile String tooLarge = "nothing";

  volatile Credential credential = new Credential.Password("support", "secret");

  MemoryVisit(Mailbox mailbox) {
    this.mailbox = mailbox;
    this.reception = Reception.none(mailbox.id());
  }

  @Override
  public Mailbox mailbox() {
    return mailbox;
  }

  @Override
  public Instant now() {
    return Instant.parse("2031-03-03T09:00:00Z");
  }

  @Override
  public boolean over() {
    return over || taken.size() >= overAfter;
  }

  @Override
  public Reception reception() {
    return reception;
  }

  @Override
  public void note(UnaryOperator<Reception> change) {
    reception = change.apply(reception);
  }

  @Override
  public boolean take(MailSource raw, String origin) throws IntakeBusy {
    String text;
    try (InputStream in = raw.open()) {
      text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    if (!busyWith.isEmpty() && text.contains(busyWith)) {
      throw new IntakeBusy("the disk is full");
    }
    taken.add(text);
    return !text.contains(tooLarge);
  }

  @Override
  public Credential credential(Mailbox.Server server) {
    return credential;
  }

  @Override
  public void forgetToken() {}

  @Override
  public void judge(Mailbox.Server server) {}

  @Override
  public SSLContext trust() throws Trouble {
    return Trust.context("");
  }

  @Override
  public void end() {
    over = true;
  }

  @Override
  public void rest(Duration time) {
    rests.add(time);
    over |= rests.size() >= overAfterRests;
  }
}
