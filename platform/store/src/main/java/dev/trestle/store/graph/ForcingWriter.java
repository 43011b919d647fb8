package dev.trestle.store.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.store.storage.types.StorageFile;
import org.eclipse.store.storage.types.StorageFileWriter;
import org.eclipse.store.storage.types.StorageLiveDataFile;
import org.eclipse.store.storage.types.StorageLiveTransactionsFile;

/**
 * Makes a checkpoint survive a power cut, which Eclipse Store does not: data is forced to disk
 * before the transaction entry that vouches for it, then the entry. Housekeeping's moves are forced
 * only when the file they emptied is about to be deleted. Called by the one channel thread.
 */
final class ForcingWriter implements StorageFileWriter {
  private final Path directory;
  private final Set<Path> written = new LinkedHashSet<>();
  private boolean everythingUnforced = true;
  private volatile int forces;

  ForcingWriter(Path directory) {
    this.directory = directory;
  }

  /** How often a file or directory was forced. */
  int forces() {
    return forces;
  }

  @Override
  public long writeStore(StorageLiveDataFile target, Iterable<? extends ByteBuffer> buffers) {
    written.add(path(target));
    return write(target, buffers);
  }

  @Override
  public long writeTransfer(
      StorageLiveDataFile source, long offset, long length, StorageLiveDataFile target) {
    written.add(path(target));
    return source.copyTo(target, offset, length);
  }

  @Override
  public long writeTransactionEntryCreate(
      StorageLiveTransactionsFile transactions,
      Iterable<? extends ByteBuffer> buffers,
      StorageLiveDataFile file) {
    written.add(path(file).getParent());
    return write(transactions, buffers);
  }

  @Override
  public long writeTransactionEntryStore(
      StorageLiveTransactionsFile transactions,
      Iterable<? extends ByteBuffer> buffers,
      StorageLiveDataFile file,
      long offset,
      long length) {
    forceWritten();
    long count = write(transactions, buffers);
    force(path(transactions));
    return count;
  }

  @Override
  public long writeTransactionEntryDelete(
      StorageLiveTransactionsFile transactions,
      Iterable<? extends ByteBuffer> buffers,
      StorageLiveDataFile file) {
    written.remove(path(file));
    forceWritten();
    long count = write(transactions, buffers);
    force(path(transactions));
    return count;
  }

  private void forceWritten() {
    if (everythingUnforced) { // The type dictionary and the directories are written past us.
      forceTree();
      everythingUnforced = false;
    }
    written.forEach(this::force);
    written.clear();
  }

  private void forceTree() {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(directory)) {
      all = tree.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    all.forEach(this::force);
    force(Objects.requireNonNull(directory.toAbsolutePath().getParent()));
  }

  private void force(Path path) {
    StandardOpenOption how =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(false);
      forces++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(StorageFile file) {
    return Path.of(file.file().toPathString());
  }
}
