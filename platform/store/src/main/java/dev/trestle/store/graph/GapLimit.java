package dev.trestle.store.graph;

import org.eclipse.store.storage.types.StorageDataFileEvaluator;
import org.eclipse.store.storage.types.StorageLiveDataFile;

/**
 * When a data file is full, and when what is alive in it moves on so that it can go: at half gaps.
 * The directory so stays below about twice the graph, and a byte is rewritten at most once more. A
 * large file alone is no reason, because one big checkpoint is one big file.
 */
final class GapLimit implements StorageDataFileEvaluator {
  private static final int FILE_MIN = 1 << 20;
  private static final int FILE_MAX = 32 << 20;
  private static final int TRANSACTIONS_MAX = 4 << 20;
  private static final double FILLED_MIN = 0.5;

  @Override
  public boolean needsDissolving(StorageLiveDataFile file) {
    return file.dataFillRatio() < FILLED_MIN || file.totalLength() < FILE_MIN && !file.isHeadFile();
  }

  @Override
  public boolean needsRetirement(long fileTotalLength) {
    return fileTotalLength >= FILE_MAX;
  }

  @Override
  public int fileMinimumSize() {
    return FILE_MIN;
  }

  @Override
  public int fileMaximumSize() {
    return FILE_MAX;
  }

  @Override
  public int transactionFileMaximumSize() {
    return TRANSACTIONS_MAX;
  }
}
