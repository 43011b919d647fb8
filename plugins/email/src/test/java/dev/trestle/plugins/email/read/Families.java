package dev.trestle.plugins.email.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The families of messages beside the repository; where they are absent, their tests say so. */
final class Families {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Families() {}

  /**
   * The file or folder; without it the test is skipped with a reason, and fails where CI is true.
   */
  static Path data(String path) {
    String told = System.getProperty("trestle.shared");
    Path shared = told == null ? Path.of("../../../shared") : Path.of(told);
    Path found = shared.resolve("data").resolve(path).normalize();
    if (!Files.exists(found)) {
      String reason = path + " is not beside this repository (../shared/data).";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(reason);
      }
      System.out.println("Skipped: " + reason);
      Assumptions.abort(reason);
    }
    return found;
  }

  static List<JsonNode> rows(String path) {
    List<JsonNode> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(data(path))) {
        if (!line.isBlank()) {
          rows.add(JSON.readTree(line));
        }
      }
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
    return rows;
  }

  static List<Path> messages(String family) {
    try (Stream<Path> files = Files.walk(data("emails/" + family + "/messages"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  static MailSource source(Path file) {
    return () -> Files.newInputStream(file);
  }

  static ReadMail read(Path file) {
    return new MailReader(Own.nobody()).read(source(file));
  }

  static ReadMail read(String family, String file) {
    return read(data("emails/" + family + "/messages").resolve(file));
  }

  static String text(Path file) {
    try {
      return Charsets.guess(Files.readAllBytes(file)).replace("\r\n", "\n");
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
