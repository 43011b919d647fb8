package com.example.tutorial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages for plugin authors, and the code blocks in them. */
final class Pages {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  static final Path FOLDER = ROOT.resolve("docs/plugins");

  private Pages() {}

  /**
   * One fenced block.
   *
   * @param above the line above it, where its source is named
   * @param start the number of its first line of content
   */
  record Block(Path page, String language, String above, int start, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }
  }

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  static List<Block> blocks(Path page) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(page);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        int end = i + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        String above = i == 0 ? "" : lines.get(i - 1);
        blocks.add(
            new Block(
                page,
                lines.get(i).substring(3).strip(),
                above,
                i + 1,
                List.copyOf(lines.subList(i + 1, end))));
        i = end;
      }
    }
    return blocks;
  }
}
