package dev.trestle.store.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Keeps one damaged graph for whoever wants to know what happened, and never a second. */
final class Discarded {
  private Discarded() {}

  static void moveAside(Path directory) throws IOException {
    Path place = directory.toAbsolutePath();
    if (!Files.exists(place)) {
      return;
    }
    String prefix = place.getFileName() + ".damaged-";
    int number = 1;
    for (Path earlier : children(Objects.requireNonNull(place.getParent()))) {
      String name = earlier.getFileName().toString();
      if (name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,9}")) {
        number = Math.max(number, Integer.parseInt(name.substring(prefix.length())) + 1);
        delete(earlier);
      }
    }
    Files.move(place, place.resolveSibling(prefix + number));
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.toList();
    }
  }

  private static void delete(Path tree) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(tree)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
