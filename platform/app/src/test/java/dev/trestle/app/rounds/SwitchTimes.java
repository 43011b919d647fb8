package dev.trestle.app.rounds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long each kind of work took, as its client saw it. */
final class SwitchTimes {
  private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

  synchronized void add(String what, long took) {
    nanos.computeIfAbsent(what, _ -> new ArrayList<>()).add(took);
  }

  /** One row for each kind: how often, and three times of it in milliseconds. */
  synchronized String table() {
    StringBuilder table =
        new StringBuilder(
            "| what | times | p50 ms | p99 ms | longest ms |\n|---|--:|--:|--:|--:|\n");
    nanos.forEach((what, all) -> {
      List<Long> sorted = all.stream().sorted().toList();
      table
          .append("| ")
          .append(what)
          .append(String.format(Locale.ROOT, " | %,d | ", sorted.size()))
          .append(millis(sorted, 0.5))
          .append(" | ")
          .append(millis(sorted, 0.99))
          .append(" | ")
          .append(millis(sorted, 1))
          .append(" |\n");
    });
    return table.toString();
  }

  private static String millis(List<Long> sorted, double share) {
    int place = (int) Math.ceil(share * sorted.size()) - 1;
    return String.format(Locale.ROOT, "%.1f", sorted.get(Math.max(0, place)) / 1e6);
  }
}
