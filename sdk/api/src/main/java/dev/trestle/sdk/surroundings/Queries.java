package dev.trestle.sdk.surroundings;

import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.promise.Api;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public schema, asked by the plugin itself: it sees everything of the kinds it asked for in
 * its manifest ({@code reads}), the fields of other plugins included, and nothing of other kinds.
 * Depth and cost of a document are limited as for any client; mutations are refused.
 */
@Api
public interface Queries {
  /**
   * What is wrong with a document, in words for whoever wrote it; empty when it can be asked today.
   *
   * @param document one query, or one subscription to {@code events}
   */
  List<String> faults(String document);

  /** Asks a query on the latest snapshot. */
  Reading query(String document, Map<String, ?> variables);

  /**
   * What a subscription to {@code events} would be sent for an event that has happened, its ticket
   * as it is in the latest snapshot.
   *
   * @param document one subscription to {@code events}; its arguments are not looked at
   * @param sequence the event's commit
   * @param ordinal the event's place in that commit
   * @return the data is empty when there is no such event, or the plugin may not know of it
   */
  Reading event(String document, long sequence, int ordinal);

  /**
   * What was answered.
   *
   * @param data by response name: String, Long, BigDecimal, Boolean, lists and maps of them, or
   *     null; in the order of the document
   * @param problems of single fields, which are null then, or of the document, when there is no
   *     data
   */
  record Reading(Map<String, @Nullable Object> data, List<Problem> problems) {
    public Reading {
      problems = List.copyOf(problems);
    }
  }
}
