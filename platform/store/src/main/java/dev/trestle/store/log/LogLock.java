package dev.trestle.store.log;

import dev.trestle.domain.log.LogLocked;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second process, and a second log in this one, out of a directory. */
final class LogLock implements AutoCloseable {

  private static final String NAME = "LOCK";

  // POSIX drops a process's locks on a file when it closes any descriptor of it, so a second log in
  // this process must be refused before it opens the file.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private LogLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the operating system's lock, which ends with the process however it ends.
   *
   * @throws LogLocked when somebody has it
   */
  static LogLock take(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD.add(real)) {
      throw new LogLocked(directory.toString(), null);
    }
    try {
      return new LogLock(real, lock(real));
    } catch (IOException | LogLocked e) {
      HELD.remove(real);
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new LogLocked(directory.toString(), null);
      }
      // For people who wonder who it is; nothing reads it.
      String holder = "process " + ProcessHandle.current().pid() + "\n";
      channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new LogLocked(directory.toString(), e);
    } catch (IOException | LogLocked e) {
      channel.close();
      throw e;
    }
  }

  /** Whether this directory was ever opened for writing, so that it may be in use. */
  static boolean matters(Path directory) {
    return Files.isWritable(directory.resolve(NAME));
  }

  @Override
  public void close() throws IOException {
    try (FileChannel released = channel) {
      released.truncate(0);
    } finally {
      HELD.remove(directory);
    }
  }
}
