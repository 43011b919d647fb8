package dev.trestle.store.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that one thread does for another one that waits for the answer. */
final class Errand<T> implements Runnable {

  private final Supplier<T> work;
  private final CountDownLatch done = new CountDownLatch(1);
  private final List<T> answer = new ArrayList<>(1);
  private @Nullable Throwable failure;

  Errand(Supplier<T> work) {
    this.work = work;
  }

  @Override
  public void run() {
    try {
      answer.add(work.get());
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      done.countDown();
    }
  }

  /** Waits for the end, then gives the answer or throws what the work threw. */
  T answer() {
    Waiting.uninterruptibly(done::await);
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    return answer.getFirst();
  }
}
