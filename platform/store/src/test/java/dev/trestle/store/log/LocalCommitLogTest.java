package dev.trestle.store.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real directory. */
class LocalCommitLogTest extends CommitLogContract {

  @TempDir Path directory;

  @Override
  SegmentedLog open(LogOptions options) throws Exception {
    return LocalCommitLog.open(directory, options);
  }

  @Test
  void keepsWhatIsWritten_whileRoomIsMadeAheadOfIt() throws Exception {
    LogOptions large = LogOptions.standard().segmentBytes(4 << 20);
    int count = 70;
    log.close();
    log = open(large);
    Random random = new Random(11);
    for (int i = 0; i < count; i++) {
      byte[] payload = new byte[80_000 + random.nextInt(40_000)];
      payload[payload.length - 1] = (byte) (i + 1);
      log.enqueue(i + 1, payload).await();
    }
    assertTrue(log.verify(LogProgress.NONE).isSound());
    log.close();
    log = open(large);
    random = new Random(11);
    for (int i = 0; i < count; i++) {
      byte[] payload = new byte[80_000 + random.nextInt(40_000)];
      payload[payload.length - 1] = (byte) (i + 1);
      assertArrayEquals(payload, log.read(i + 1).payload());
    }
  }
}
