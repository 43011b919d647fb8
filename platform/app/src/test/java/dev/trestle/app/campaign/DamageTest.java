package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.ChildDesk;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage to the files of a desk that does not run, and what the next start says and does. The desk
 * is filled once, in a process of its own; each test damages a copy.
 */
class DamageTest {
  private static final int TICKETS = 12;

  @TempDir private static Path filled;
  private static Path killed;
  private static Path stopped;
  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws IOException {
    killed = filled.resolve("killed");
    stopped = filled.resolve("stopped");
    try (ChildDesk desk = ChildDesk.start(killed, Map.of())) {
      DeskClient admin = desk.admin();
      for (int i = 0; i < TICKETS; i++) {
        admin.done(
            "ticketCreate",
            Map.of("subject", "Kept " + i, "text", "The word is zanzibar."),
            "ticket { id }");
      }
      desk.kill();
    }
    copy(killed, stopped);
    try (ChildDesk desk = ChildDesk.start(stopped, Map.of())) {
      assertEquals(143, desk.stop(), desk.output());
    }
  }

  /** A desk that was left like this. */
  private Path like(Path left) throws IOException {
    Path data = folder.resolve("desk");
    copy(left, data);
    return data;
  }

  @Test
  void aTornLastRecordIsCutOff_andEverythingBeforeItStays() throws IOException {
    Path data = like(killed);
    Path last = segments(data).getLast();
    Files.write(last, new byte[] {17, 4, 0, 0, 1, 2, 3}, StandardOpenOption.APPEND);
    everythingIsThere(data);
  }

  @Test
  void aFlippedBitInTheMiddle_stopsStartAndVerify_whichNameFileOffsetAndRemedy()
      throws IOException {
    Path data = like(stopped);
    Path segment = segments(data).getFirst();
    byte[] bytes = Files.readAllBytes(segment);
    int middle = lastText(bytes, "zanzibar") / 2;
    bytes[middle] ^= 4;
    Files.write(segment, bytes);
    for (List<String> command :
        List.of(
            List.of("serve", "--data", data.toString(), "--port", "0"),
            List.of("verify", "--data", data.toString()))) {
      try (ChildDesk refusing = ChildDesk.launch(command, data, Map.of())) {
        assertNotEquals(0, refusing.exitCode(), refusing.output());
        String said = refusing.output();
        assertTrue(said.contains(segment.getFileName().toString()), said);
        assertTrue(said.matches("(?s).*\\b(offset|byte) \\d+.*"), said);
        assertTrue(said.contains("backup"), said);
        assertTrue(!said.contains("\tat "), said);
      }
    }
    bytes[middle] ^= 4;
    Files.write(segment, bytes);
    everythingIsThere(data);
  }

  @Test
  void aMissingGraphIsBuiltAnew() throws IOException {
    Path data = like(stopped);
    delete(data.resolve("graph"));
    everythingIsThere(data);
  }

  @Test
  void aDamagedGraphIsBuiltAnew() throws IOException {
    Path data = like(stopped);
    for (Path file : files(data.resolve("graph"))) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = bytes.length / 3; i < bytes.length * 2 / 3; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
      Files.write(file, bytes);
    }
    everythingIsThere(data);
  }

  @Test
  void aMissingIndexIsBuiltAnew() throws IOException {
    Path data = like(stopped);
    delete(data.resolve("index"));
    everythingIsThere(data);
  }

  @Test
  void anIndexDamagedWithoutAnyMarkOfIt_stillLetsSearchFindAll() throws IOException {
    Path data = like(stopped);
    damage(data.resolve("index").resolve("index"));
    everythingIsThere(data);
  }

  @Test
  void aDamagedIndexIsBuiltAnew() throws IOException {
    Path data = like(stopped);
    damage(data.resolve("index"));
    everythingIsThere(data);
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
    Path data = like(killed);
    try (ServedDesk first = ServedDesk.start(data)) {
      try (ChildDesk second = ChildDesk.launch(data, Map.of())) {
        assertNotEquals(0, second.exitCode());
        List<String> said = second.output().strip().lines().toList();
        assertEquals(1, said.size(), second.output());
        assertTrue(said.getFirst().contains(data.toString()), second.output());
      }
      assertEquals(TICKETS, tickets(first.admin()));
    }
  }

  @Test
  void terminationLetsTheDeskFinish_andMarksTheLogClean() throws IOException {
    Path data = like(stopped);
    assertEquals(0, StoredDesk.chainIsWhole(data).tornBytes());
    StoredDesk.graphEqualsLog(data);
    everythingIsThere(data);
  }

  private static void everythingIsThere(Path data) throws IOException {
    try (ServedDesk desk = ServedDesk.start(data)) {
      DeskClient admin = desk.admin();
      assertEquals(TICKETS, tickets(admin));
      // The index is built behind the first answers; a search says so or waits, and then finds all.
      Await.until("search finds every ticket", () -> found(admin) == TICKETS);
      admin.done("ticketCreate", Map.of("subject", "After"), "ticket { id }");
    }
    StoredDesk.chainIsWhole(data);
    StoredDesk.graphEqualsLog(data);
  }

  /** How many texts a search finds; none while it says that it cannot be used yet. */
  private static int found(DeskClient admin) {
    DeskClient.Reply reply =
        admin.ask("{ search(query: \"zanzibar\", types: [MESSAGE]) { totalCount } }");
    if (!reply.code().isEmpty()) {
      assertEquals("UNAVAILABLE", reply.json().at("/errors/0/extensions/type").asText());
    }
    return reply.json().at("/data/search/totalCount").asInt();
  }

  private static int tickets(DeskClient admin) {
    return admin.data("{ tickets(first: 1) { totalCount } }").at("/tickets/totalCount").asInt();
  }

  private static List<Path> segments(Path data) throws IOException {
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

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.sorted().toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
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
