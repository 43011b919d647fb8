package dev.trestle.store.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.graph.DirtyPage;
import dev.trestle.domain.graph.GraphDamaged;
import dev.trestle.domain.graph.GraphUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageGraphTest {
  private static final byte[] HASH = {1, 2, 3};

  @TempDir Path temp;

  @Test
  void anEmptyDirectoryIsAnEmptyGraph() {
    for (int opened = 0; opened < 2; opened++) {
      try (PageGraph graph = PageGraph.open(temp.resolve("graph"))) {
        assertEquals(0, graph.appliedSequence());
        assertEquals(0, graph.chainHash().length);
        assertEquals(Document.empty(), graph.meta());
        graph.load((table, index, page) -> assertEquals("no page", table));
      }
    }
  }

  @Test
  void pagesComeBackInOrderWithWhatTheyStandFor() {
    Path directory = temp.resolve("graph");
    try (PageGraph graph = PageGraph.open(directory)) {
      List<DirtyPage> pages = new ArrayList<>();
      for (int index = 299; index >= 0; index--) {
        pages.add(new DirtyPage("ticket", index, bytes(index, 100)));
      }
      pages.add(new DirtyPage("company", 0, new byte[0]));
      graph.checkpoint(5, HASH, Document.of("next", 7), pages);
    }
    try (PageGraph graph = PageGraph.open(directory)) {
      assertEquals(5, graph.appliedSequence());
      assertArrayEquals(HASH, graph.chainHash());
      assertEquals(Document.of("next", 7), graph.meta());
      List<String> seen = new ArrayList<>();
      graph.load((table, index, page) -> {
        seen.add(table + index);
        assertArrayEquals(table.equals("ticket") ? bytes(index, 100) : new byte[0], page);
      });
      assertEquals(301, seen.size());
      assertEquals("ticket0", seen.getFirst());
      assertEquals("ticket299", seen.get(299));
      assertEquals("company0", seen.getLast());
    }
  }

  @Test
  void anyHistoryOfCheckpointsAndRestartsKeepsTheNewestPages() {
    for (long seed = 0; seed < 4; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Path directory = temp.resolve("graph" + seed);
      Map<String, byte[]> model = new HashMap<>();
      long sequence = 0;
      PageGraph graph = PageGraph.open(directory);
      for (int step = 0; step < 20; step++) {
        List<DirtyPage> pages = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
          String table = "table" + random.nextInt(4);
          int index = random.nextInt(random.nextInt(10) == 0 ? 300_000 : 200);
          byte[] page = bytes(random.nextInt(), random.nextInt(3_000));
          pages.add(new DirtyPage(table, index, page));
          model.put(table + "/" + index, page);
        }
        sequence += random.nextInt(3);
        graph.checkpoint(sequence, HASH, Document.of("step", step), pages);
        if (random.nextInt(4) == 0) {
          graph.close();
          graph = PageGraph.open(directory);
          assertEquals(sequence, graph.appliedSequence(), "seed " + seed);
          assertSamePages(model, read(graph), seed);
        }
      }
      graph.close();
    }
  }

  @Test
  void pagesReplacedOverAndOverDoNotFillTheDisk() throws IOException {
    Path directory = temp.resolve("graph");
    SplittableRandom random = new SplittableRandom(1);
    try (PageGraph graph = PageGraph.open(directory)) {
      long written = 0;
      for (int round = 1; round <= 200; round++) {
        List<DirtyPage> pages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          pages.add(new DirtyPage("ticket", random.nextInt(400), bytes(round, 8_000)));
          written += 8_000;
        }
        graph.checkpoint(round, HASH, Document.empty(), pages);
      }
      graph.compact();
      long alive = 400 * 8_100;
      assertTrue(written > 20 * alive, "the test must write much more than lives");
      // At most half of each file is gaps; the file being filled and the transactions come on top.
      assertTrue(size(directory) < 2 * alive + (34 << 20), "bytes on disk: " + size(directory));
    }
    try (PageGraph graph = PageGraph.open(directory)) {
      assertEquals(400, read(graph).size());
    }
  }

  @Test
  void aCheckpointForcesDataThenEntryAndNothingElse() {
    try (PageGraph graph = PageGraph.open(temp.resolve("graph"))) {
      graph.checkpoint(1, HASH, Document.empty(), List.of(page(0)));
      int before = graph.forces();
      for (int sequence = 2; sequence < 12; sequence++) {
        graph.checkpoint(sequence, HASH, Document.empty(), List.of(page(sequence)));
      }
      assertEquals(before + 20, graph.forces());
    }
  }

  @Test
  void closingLeavesNoThreadBehind() {
    Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
    PageGraph graph = PageGraph.open(temp.resolve("graph"));
    graph.checkpoint(1, HASH, Document.empty(), List.of(page(0)));
    graph.close();
    Set<String> left = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread.isAlive()) {
        left.add(thread.getName());
      }
    }
    left.removeIf(name -> !name.contains("graph") && !name.contains("Storage"));
    left.removeIf(name -> name.startsWith("junit"));
    assertEquals(Set.of(), left);
  }

  @Test
  void aChangedByteInAPageIsFoundAndNamesTheDirectory() throws IOException {
    Path directory = temp.resolve("graph");
    byte[] marker = bytes(77, 4_000);
    try (PageGraph graph = PageGraph.open(directory)) {
      graph.checkpoint(
          1, HASH, Document.empty(), List.of(page(0), new DirtyPage("ticket", 1, marker)));
    }
    flip(directory, marker);
    try (PageGraph graph = PageGraph.open(directory)) {
      GraphDamaged damaged = assertThrows(GraphDamaged.class, () -> read(graph));
      assertEquals(directory.toString(), damaged.directory());
      assertTrue(damaged.getMessage().contains("page 1 of ticket"), damaged.getMessage());
    }
  }

  @Test
  void lostFilesAreDamageAndDiscardingMakesRoomForAFreshGraph() throws IOException {
    Path directory = temp.resolve("graph");
    for (int round = 1; round <= 3; round++) {
      try (PageGraph graph = PageGraph.open(directory)) {
        graph.checkpoint(1, HASH, Document.empty(), List.of(page(0)));
      }
      for (Path file : files(directory)) {
        if (file.toString().endsWith(".dat")) {
          Files.write(file, new byte[3]);
        }
      }
      assertThrows(GraphDamaged.class, () -> read(PageGraph.open(directory)));
      PageGraph.discard(directory);
      int number = round;
      try (Stream<Path> left = Files.list(temp)) {
        assertEquals(
            List.of("graph.damaged-" + number),
            left.map(path -> path.getFileName().toString()).toList());
      }
    }
    PageGraph.discard(temp.resolve("never-there"));
  }

  @Test
  void aConsumersOwnFailureIsNotTakenForDamage() {
    Path directory = temp.resolve("graph");
    try (PageGraph graph = PageGraph.open(directory)) {
      graph.checkpoint(1, HASH, Document.empty(), List.of(page(0)));
    }
    IllegalStateException mine = new IllegalStateException("mine");
    try (PageGraph graph = PageGraph.open(directory)) {
      assertSame(
          mine,
          assertThrows(
              IllegalStateException.class,
              () ->
                  graph.load((table, index, page) -> {
                    throw mine;
                  })));
    }
  }

  @Test
  void refusesToGoBackAndToReplacePagesItNeverHandedOut() {
    Path directory = temp.resolve("graph");
    try (PageGraph graph = PageGraph.open(directory)) {
      graph.checkpoint(5, HASH, Document.empty(), List.of(page(0)));
      assertThrows(
          IllegalArgumentException.class,
          () -> graph.checkpoint(4, HASH, Document.empty(), List.of()));
    }
    try (PageGraph graph = PageGraph.open(directory)) {
      assertThrows(
          IllegalStateException.class,
          () -> graph.checkpoint(6, HASH, Document.empty(), List.of(page(0))));
    }
  }

  @Test
  void afterAFailedCheckpointTheOneBeforeIsOnDisk() throws IOException {
    Path directory = temp.resolve("graph");
    PageGraph graph = PageGraph.open(directory);
    graph.checkpoint(1, HASH, Document.empty(), List.of(page(0)));
    for (Path file : files(directory)) {
      if (file.toString().endsWith(".dat")) {
        Files.write(file, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
      }
    }
    assertThrows(
        GraphUnavailable.class,
        () -> graph.checkpoint(2, HASH, Document.empty(), List.of(page(1))));
    assertThrows(
        GraphUnavailable.class,
        () -> graph.checkpoint(2, HASH, Document.empty(), List.of(page(1))));
    graph.close();
    try (PageGraph again = PageGraph.open(directory)) {
      assertEquals(1, again.appliedSequence());
      assertEquals(1, read(again).size());
    }
  }

  @Test
  void aCommitCutShortByAPowerCutIsForgotten() throws IOException {
    Path directory = temp.resolve("graph");
    try (PageGraph graph = PageGraph.open(directory)) {
      graph.checkpoint(1, HASH, Document.empty(), List.of(page(0)));
    }
    Files.write(
        directory.resolve("channel_0/transactions_0.sft"),
        new byte[] {18, 1, 0, 0},
        java.nio.file.StandardOpenOption.APPEND);
    try (PageGraph graph = PageGraph.open(directory)) {
      assertEquals(1, graph.appliedSequence());
      assertEquals(1, read(graph).size());
    }
  }

  private static DirtyPage page(int index) {
    return new DirtyPage("ticket", index, bytes(index, 500));
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private static Map<String, byte[]> read(PageGraph graph) {
    Map<String, byte[]> pages = new LinkedHashMap<>();
    try {
      graph.load((table, index, page) -> pages.put(table + "/" + index, page));
    } catch (GraphDamaged damaged) {
      graph.close();
      throw damaged;
    }
    return pages;
  }

  private static void assertSamePages(
      Map<String, byte[]> expected, Map<String, byte[]> actual, long seed) {
    assertEquals(new TreeMap<>(expected).keySet(), new TreeMap<>(actual).keySet(), "seed " + seed);
    expected.forEach(
        (place, page) -> assertArrayEquals(page, actual.get(place), place + " seed " + seed));
  }

  private static void flip(Path directory, byte[] marker) throws IOException {
    boolean found = false;
    for (Path file : files(directory)) {
      byte[] content = Files.readAllBytes(file);
      for (int i = 0; i + marker.length <= content.length && !found; i++) {
        if (content[i] == marker[0]
            && java.util.Arrays.equals(content, i, i + marker.length, marker, 0, marker.length)) {
          content[i + 2_000] ^= 1;
          Files.write(file, content);
          found = true;
        }
      }
    }
    assertFalse(!found, "the page was not found in any file");
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(Files::isRegularFile).collect(Collectors.toList());
    }
  }

  private static long size(Path directory) throws IOException {
    return files(directory).stream()
        .mapToLong(file -> {
          try {
            return Files.size(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .sum();
  }
}
