package dev.trestle.store.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Eclipse Store's list of commits, looked at before it is opened: version 2.1.3 loops for ever over
 * an entry that was cut short, which is what a power cut may leave at its end.
 */
final class TransactionsFile {
  private static final String NAME = "channel_0/transactions_0.sft";

  private static final int FILE_LENGTH_AT = 10;

  private TransactionsFile() {}

  /**
   * Cuts off an unfinished last entry, and refuses what cannot be a list of entries. The answer is
   * the length up to which the last entry vouches for the newest data file.
   */
  static long prepare(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return 0;
    }
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    long committed = 0;
    int at = 0;
    while (at < content.limit()) {
      int length = content.get(at);
      // Stores, then creations and deletions of files, then moves and truncations.
      if (length != 18 && length != 26 && length != 34) {
        throw new IllegalStateException(NAME + " has no entry at byte " + at);
      }
      if (length > content.limit() - at) {
        truncate(file, at);
        return committed;
      }
      if (length != 26) {
        committed = content.getLong(at + FILE_LENGTH_AT);
      }
      at += length;
    }
    return committed;
  }

  private static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
      channel.force(true);
    }
  }
}
