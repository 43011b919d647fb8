package dev.trestle.app.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentLoopTest {
  private static final int BUILDS = 5;

  @TempDir private Path folder;

  private ServedDesk developing(Path jar) throws IOException {
    return ServedDesk.start(
        folder.resolve("desk"), Map.of("plugins.dev", jar.toString()), InstantSource.system());
  }

  /** As a build does it: written beside, then moved into place. */
  private void build(Path jar, byte[] bytes) throws IOException {
    Path beside = Files.write(folder.resolve("beside.jar"), bytes);
    Files.move(beside, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String mark(DeskClient admin, String ticket) {
    JsonNode answer =
        admin.ask("query($id: ID!) { ticket(id: $id) { mark } }", Map.of("id", ticket)).json();
    return answer.at("/data/ticket/mark").asText();
  }

  @Test
  void takesUpAPlugin_eachTimeItIsBuilt_andKeepsItsData() throws IOException {
    Path jar = folder.resolve("small.jar");
    build(jar, SmallPlugin.jar("1.0.0", "0:"));
    try (ServedDesk desk = developing(jar)) {
      DeskClient admin = desk.admin();
      String ticket = BundledPluginsTest.ticket(admin, "Printer");
      admin.done("markPut", Map.of("ticketId", ticket, "text", "x"), "ticket { id }");
      assertEquals("0:x", mark(admin, ticket));
      long took = 0;
      for (int i = 1; i <= BUILDS; i++) {
        String expected = i + ":x";
        byte[] next = SmallPlugin.jar("1.0.0", i + ":");
        long began = System.nanoTime();
        build(jar, next);
        Await.until("the build runs", () -> mark(admin, ticket).equals(expected));
        took += System.nanoTime() - began;
      }
      System.out.printf(
          "a rebuilt plugin answers after %d ms on average%n",
          Duration.ofNanos(took / BUILDS).toMillis());
    }
  }

  @Test
  void leavesAPluginAsItWas_whenTheNextBuildIsRefused() throws IOException {
    Path jar = folder.resolve("small.jar");
    build(jar, SmallPlugin.jar("1.0.0", "one:"));
    try (ServedDesk desk = developing(jar)) {
      DeskClient admin = desk.admin();
      String ticket = BundledPluginsTest.ticket(admin, "Printer");
      admin.done("markPut", Map.of("ticketId", ticket, "text", "x"), "ticket { id }");
      build(jar, "no jar at all".getBytes(UTF_8));
      build(jar, SmallPlugin.jar("1.0.0", "two:", "ticket", "type Ticket { mark: String }"));
      assertEquals("one:x", mark(admin, ticket));
      build(jar, SmallPlugin.jar("1.0.0", "three:"));
      Await.until("the repaired build runs", () -> mark(admin, ticket).equals("three:x"));
    }
  }
}
