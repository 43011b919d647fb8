package dev.trestle.app.desk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a desk keeps its files, held by one process at a time. */
public final class DataFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel channel;

  private DataFolder(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /** Takes the folder for this process; it is made when it does not exist. */
  public static DataFolder take(Path root) throws IOException {
    Files.createDirectories(root);
    FileChannel channel =
        FileChannel.open(
            root.resolve("desk.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DataFolder(root, channel);
      }
    } catch (OverlappingFileLockException heldHere) {
      // This very process holds it; the answer below is the same.
    }
    channel.close();
    throw new DataFolderTaken(root);
  }

  public Path root() {
    return root;
  }

  public Path log() {
    return root.resolve("log");
  }

  public Path graph() {
    return root.resolve("graph");
  }

  public Path index() {
    return root.resolve("index");
  }

  public Path files() {
    return root.resolve("files");
  }

  public Path keyFile() {
    return root.resolve("secret.key");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
