package dev.trestle.store.graph;

import java.util.function.Consumer;
import org.eclipse.serializer.reference.Lazy;
import org.eclipse.serializer.reference.LazyReferenceManager;

/**
 * A manager of lazy references that clears none and has no thread. The graph reads each group once
 * and drops the pages itself; the usual manager's thread would outlive a closed graph by a second.
 */
final class StillReferences implements LazyReferenceManager {
  @Override
  public void register(Lazy<?> reference) {
    // Nothing is ever cleared, so nothing needs to be known.
  }

  @Override
  public LazyReferenceManager registerAll(LazyReferenceManager other) {
    return this;
  }

  @Override
  public void cleanUp(long nanoTimeBudget) {
    // As above.
  }

  @Override
  public void cleanUp(long nanoTimeBudget, Lazy.Checker checker) {
    // As above.
  }

  @Override
  public void clear() {
    // As above.
  }

  @Override
  public LazyReferenceManager start() {
    return this;
  }

  @Override
  public LazyReferenceManager stop() {
    return this;
  }

  @Override
  public LazyReferenceManager addController(Controller controller) {
    return this;
  }

  @Override
  public boolean removeController(Controller controller) {
    return true;
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public <P extends Consumer<? super Lazy<?>>> P iterate(P iterator) {
    return iterator;
  }

  @Override
  public <P extends Consumer<? super Controller>> P iterateControllers(P iterator) {
    return iterator;
  }
}
