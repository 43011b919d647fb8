package dev.trestle.app.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts equal and different answers per question, and keeps the differences. */
final class Comparison {
  private final Map<String, int[]> counts = new LinkedHashMap<>();
  private final Map<String, List<String>> differences = new LinkedHashMap<>();

  void check(String question, String ticket, Object expected, Object found) {
    int[] count = counts.computeIfAbsent(question, any -> new int[2]);
    if (Objects.equals(String.valueOf(expected), String.valueOf(found))) {
      count[0]++;
    } else {
      count[1]++;
      differences
          .computeIfAbsent(question, any -> new ArrayList<>())
          .add(ticket + ": expected " + expected + ", found " + found);
    }
  }

  int different(String question) {
    return counts.containsKey(question) ? counts.get(question)[1] : 0;
  }

  int different() {
    return counts.values().stream().mapToInt(count -> count[1]).sum();
  }

  String table(String title) {
    StringBuilder table = new StringBuilder(title).append('\n');
    counts.forEach((question, count) ->
        table.append(
            String.format("  %-44s %,7d equal %,6d different%n", question, count[0], count[1])));
    differences.forEach((question, list) -> {
      table.append("  ").append(question).append(" differs, for example:\n");
      list.stream().limit(5).forEach(one -> table.append("    ").append(one).append('\n'));
    });
    return table.toString();
  }
}
