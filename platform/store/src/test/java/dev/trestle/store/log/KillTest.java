package dev.trestle.store.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.log.LogLocked;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process in the middle of writing. {@code -Dtrestle.kill.rounds=50} kills more. */
class KillTest {

  private static final int ROUNDS = Integer.getInteger("trestle.kill.rounds", 3);

  @TempDir Path directory;

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            KillableWriters.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void losesNothingAcknowledged_whenTheProcessIsKilledAtAnyMoment() throws Exception {
    Random random = new Random(20261122);
    long known = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int lines = 1 + random.nextInt(5000);
      Process process = start();
      try (BufferedReader acknowledged = process.inputReader()) {
        String line;
        while ((line = acknowledged.readLine()) != null) {
          // After the kill a line may end in the middle; what is cut off names a smaller number.
          known = Math.max(known, Long.parseLong(line));
          if (--lines == 0) {
            // Unlike Process.destroyForcibly this leaves what was printed readable.
            process.toHandle().destroyForcibly();
          }
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertTrue(lines <= 0, "round " + round + " ended by itself");
      LogOptions options = LogOptions.standard().knownDurableSequence(known);
      try (LocalCommitLog log = LocalCommitLog.open(directory, options)) {
        assertTrue(log.durableSequence() >= known, "round " + round);
        VerifyReport report = log.verify(LogProgress.NONE);
        assertEquals(List.of(), report.problem().stream().toList(), "round " + round);
        for (long sequence = 1; sequence <= log.durableSequence(); sequence++) {
          assertArrayEquals(
              CommitLogContract.payload(sequence),
              log.read(sequence).payload(),
              "round " + round + " entry " + sequence);
        }
      }
    }
  }

  @Test
  void keepsASecondProcessOut_withOneSentence() throws Exception {
    try (LocalCommitLog log = LocalCommitLog.open(directory, LogOptions.standard())) {
      log.enqueue(1, new byte[1]).await();
      // A refused second log in this process must not loosen the first one's lock.
      assertThrows(LogLocked.class, () -> LocalCommitLog.open(directory, LogOptions.standard()));
      Process second = start();
      List<String> said = second.inputReader().lines().toList();
      assertEquals(0, second.waitFor());
      assertEquals(
          List.of(
              "The commit log in "
                  + directory.toRealPath()
                  + " is in use by another process; stop that one first."),
          said);
    }
    LocalCommitLog.open(directory, LogOptions.standard()).close();
  }
}
