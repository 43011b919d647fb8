package dev.trestle.graphql.desk.view;

/** Hears of every batch that is loaded, so that a test can show how many there are. */
@FunctionalInterface
public interface ReadMeter {
  ReadMeter SILENT = (field, parents) -> {};

  /**
   * @param field the type and the name of the field, such as {@code Ticket.messages}
   * @param parents for how many objects it is loaded at once
   */
  void batch(String field, int parents);
}
