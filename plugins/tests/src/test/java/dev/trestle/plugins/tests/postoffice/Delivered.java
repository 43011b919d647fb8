package dev.trestle.plugins.tests.postoffice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A message in somebody's mailbox, read from Dovecot's files.
 *
 * @param owner whose mailbox it is in
 * @param whole all of it, but for what servers put before it on the way; a character for each byte
 */
record Delivered(String owner, Map<String, String> fields, String whole) {
  private static final List<String> TRACES = List.of("return-path:", "delivered-to:", "received:");

  /** Reads a message's file. */
  static Delivered read(Path file) throws IOException {
    List<String> lines =
        new ArrayList<>(Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList());
    while (!lines.isEmpty() && isTrace(lines.getFirst())) {
      lines.removeFirst();
      while (!lines.isEmpty() && lines.getFirst().matches("[ \\t].*")) {
        lines.removeFirst();
      }
    }
    Map<String, String> fields = new LinkedHashMap<>();
    String last = "";
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (line.isEmpty()) {
        break;
      } else if (line.matches("[ \\t].*")) {
        fields.merge(last, line, String::concat);
      } else if (colon > 0) {
        last = line.substring(0, colon).toLowerCase(Locale.ROOT);
        fields.put(last, line.substring(colon + 1).strip());
      }
    }
    return new Delivered(owner(file), fields, String.join("\n", lines));
  }

  /** Whose mailbox a message's file is in, in whatever folder. */
  static String owner(Path file) {
    Path at = file;
    while (!at.endsWith("Maildir")) {
      at = Objects.requireNonNull(at.getParent());
    }
    Path user = Objects.requireNonNull(at.getParent());
    return user.getFileName() + "@" + Objects.requireNonNull(user.getParent()).getFileName();
  }

  private static boolean isTrace(String line) {
    String small = line.toLowerCase(Locale.ROOT);
    return TRACES.stream().anyMatch(small::startsWith);
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** Without angle brackets. */
  String messageId() {
    return field("message-id").replaceAll("[<>\\s]", "");
  }

  /** The messages' files in a mailbox's folder, or below a folder of mailboxes. */
  static List<Path> files(Path below) throws IOException {
    if (!Files.exists(below)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Delivered::isMessage).toList();
    } catch (java.io.UncheckedIOException moved) {
      if (moved.getCause() instanceof NoSuchFileException) {
        // Dovecot has just renamed one.
        return files(below);
      }
      throw moved;
    }
  }

  private static boolean isMessage(Path file) {
    Path folder = file.getParent();
    return folder != null
        && (folder.endsWith("new") || folder.endsWith("cur"))
        && Files.isRegularFile(file);
  }
}
