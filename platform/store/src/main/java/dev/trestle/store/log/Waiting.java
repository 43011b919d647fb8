package dev.trestle.store.log;

/** Waits that an interrupt cannot end, because the outcome of a commit must not stay unknown. */
final class Waiting {

  /** Something that waits. */
  interface Wait {
    void run() throws InterruptedException;
  }

  private Waiting() {}

  /** Waits to the end; an interrupt that came meanwhile is kept for the caller. */
  static void uninterruptibly(Wait wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          wait.run();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
