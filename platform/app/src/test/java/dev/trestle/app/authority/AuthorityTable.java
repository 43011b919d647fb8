package dev.trestle.app.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of wishes, columns of people, and what each is told; as text that can be read and diffed.
 */
final class AuthorityTable {
  private static final String LEGEND =
      """
      # What each mutation answers to whom. The tickets are requested by "contact" and shared with
      # "partner"; "foreign contact" and "foreign partner" have nothing to do with them.
      # yes: done. FORBIDDEN, NOT_FOUND, UNAUTHENTICATED: refused so. Another word: the person may
      # ask, and is refused for that reason.
      # Written anew by -Dtrestle.authority.write=true; read the difference before you keep it.
      """;

  private final List<String> columns = new ArrayList<>();
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

  void put(String row, String column, String answer) {
    if (!columns.contains(column)) {
      columns.add(column);
    }
    rows.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(column, answer);
  }

  String at(String row, String column) {
    return rows.get(row).get(column);
  }

  /** The text of the table, every column as wide as it needs to be. */
  String text() {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("mutation"));
    head.addAll(columns);
    lines.add(head);
    rows.forEach((row, answers) -> {
      List<String> line = new ArrayList<>(List.of(row));
      columns.forEach(column -> line.add(answers.getOrDefault(column, "")));
      lines.add(line);
    });
    StringBuilder text = new StringBuilder(LEGEND);
    for (List<String> line : lines) {
      StringBuilder written = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        int at = i;
        int width = lines.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
        written.append(line.get(i)).append(" ".repeat(width - line.get(i).length()));
        written.append(i == line.size() - 1 ? "" : " | ");
      }
      text.append(written.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** Where the table stands in the sources of this module. */
  static Path file() {
    return Path.of("src/test/resources/dev/trestle/app/authority/authority.txt");
  }

  static String checkedIn() throws IOException {
    return Files.readString(file());
  }

  void write() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text());
  }
}
