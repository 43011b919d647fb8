package dev.trestle.plugins.email.transport;

import static dev.trestle.plugins.email.intake.MailRecords.MAILBOXES;

import dev.trestle.plugins.email.intake.Envelope;
import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.MailIntake;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.sdk.files.FileFacts;
import dev.trestle.sdk.files.FileRefused;
import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.settings.Settings;
import dev.trestle.sdk.work.Work;
import dev.trestle.sdk.work.Worker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Lets mail servers bring mail, at the ports that the settings name. */
final class Receiving implements Worker {
  static final String PORT = "smtpPort";
  static final String LMTP_PORT = "lmtpPort";
  static final String ADDRESS = "mailAddress";
  static final String MEGABYTES = "mailMegabytes";
  static final String CERTIFICATE = "mailCertificate";
  static final String KEY = "mailKey";

  private static final Duration LOOK = Duration.ofMinutes(1);

  /** Smaller messages are held in memory while they are taken, larger ones lie on disk. */
  private static final int HELD_BYTES = 256 * 1024;

  private final MailIntake intake;

  Receiving(MailIntake intake) {
    this.intake = intake;
  }

  /** What the settings say. */
  private record Wanted(
      long smtp, long lmtp, String address, long megabytes, String certificate, String key) {
    static Wanted of(Settings settings) {
      return new Wanted(
          settings.wholeNumber(PORT).orElse(0L),
          settings.wholeNumber(LMTP_PORT).orElse(0L),
          settings.text(ADDRESS).orElse("127.0.0.1"),
          settings.wholeNumber(MEGABYTES).orElse(50L),
          settings.text(CERTIFICATE).orElse(""),
          settings.secret(KEY).orElse(""));
    }
  }

  @Override
  public String name() {
    return "receiver";
  }

  @Override
  public void run(Work work) throws Exception {
    List<Listener> open = new ArrayList<>();
    Wanted known = null;
    try {
      while (!work.stopping()) {
        work.snapshot();
        Wanted wanted = Wanted.of(work.surroundings().settings());
        if (!wanted.equals(known)) {
          close(open);
          open(work, wanted, open);
          known = wanted;
        }
        work.pause(LOOK);
      }
    } finally {
      close(open);
    }
  }

  private static void close(List<Listener> open) throws IOException {
    for (Listener each : open) {
      each.close();
    }
    open.clear();
  }

  private void open(Work work, Wanted wanted, List<Listener> open) throws IOException {
    ReceiverDesk desk =
        new OpenDesk(work, intake, Identity.context(wanted.certificate(), wanted.key()));
    InetAddress address = InetAddress.getByName(wanted.address());
    long bytesMax = wanted.megabytes() << 20;
    if (wanted.smtp() != 0) {
      open.add(
          new Listener(
              Incoming.Protocol.SMTP, address, Math.toIntExact(wanted.smtp()), desk, bytesMax));
    }
    if (wanted.lmtp() != 0) {
      open.add(
          new Listener(
              Incoming.Protocol.LMTP, address, Math.toIntExact(wanted.lmtp()), desk, bytesMax));
    }
  }

  private record OpenDesk(Work work, MailIntake intake, @Nullable SSLContext identity)
      implements ReceiverDesk {
    @Override
    public @Nullable UUID mailboxOf(String address) {
      String wanted = address.toLowerCase(Locale.ROOT);
      // A reply address carries a token behind a plus sign.
      int plus = wanted.indexOf('+');
      int at = wanted.lastIndexOf('@');
      String plain = plus > 0 && plus < at ? wanted.substring(0, plus) + wanted.substring(at) : "";
      for (Mailbox mailbox : work.snapshot().records(MAILBOXES).all()) {
        if (mailbox.addresses().contains(wanted) || mailbox.addresses().contains(plain)) {
          return mailbox.id();
        }
      }
      return null;
    }

    @Override
    public void take(UUID mailboxId, InputStream content, Envelope envelope)
        throws IOException, IntakeBusy {
      byte[] beginning = content.readNBytes(HELD_BYTES);
      MailSource source;
      if (beginning.length < HELD_BYTES) {
        source = MailSource.of(beginning);
      } else {
        Files files = work.surroundings().files();
        FileFacts file =
            stored(files, new SequenceInputStream(new ByteArrayInputStream(beginning), content));
        source = () -> files.open(file.id());
      }
      intake.take(new WorkDoor(work), mailboxId, source, envelope);
    }

    private static FileFacts stored(Files files, InputStream content)
        throws IOException, IntakeBusy {
      try {
        return files.store("message.eml", "message/rfc822", content);
      } catch (FileRefused refused) {
        if (refused.reason() == FileRefused.Reason.TOO_LARGE) {
          throw new TooLarge("this desk keeps no message of so many bytes");
        }
        throw new IntakeBusy(String.valueOf(refused.getMessage()), refused);
      }
    }
  }
}
