package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.ChildDesk;
import dev.trestle.app.outside.DeskClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage to a stopped desk's files, and what the next start says and does. */
class DamageTest {
  private static final int TICKETS = 12;

  @TempDir private Path folder;
  private Path data;
  private ChildDesk running;

  @BeforeEach
  void fill() throws IOException {
    data = folder.resolve("desk");
    running = ChildDesk.start(data, Map.of());
    DeskClient admin = running.admin();
    for (int i = 0; i < TICKETS; i++) {
      admin.done(
          "ticketCreate",
          Map.of("subject", "Kept " + i, "text", "The word is zanzibar."),
          "ticket { id }");
    }
  }

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void aTornLastRecordIsCutOff_andEverythingBeforeItStays() throws IOException {
    running.kill();
    Path last = segments().getLast();
    byte[] whole = Files.readAllBytes(last);
    Files.write(last, new byte[] {17, 4, 0, 0, 1, 2, 3}, StandardOpenOption.APPEND);
    assertTrue(Files.size(last) > whole.length);
    everythingIsThere();
  }

  @Test
  void aFlippedBitInTheMiddle_stopsStartAndVerify_whichNameFileOffsetAndRemedy()
      throws IOException {
    assertEquals(143, running.stop());
    Path segment = segments().getFirst();
    byte[] bytes = Files.readAllBytes(segment);
    int middle = lastText(bytes, "zanzibar") / 2;
    bytes[middle] ^= 4;
    Files.write(segment, bytes);
    for (List<String> command :
        List.of(
            List.of("serve", "--data", data.toString(), "--port", "0"),
            List.of("verify", "--data", data.toString()))) {
      running = ChildDesk.launch(command, data, Map.of());
      assertNotEquals(0, running.exitCode(), running.output());
      String said = running.output();
      assertTrue(said.contains(segment.getFileName().toString()), said);
      assertTrue(said.matches("(?s).*\\b(offset|byte) \\d+.*"), said);
      assertTrue(said.contains("backup"), said);
      assertTrue(!said.contains("\tat "), said);
    }
    bytes[middle] ^= 4;
    Files.write(segment, bytes);
    everythingIsThere();
  }

  @Test
  void aMissingGraphIsBuiltAnew() throws IOException {
    assertEquals(143, running.stop());
    delete(data.resolve("graph"));
    everythingIsThere();
  }

  @Test
  void aDamagedGraphIsBuiltAnew() throws IOException {
    assertEquals(143, running.stop());
    for (Path file : files(data.resolve("graph"))) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = bytes.length / 3; i < bytes.length * 2 / 3; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
      Files.write(file, bytes);
    }
    everythingIsThere();
  }

  @Test
  void aMissingIndexIsBuiltAnew() throws IOException {
    assertEquals(143, running.stop());
    delete(data.resolve("index"));
    everythingIsThere();
  }

  @Test
  void anIndexDamagedWithoutAnyMarkOfIt_stillLetsSearchFindAll() throws IOException {
    assertEquals(143, running.stop());
    damage(data.resolve("index").resolve("index"));
    everythingIsThere();
  }

  @Test
  void aDamagedIndexIsBuiltAnew() throws IOException {
    assertEquals(143, running.stop());
    damage(data.resolve("index"));
    everythingIsThere();
  }

  private static void damage(Path root) throws IOException {
    for (Path file : files(root)) {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > 0) {
        bytes[bytes.length / 2] = (byte) ~bytes[bytes.length / 2];
        Files.write(file, bytes);
      }
    }
  }

  @Test
  void aSecondProcessIsRefusedInOneSentence_andTheFirstGoesOn() throws IOException {
    try (ChildDesk second = ChildDesk.launch(data, Map.of())) {
      assertNotEquals(0, second.exitCode());
      List<String> said = second.output().strip().lines().toList();
      assertEquals(1, said.size(), second.output());
      assertTrue(said.getFirst().contains(data.toString()), second.output());
    }
    assertEquals(TICKETS, tickets(running.admin()));
  }

  @Test
  void terminationLetsTheDeskFinish_andMarksTheLogClean() throws IOException {
    assertEquals(143, running.stop(), running.output());
    assertEquals(0, StoredDesk.chainIsWhole(data).tornBytes());
    StoredDesk.graphEqualsLog(data);
    everythingIsThere();
  }

  private void everythingIsThere() throws IOException {
    running = ChildDesk.start(data, Map.of());
    DeskClient admin = running.admin();
    assertEquals(TICKETS, tickets(admin));
    JsonNode found = JSON_NONE;
    // The index is built behind the first answers; a search says so or waits, and then finds all.
    for (int tries = 0; tries < 200 && found.path("totalCount").asInt() < TICKETS; tries++) {
      DeskClient.Reply reply =
          admin.ask("{ search(query: \"zanzibar\", types: [MESSAGE]) { totalCount } }");
      found = reply.json().at("/data/search");
      if (!reply.code().isEmpty()) {
        assertEquals("UNAVAILABLE", reply.json().at("/errors/0/extensions/type").asText());
      }
      pause();
    }
    assertEquals(TICKETS, found.path("totalCount").asInt(), running.output());
    admin.done("ticketCreate", Map.of("subject", "After"), "ticket { id }");
    assertEquals(143, running.stop());
    StoredDesk.chainIsWhole(data);
    StoredDesk.graphEqualsLog(data);
  }

  private static final JsonNode JSON_NONE = DeskClient.JSON.createObjectNode();

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  private static int tickets(DeskClient admin) {
    return admin.data("{ tickets(first: 1) { totalCount } }").at("/tickets/totalCount").asInt();
  }

  private List<Path> segments() throws IOException {
    return files(data.resolve("log")).stream()
        .filter(file -> file.getFileName().toString().matches(".*\\d{4,}.*"))
        .toList();
  }

  private static int lastText(byte[] bytes, String text) {
    int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf(text);
    assertTrue(at > 0);
    return at;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
