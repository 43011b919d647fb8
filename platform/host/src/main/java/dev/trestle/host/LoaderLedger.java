package dev.trestle.host;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts class loaders from their making until the collector has taken them. */
final class LoaderLedger {
  private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();

  /** Phantoms must be reachable themselves to be told of. */
  private final Set<Reference<ClassLoader>> phantoms = ConcurrentHashMap.newKeySet();

  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong closed = new AtomicLong();
  private final AtomicLong collected = new AtomicLong();

  void opened(ClassLoader loader) {
    opened.incrementAndGet();
    phantoms.add(new PhantomReference<>(loader, gone));
  }

  void closed() {
    closed.incrementAndGet();
  }

  LoaderFigures figures() {
    Reference<? extends ClassLoader> next = gone.poll();
    while (next != null) {
      if (phantoms.remove(next)) {
        collected.incrementAndGet();
      }
      next = gone.poll();
    }
    return new LoaderFigures(opened.get(), closed.get(), collected.get());
  }
}
