package dev.trestle.store.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Walks the lengths of all stored entities before Eclipse Store does: it believes them, and a wrong
 * one makes it read outside its buffer, which ends the virtual machine.
 */
final class DataFiles {
  private static final int HEADER = 24;
  private static final int GAP_MIN = 8;

  private DataFiles() {}

  /**
   * @param committed the length up to which the newest file was vouched for; what follows is the
   *     rest of a commit that never finished, which Eclipse Store cuts off itself
   */
  static void check(Path directory, long committed) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory.resolve("channel_0"))) {
      files =
          all.filter(file -> file.toString().endsWith(".dat"))
              .sorted(Comparator.comparingLong(DataFiles::number))
              .toList();
    }
    for (Path file : files) {
      boolean newest = file.equals(files.getLast());
      walk(file, newest ? Math.min(committed, Files.size(file)) : Files.size(file));
    }
  }

  private static long number(Path file) {
    String digits = file.getFileName().toString().replaceAll("^channel_0_|\\.dat$", "");
    return Long.parseLong(digits);
  }

  private static void walk(Path file, long end) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    try (FileChannel channel = FileChannel.open(file)) {
      long at = 0;
      while (at < end) {
        int read = channel.read(header.clear(), at);
        long length = read == Long.BYTES ? header.getLong(0) : 0;
        long size = Math.abs(length);
        if (size > end - at || length < HEADER && length > -GAP_MIN) {
          throw new IllegalStateException(
              file.getFileName() + " has no entity at byte " + at + " but a length of " + length);
        }
        at += size;
      }
    }
  }
}
