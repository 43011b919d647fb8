package dev.trestle.app.imports;

import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Imports one file into one desk. What was sent stays, so a run that broke off is simply repeated.
 */
public final class TicketImporter {
  /** How many tickets one request carries unless told otherwise. */
  public static final int BATCH_TICKETS = 100;

  /** How many tickets one request may carry; what one page can ask about. */
  public static final int BATCH_TICKETS_MAX = 200;

  private static final int DAMAGED_KEPT = 20;

  private final GraphQlCaller desk;
  private final TicketSource source;
  private final int batchTickets;
  private final Consumer<DamagedRow> listener;
  private final List<DamagedRow> damaged = new ArrayList<>();
  private long damagedRows;

  /**
   * @param batchTickets 1 to {@link #BATCH_TICKETS_MAX}
   * @param listener hears of every row that is left out
   */
  public TicketImporter(
      GraphQlCaller desk, TicketSource source, int batchTickets, Consumer<DamagedRow> listener) {
    if (batchTickets < 1 || batchTickets > BATCH_TICKETS_MAX) {
      throw new IllegalArgumentException("1 to " + BATCH_TICKETS_MAX + " tickets at once");
    }
    this.desk = desk;
    this.source = source;
    this.batchTickets = batchTickets;
    this.listener = listener;
  }

  /** Sends everything in the file that the desk does not have. */
  public ImportReport run(Path path, Progress progress) throws IOException {
    List<String> columns = new ArrayList<>(source.columns());
    columns.add(source.ticketColumn());
    try (SourceFile file = SourceFile.open(path, columns, this::leaveOut)) {
      String queueId = new DeskSetup(desk).ready(source.setup());
      Batches batches = new Batches(desk, source.kind(), queueId, batchTickets);
      Set<String> seen = new HashSet<>();
      List<SourceRow> rows = new ArrayList<>();
      String current = null;
      for (SourceRow row = file.next(); row != null; row = file.next()) {
        String ticket = row.get(source.ticketColumn()).strip();
        if (!ticket.equals(current)) {
          hand(rows, batches);
          progress.at(file.position(), file.size(), batches.handled());
          current = ticket;
        }
        if (accepts(row, ticket, rows.isEmpty(), seen)) {
          rows.add(row);
        }
      }
      hand(rows, batches);
      batches.send();
      progress.at(file.size(), file.size(), batches.handled());
      return new ImportReport(
          batches.created(), batches.known(), file.rows(), damagedRows, damaged);
    }
  }

  private boolean accepts(SourceRow row, String ticket, boolean first, Set<String> seen) {
    if (ticket.isEmpty()) {
      leaveOut(new DamagedRow(row.line(), source.ticketColumn() + " is empty."));
      return false;
    }
    if (first && !seen.add(ticket)) {
      leaveOut(
          new DamagedRow(
              row.line(),
              "Rows of " + ticket + " stand further up already. Sort the file by ticket."));
      return false;
    }
    return true;
  }

  private void hand(List<SourceRow> rows, Batches batches) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> ticket = source.ticket(List.copyOf(rows), this::leaveOut);
    rows.clear();
    if (ticket != null) {
      batches.add(ticket);
    }
  }

  private void leaveOut(DamagedRow row) {
    damagedRows++;
    if (damaged.size() < DAMAGED_KEPT) {
      damaged.add(row);
    }
    listener.accept(row);
  }
}
