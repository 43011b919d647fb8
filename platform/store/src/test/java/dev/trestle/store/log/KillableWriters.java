package dev.trestle.store.log;

import dev.trestle.domain.log.LogLocked;
import dev.trestle.domain.log.PendingCommit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process of its own for tests: sixteen writers that print what was acknowledged to them. */
final class KillableWriters {

  private static final int WRITERS = 16;

  private KillableWriters() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    LogOptions options = LogOptions.standard().segmentBytes(1 << 20);
    LocalCommitLog log;
    try {
      log = LocalCommitLog.open(Path.of(arguments[0]), options);
    } catch (LogLocked e) {
      out.println(e.getMessage());
      return;
    }
    Object sequencer = new Object();
    long[] next = {log.durableSequence() + 1};
    for (int i = 0; i < WRITERS; i++) {
      Thread.ofPlatform()
          .start(() -> {
            while (true) {
              PendingCommit commit;
              synchronized (sequencer) {
                long sequence = next[0]++;
                commit = log.enqueue(sequence, CommitLogContract.payload(sequence));
              }
              commit.await();
              out.println(commit.sequence());
            }
          });
    }
  }
}
