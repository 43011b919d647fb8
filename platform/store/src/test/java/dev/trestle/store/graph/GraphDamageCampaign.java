package dev.trestle.store.graph;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.graph.DirtyPage;
import dev.trestle.domain.graph.GraphDamaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Damages copies of a small graph at random places and opens them: each must load exactly what was
 * stored or be refused as damaged. Arguments: an empty directory, the first seed, the number of
 * seeds. A crash of the virtual machine is a failure too, so it runs as a process of its own.
 */
public final class GraphDamageCampaign {
  private static final int PAGES = 70;
  private static final long SLOW_MILLIS = 2_000;

  private GraphDamageCampaign() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    long first = Long.parseLong(args[1]);
    int refused = 0;
    int intact = 0;
    Path original = directory.resolve("original");
    try (PageGraph graph = PageGraph.open(original)) {
      for (int sequence = 1; sequence <= 3; sequence++) {
        graph.checkpoint(sequence, new byte[32], Document.of("next", 9), pages());
      }
    }
    for (long seed = first; seed < first + Long.parseLong(args[2]); seed++) {
      Path copy = directory.resolve("copy-" + seed);
      damagedCopy(original, copy, new SplittableRandom(seed));
      long start = System.nanoTime();
      if (refuses(copy, seed)) {
        refused++;
      } else {
        intact++;
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis > SLOW_MILLIS) {
        System.out.printf("seed %d took %d ms%n", seed, millis);
      }
      PageGraph.discard(copy);
    }
    System.out.printf("refused %d, read whole in spite of it %d%n", refused, intact);
  }

  private static List<DirtyPage> pages() {
    List<DirtyPage> pages = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      pages.add(new DirtyPage(i % 2 == 0 ? "ticket" : "company", i / 2, page(i)));
    }
    return pages;
  }

  private static byte[] page(int index) {
    byte[] page = new byte[50];
    new SplittableRandom(index).nextBytes(page);
    return page;
  }

  private static boolean refuses(Path copy, long seed) {
    int[] count = new int[1];
    try (PageGraph graph = PageGraph.open(copy)) {
      graph.load((table, index, page) -> {
        count[0]++;
        if (!Arrays.equals(page, page(index * 2 + (table.equals("ticket") ? 0 : 1)))) {
          throw new IllegalStateException("seed " + seed + ": wrong page was handed out");
        }
      });
    } catch (GraphDamaged damaged) {
      return true;
    }
    if (count[0] != PAGES) {
      throw new IllegalStateException("seed " + seed + ": " + count[0] + " pages");
    }
    return false;
  }

  private static void damagedCopy(Path original, Path copy, SplittableRandom random)
      throws IOException {
    List<Path> sources;
    try (Stream<Path> tree = Files.walk(original)) {
      sources = tree.toList();
    }
    List<Path> files = new ArrayList<>();
    for (Path source : sources) {
      Path target = copy.resolve(original.relativize(source).toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else {
        Files.copy(source, target);
        if (Files.size(target) > 0) {
          files.add(target);
        }
      }
    }
    Path victim = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(victim);
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        int from = random.nextInt(bytes.length);
        Arrays.fill(bytes, from, Math.min(bytes.length, from + 512), (byte) 0);
      }
      default -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    Files.write(victim, bytes);
  }
}
