package com.example.tutorial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of a file that a page shows: between a line {@code docs: name} and the next {@code docs:
 * end}.
 */
record Snippet(String file, String name) {
  private static final Pattern NAMED = Pattern.compile("<!-- from (\\S+): (\\S+) -->");
  private static final Pattern MARK = Pattern.compile("\\s*(?://|#) docs: (\\S+)");
  private static final String EXAMPLE = "examples/parcels";

  /** What a page names above a block; null when it names nothing. */
  static @org.jspecify.annotations.Nullable Snippet named(String above) {
    Matcher matcher = NAMED.matcher(above);
    return matcher.matches() ? new Snippet(matcher.group(1), matcher.group(2)) : null;
  }

  /** Every part that is marked in the example. */
  static Set<String> marked() throws IOException {
    Set<String> all = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Pages.ROOT.resolve(EXAMPLE + "/src"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          Matcher mark = MARK.matcher(line);
          if (mark.matches() && !mark.group(1).equals("end")) {
            all.add(new Snippet(Pages.ROOT.relativize(file).toString(), mark.group(1)).toString());
          }
        }
      }
    }
    return all;
  }

  /** The lines as they are now, moved to the left. */
  List<String> lines() throws IOException {
    List<String> found = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Pages.ROOT.resolve(file))) {
      Matcher mark = MARK.matcher(line);
      if (mark.matches()) {
        inside = mark.group(1).equals(name);
      } else if (inside) {
        found.add(line);
      }
    }
    while (!found.isEmpty() && found.getLast().isBlank()) {
      found.removeLast();
    }
    int margin =
        found.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElseThrow(() -> new AssertionError(this + " is empty"));
    return found.stream().map(line -> line.isBlank() ? "" : line.substring(margin)).toList();
  }

  @Override
  public String toString() {
    return file + ": " + name;
  }
}
