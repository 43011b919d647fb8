package dev.trestle.store.kernel;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets those who lost several times over the same record try one after the other. Those who come
 * fresh need no turn, so nothing waits where nobody contends.
 */
final class Turns {
  private static final int PLACES = 64;

  private final ReentrantLock[] places = new ReentrantLock[PLACES];

  Turns() {
    for (int i = 0; i < PLACES; i++) {
      places[i] = new ReentrantLock(true);
    }
  }

  ReentrantLock of(int contended) {
    return places[(contended ^ contended >>> 16) & PLACES - 1];
  }
}
