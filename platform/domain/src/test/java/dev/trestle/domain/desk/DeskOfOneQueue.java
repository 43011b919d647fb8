package dev.trestle.domain.desk;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.record.DeskSettings;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Fills a desk with just enough to have tickets. */
public final class DeskOfOneQueue {
  private static final UUID QUEUE = new UUID(1, 1);

  private DeskOfOneQueue() {}

  /** Sets the desk up and creates one ticket. */
  public static UUID withTicket(DomainDesk desk) {
    desk.execute(
        new DomainDesk.Arrange(draft -> {
          draft.put(
              Tables.QUEUES,
              new Queue(
                  QUEUE,
                  1,
                  "Support",
                  List.of(
                      new QueueStatus("new", "New", StatusCategory.NEW),
                      new QueueStatus("open", "Open", StatusCategory.OPEN),
                      new QueueStatus("resolved", "Resolved", StatusCategory.RESOLVED)),
                  List.of(),
                  List.of(),
                  List.of(),
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
        }),
        DomainDesk.SYSTEM);
    return another(desk);
  }

  /** Creates another ticket. */
  public static UUID another(DomainDesk desk) {
    return desk.execute(
            new CreateTicket(
                null,
                "Printer",
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
                List.of(),
                null,
                null,
                null,
                null),
            DomainDesk.SYSTEM)
        .id("ticket");
  }
}
