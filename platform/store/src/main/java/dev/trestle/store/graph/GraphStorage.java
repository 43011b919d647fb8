package dev.trestle.store.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.serializer.monitoring.MonitoringManager;
import org.eclipse.serializer.reference.LazyReferenceManager;
import org.eclipse.store.storage.embedded.types.EmbeddedStorage;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageFoundation;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageManager;
import org.eclipse.store.storage.types.Storage;
import org.eclipse.store.storage.types.StorageConfiguration;
import org.eclipse.store.storage.types.StorageEntityCacheEvaluator;
import org.eclipse.store.storage.types.StorageFileWriter;
import org.eclipse.store.storage.types.StorageHousekeepingController;

/** One running Eclipse Store, set up for one writer that already keeps other processes out. */
final class GraphStorage {
  private static final long CACHE_MILLIS = 1_000;
  private static final long CACHE_BYTES = 4L << 20;

  // A channel that just went to sleep notices its end only after this time, so it is short.
  private static final long HOUSEKEEPING_MILLIS = 100;
  private static final long HOUSEKEEPING_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private static final long CLOSE_MILLIS = 10_000;

  static {
    LazyReferenceManager.set(new StillReferences());
  }

  private final EmbeddedStorageManager manager;
  private final List<Thread> threads;
  private final ForcingWriter writer;

  private GraphStorage(EmbeddedStorageManager manager, List<Thread> threads, ForcingWriter writer) {
    this.manager = manager;
    this.threads = threads;
    this.writer = writer;
  }

  static GraphStorage start(Path directory) {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    ForcingWriter writer = new ForcingWriter(directory);
    StorageFileWriter.Provider writers = () -> writer;
    EmbeddedStorageFoundation<?> foundation =
        EmbeddedStorage.Foundation(
            StorageConfiguration.Builder()
                .setStorageFileProvider(Storage.FileProvider(directory))
                .setChannelCountProvider(Storage.ChannelCountProvider(1))
                .setDataFileEvaluator(new GapLimit())
                .setEntityCacheEvaluator(StorageEntityCacheEvaluator.New(CACHE_MILLIS, CACHE_BYTES))
                .setHousekeepingController(
                    StorageHousekeepingController.New(HOUSEKEEPING_MILLIS, HOUSEKEEPING_NANOS))
                .createConfiguration());
    foundation.setWriterProvider(writers);
    foundation.setHousekeepingBroker(new NoGarbage());
    foundation.setStorageMonitorManager(MonitoringManager.Disabled());
    foundation.setChannelThreadProvider((channel, names) -> {
      Thread thread = new Thread(channel, "graph-channel-" + channel.channelIndex());
      thread.setDaemon(true);
      threads.add(thread);
      return thread;
    });
    foundation.registerTypeHandler(new FrameHandler());
    EmbeddedStorageManager manager = foundation.createEmbeddedStorageManager();
    GraphStorage storage = new GraphStorage(manager, threads, writer);
    try {
      manager.start();
    } catch (RuntimeException | Error e) {
      storage.close();
      throw e;
    }
    return storage;
  }

  EmbeddedStorageManager manager() {
    return manager;
  }

  int forces() {
    return writer.forces();
  }

  /** Drops what Eclipse Store keeps of read entities outside the heap. */
  void dropCache() {
    manager.issueCacheCheck(Long.MAX_VALUE, (size, time, entity) -> true);
  }

  /** Closes the gaps in all files, however long that takes. */
  void closeGaps() {
    manager.issueFullFileCheck();
  }

  /** Stops, and waits for the threads to end; a storage whose channel died cannot hold it up. */
  void close() {
    Thread stopping =
        new Thread(
            () -> {
              if (manager.isRunning()) {
                manager.shutdown();
              }
            },
            "graph-close");
    stopping.setDaemon(true);
    stopping.start();
    boolean interrupted = !ended(stopping);
    for (Thread thread : threads) {
      interrupted |= !ended(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when the caller was interrupted while waiting. */
  private static boolean ended(Thread thread) {
    try {
      thread.join(CLOSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
