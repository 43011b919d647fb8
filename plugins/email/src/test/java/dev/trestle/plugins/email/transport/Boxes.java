package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Mailboxes for tests. */
final class Boxes {
  private Boxes() {}

  static Mailbox.Server server(int port) {
    return new Mailbox.Server(
        "127.0.0.1", port, Mailbox.Security.NONE, "support", Mailbox.Auth.PASSWORD, "sealed");
  }

  static Mailbox fetching(Mailbox.FetchKind kind, int port, Mailbox.Afterwards afterwards) {
    return box(
        new Mailbox.Fetch(kind, server(port), "INBOX", afterwards, "Done", Duration.ofMinutes(1)),
        null);
  }

  /** The same, but fetched from another server. */
  static Mailbox at(Mailbox mailbox, Mailbox.Server server) {
    Mailbox.Fetch fetch = mailbox.fetch();
    return box(
        new Mailbox.Fetch(
            fetch.kind(), server, fetch.folder(), fetch.afterwards(), fetch.moveTo(), fetch.poll()),
        mailbox.send());
  }

  static Mailbox sending(int port) {
    return box(
        new Mailbox.Fetch(
            Mailbox.FetchKind.NONE, null, "", Mailbox.Afterwards.SEEN, "", Duration.ofMinutes(1)),
        new Mailbox.Send(server(port), 60, ""));
  }

  private static Mailbox box(Mailbox.Fetch fetch, Mailbox.Send send) {
    return new Mailbox(
        new UUID(1, 1),
        1,
        "Support",
        "support@desk.example",
        List.of(),
        true,
        fetch,
        send,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        0,
        "sealed");
  }
}
