package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.http.Endpoint.Call;
import dev.trestle.sdk.http.Endpoint.Reply;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes messages that gateways bring by HTTP, as they would pipe them into a program. */
final class Gate {
  private static final String PATH = "messages";
  private static final String BEARER = "Bearer ";
  private static final int BYTES_MAX = 100 << 20;

  private final MailIntake intake;

  Gate(MailIntake intake) {
    this.intake = intake;
  }

  Endpoint endpoint() {
    return Endpoint.streaming("POST", PATH + "/*", BYTES_MAX, this::handle);
  }

  private Reply handle(Call call) {
    Mailbox mailbox = mailbox(call);
    String secret = call.header("Authorization");
    if (mailbox == null || secret == null || !isSecret(mailbox, secret, call.surroundings())) {
      return Reply.text(401, "Send the mailbox's secret as Authorization: Bearer.");
    }
    String sender = call.header("X-Envelope-From");
    String recipients = call.header("X-Envelope-To");
    Envelope envelope =
        new Envelope(
            sender == null ? "" : sender.strip(),
            recipients == null ? List.of() : List.of(recipients.strip().split("[,\\s]+")),
            "gateway");
    Brought brought = new Brought(call.content());
    try {
      Taken taken = intake.take(new OfCall(call), mailbox.id(), brought, envelope);
      return Reply.text(taken.again() ? 200 : 201, taken.mailId().toString());
    } catch (IntakeBusy busy) {
      if (brought.beyondKeeping) {
        return Reply.text(413, "This desk keeps no file of so many bytes.");
      }
      // A gateway that hears of 503 keeps the message and brings it again.
      return Reply.text(503, busy.getMessage() == null ? "Later." : busy.getMessage());
    }
  }

  private static @Nullable Mailbox mailbox(Call call) {
    String key = call.path().substring(call.path().lastIndexOf('/') + 1);
    try {
      return call.snapshot().records(MailRecords.MAILBOXES).get(UUID.fromString(key));
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }

  private static boolean isSecret(Mailbox mailbox, String given, Surroundings surroundings) {
    if (!given.startsWith(BEARER)) {
      return false;
    }
    byte[] claimed = given.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(surroundings.secrets().open(mailbox.gateSecret()), claimed);
  }

  /**
   * A body comes once. One that is asked for again is larger than the desk keeps of a file: what is
   * left of it then must not be taken for the message, and the gateway has it still.
   */
  private static final class Brought implements MailSource {
    private final InputStream body;
    private boolean opened;
    private boolean beyondKeeping;

    Brought(InputStream body) {
      this.body = body;
    }

    @Override
    public InputStream open() throws IOException {
      if (opened) {
        beyondKeeping = true;
        throw new IOException("a body comes once");
      }
      opened = true;
      return body;
    }
  }

  private record OfCall(Call call) implements Door {
    @Override
    public Snapshot snapshot() {
      return call.snapshot();
    }

    @Override
    public Surroundings surroundings() {
      return call.surroundings();
    }

    @Override
    public Instant now() {
      return call.now();
    }

    @Override
    public List<Problem> commit(@Nullable UUID operationKey, Consumer<Draft> changes) {
      return call.commit(operationKey, changes);
    }

    @Override
    public boolean isBounded() {
      return true;
    }
  }
}
