package dev.trestle.store.log;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real directory. */
class LocalCommitLogTest extends CommitLogContract {

  @TempDir Path directory;

  @Override
  SegmentedLog open(LogOptions options) throws Exception {
    return LocalCommitLog.open(directory, options);
  }
}
