package dev.trestle.plugins.email.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The families of messages beside the repository; where they are absent, their tests say so. */
final class Families {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Families() {}

  static List<JsonNode> rows(String path) {
    try {
      return SharedData.json(path);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  static List<Path> messages(String family) {
    try (Stream<Path> files = Files.walk(SharedData.path("emails/" + family + "/messages"))) {
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
    return read(SharedData.path("emails/" + family + "/messages").resolve(file));
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
