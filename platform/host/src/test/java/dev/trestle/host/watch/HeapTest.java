package dev.trestle.host.watch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.host.watch.Heap.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The heap is nearly full when a collection leaves it so. */
class HeapTest {
  private final AtomicLong used = new AtomicLong(95);
  private final AtomicReference<Collection> last = new AtomicReference<>(new Collection(1, 95));
  private final Heap heap = new Heap(100, used::get, last::get);

  @Test
  void collectionsFromBeforeTheWatchAreNobodysFault() {
    assertFalse(heap.filledUp());
  }

  @Test
  void eachCollectionThatLeavesTooMuchCountsOnce() {
    last.set(new Collection(2, 86));
    assertTrue(heap.filledUp());
    assertFalse(heap.filledUp());
    last.set(new Collection(3, 90));
    assertTrue(heap.filledUp());
  }

  @Test
  void garbageDoesNotCount() {
    last.set(new Collection(2, 40));
    assertFalse(heap.filledUp());
  }

  @Test
  void aHeapWithRoomIsNotLookedAt() {
    used.set(50);
    last.set(new Collection(2, 95));
    assertFalse(heap.filledUp());
  }

  @Test
  void thisProcessKnowsItsCollectors() {
    assertFalse(Heap.ofThisProcess().filledUp());
  }
}
