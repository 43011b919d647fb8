package dev.trestle.store.log;

import dev.trestle.domain.log.LogDamaged;
import dev.trestle.domain.log.LogLocked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commit log in a directory of this machine. */
public final class LocalCommitLog extends SegmentedLog {

  private static final Logger LOG = LoggerFactory.getLogger(LocalCommitLog.class);

  private final LogLock lock;

  private LocalCommitLog(LogLock lock, LogFiles files, LogOptions options) throws IOException {
    super(files, options);
    this.lock = lock;
  }

  /**
   * Opens the log, or begins one when the directory is missing or empty.
   *
   * @throws LogLocked when another process or log uses the directory
   * @throws LogDamaged when bytes that had been durable are not sound; nothing is changed then
   * @throws IOException when the disk refuses
   */
  public static LocalCommitLog open(Path directory, LogOptions options) throws IOException {
    Files.createDirectories(directory);
    return open(directory, new DiskFiles(directory), options);
  }

  static LocalCommitLog open(Path directory, LogFiles files, LogOptions options)
      throws IOException {
    LogLock lock = LogLock.take(directory);
    try {
      return new LocalCommitLog(lock, files, options);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public void close() {
    super.close();
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("The lock of the commit log ends only with the process.", e);
    }
  }
}
