package dev.trestle.store.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a graph's folder holds after its process ended in the midst of something. */
final class CrashedDisk {
  private static final int SECTOR = 512;
  private static final int TRIES_MAX = 100;
  private static final String TRANSACTIONS = "transactions";

  private final Path from;
  private final Path to;
  private final Random random;
  private Map<Path, Long> sizes = Map.of();

  CrashedDisk(Path from, Path to, Random random) {
    this.from = from;
    this.to = to;
    this.random = random;
  }

  /** As if the process were killed now: what it wrote stays. */
  void copy() throws IOException {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      sizes = sizes();
      for (Path file : sizes.keySet()) {
        Path target = to.resolve(file.toString());
        Files.createDirectories(target.getParent());
        Files.copy(from.resolve(file.toString()), target, StandardCopyOption.REPLACE_EXISTING);
      }
      // The graph tidies its files up by itself; a copy is of one moment only if none moved.
      if (sizes.equals(sizes())) {
        return;
      }
    }
    throw new AssertionError("the files never stood still");
  }

  /**
   * As if the power went at some byte of the writes since {@link #copy}. The graph forces its data
   * to disk before it writes that they count, and deletes files after it wrote that they do not, so
   * what was lost is lost in that order.
   */
  void copyUpToAPointOfTheWritesSince() throws IOException {
    Map<Path, Long> before = sizes;
    copy();
    List<Path> written = new ArrayList<>(sizes.keySet());
    written.sort(
        Comparator.comparing((Path file) -> file.getFileName().toString().startsWith(TRANSACTIONS))
            .thenComparing(file -> file));
    long grown = 0;
    for (Path file : written) {
      grown += grownBy(file, before);
    }
    long kept = grown == 0 ? 0 : random.nextLong(grown + 1);
    for (Path file : written) {
      long own = grownBy(file, before);
      long taken = Math.min(own, kept);
      kept -= taken;
      cut(to.resolve(file.toString()), sizes.getOrDefault(file, 0L) - own + taken);
    }
  }

  private Map<Path, Long> sizes() throws IOException {
    Map<Path, Long> found = new TreeMap<>();
    for (Path file : files(from)) {
      found.put(from.relativize(file), Files.size(file));
    }
    return found;
  }

  private long grownBy(Path file, Map<Path, Long> before) {
    return Math.max(0, sizes.getOrDefault(file, 0L) - before.getOrDefault(file, 0L));
  }

  private static void cut(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  void flipABit() throws IOException {
    Path file = anyWithBytes();
    byte[] bytes = Files.readAllBytes(file);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    Files.write(file, bytes);
  }

  void zeroASector() throws IOException {
    Path file = anyWithBytes();
    byte[] bytes = Files.readAllBytes(file);
    int sector = random.nextInt((bytes.length + SECTOR - 1) / SECTOR) * SECTOR;
    for (int i = sector; i < Math.min(bytes.length, sector + SECTOR); i++) {
      bytes[i] = 0;
    }
    Files.write(file, bytes);
  }

  private Path anyWithBytes() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path file : files(to)) {
      if (Files.size(file) > 0) {
        all.add(file);
      }
    }
    return all.get(random.nextInt(all.size()));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
