package dev.trestle.store.kernel;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.record.DeskSettings;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TicketDeciders;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.StatusCategory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A small desk for kernel tests: one queue, one agent who may do everything, a settable clock. */
final class DeskFixture {
  static final UUID QUEUE = new UUID(1, 1);
  static final Viewer AGENT =
      new Viewer(
          new UUID(9, 9), PrincipalKind.AGENT, "Ada", null, List.of(), Permissions.ALL, null);

  /** Sets up the queue, as first start does. */
  record SetUp() implements Command {}

  final AtomicLong millis = new AtomicLong(Instant.parse("2031-03-03T09:00:00Z").toEpochMilli());
  final AtomicLong ids = new AtomicLong(100);
  final DeskSchema schema = new DeskSchema(List.of());

  DeskOptions options() {
    Deciders deciders = new Deciders();
    TicketDeciders.register(deciders);
    deciders.add(SetUp.class, (wish, draft) -> setUp(draft));
    InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
    return DeskOptions.of(
        schema, deciders, clock, () -> new UUID(7, ids.incrementAndGet()), new Metrics());
  }

  static void setUp(Draft draft) {
    draft.put(
        Tables.QUEUES,
        new Queue(
            QUEUE,
            1,
            "Support",
            List.of(
                new QueueStatus("new", "New", StatusCategory.NEW),
                new QueueStatus("open", "Open", StatusCategory.OPEN),
                new QueueStatus("waiting", "Waiting", StatusCategory.WAITING_ON_REQUESTER),
                new QueueStatus("resolved", "Resolved", StatusCategory.RESOLVED),
                new QueueStatus("closed", "Closed", StatusCategory.CLOSED)),
            List.of(),
            List.of(),
            List.of(new UUID(9, 9)),
            null,
            false,
            draft.now(),
            draft.now(),
            Document.empty()));
    draft.put(
        Tables.SETTINGS,
        new DeskSettings(
            new UUID(1, 2),
            1,
            "Test",
            QUEUE,
            Map.of(),
            draft.now(),
            draft.now(),
            Document.empty()));
  }

  static Envelope envelope() {
    return new Envelope(AGENT, null, 0, false, null);
  }

  static Envelope keyed(UUID key, long inputHash) {
    return new Envelope(AGENT, key, inputHash, false, null);
  }

  static CreateTicket create(String subject) {
    return create(subject, null);
  }

  static CreateTicket create(String subject, @Nullable UUID id) {
    return new CreateTicket(
        id,
        subject,
        "It does not work.",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of("printer"),
        null,
        null,
        null,
        null);
  }

  static CommentTicket comment(UUID ticket, String text) {
    return new CommentTicket(ticket, null, text, null, null, null);
  }

  static UUID ticketOf(Outcome outcome) {
    UUID id = outcome.result("ticket");
    if (id == null) {
      throw new AssertionError("no ticket: " + outcome.problems());
    }
    return id;
  }
}
