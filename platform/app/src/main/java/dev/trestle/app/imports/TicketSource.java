package dev.trestle.app.imports;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the rows of one kind of export become tickets. */
public sealed interface TicketSource permits ServiceNowSource, VolvoSource {
  /** The kind's name on the command line. */
  String kind();

  /** The column whose value tells which ticket a row belongs to. */
  String ticketColumn();

  /** The columns a file must have. */
  List<String> columns();

  /** The queue the tickets go to, and the custom fields they carry. */
  QueueSetup setup();

  /**
   * One ticket as the input of {@code ticketsImport}; null when none of its rows is usable.
   *
   * @param rows all rows of the ticket in the file's order
   * @param damaged hears of each row that is left out
   */
  @Nullable Map<String, @Nullable Object> ticket(
      List<SourceRow> rows, Consumer<DamagedRow> damaged);
}
