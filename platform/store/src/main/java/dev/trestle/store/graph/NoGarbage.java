package dev.trestle.store.graph;

import org.eclipse.store.storage.types.StorageEntityCacheEvaluator;
import org.eclipse.store.storage.types.StorageHousekeepingBroker;
import org.eclipse.store.storage.types.StorageHousekeepingExecutor;

/**
 * Housekeeping without the garbage collector: this graph drops no object, so a collector could only
 * spend time and, in the version used, trip over its known faults.
 */
final class NoGarbage implements StorageHousekeepingBroker {
  @Override
  public boolean performIssuedGarbageCollection(StorageHousekeepingExecutor executor, long nanos) {
    return true;
  }

  @Override
  public boolean performGarbageCollection(StorageHousekeepingExecutor executor, long nanos) {
    return true;
  }

  @Override
  public boolean performIssuedFileCleanupCheck(StorageHousekeepingExecutor executor, long nanos) {
    return executor.performIssuedFileCleanupCheck(nanos);
  }

  @Override
  public boolean performIssuedEntityCacheCheck(
      StorageHousekeepingExecutor executor, long nanos, StorageEntityCacheEvaluator evaluator) {
    return executor.performIssuedEntityCacheCheck(nanos, evaluator);
  }

  @Override
  public boolean performFileCleanupCheck(StorageHousekeepingExecutor executor, long nanos) {
    return executor.performFileCleanupCheck(nanos);
  }

  @Override
  public boolean performEntityCacheCheck(StorageHousekeepingExecutor executor, long nanos) {
    return executor.performEntityCacheCheck(nanos);
  }

  @Override
  public boolean performTransactionFileCheck(
      StorageHousekeepingExecutor executor, boolean checkSize) {
    return executor.performTransactionFileCheck(checkSize);
  }
}
