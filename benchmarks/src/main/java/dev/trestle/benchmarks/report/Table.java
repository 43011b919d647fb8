package dev.trestle.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text as a Markdown table whose columns also line up on a terminal. */
public final class Table {
  private final List<String[]> rows = new ArrayList<>();

  public Table(String... head) {
    rows.add(head);
  }

  public void row(String... cells) {
    if (cells.length != rows.getFirst().length) {
      throw new IllegalArgumentException(cells.length + " cells for " + rows.getFirst().length);
    }
    rows.add(cells);
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder out = new StringBuilder();
    append(out, rows.getFirst(), widths);
    for (int i = 0; i < columns; i++) {
      out.append('|').append("-".repeat(widths[i] + 1)).append(i == 0 ? '-' : ':');
    }
    out.append("|\n");
    rows.stream().skip(1).forEach(row -> append(out, row, widths));
    return out.toString();
  }

  private static void append(StringBuilder out, String[] row, int[] widths) {
    for (int i = 0; i < row.length; i++) {
      String pad = " ".repeat(widths[i] - row[i].length());
      out.append("| ").append(i == 0 ? row[i] + pad : pad + row[i]).append(' ');
    }
    out.append("|\n");
  }
}
