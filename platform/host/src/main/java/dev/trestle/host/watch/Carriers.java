package dev.trestle.host.watch;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.management.VirtualThreadSchedulerMXBean;

/** Lends carriers to the scheduler of virtual threads, one for each that a plugin does not free. */
final class Carriers {
  /** A desk that has lost more is better restarted. */
  private static final int MAX = 64;

  private final VirtualThreadSchedulerMXBean scheduler =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
  private final AtomicInteger lent = new AtomicInteger();

  /** False when there are no more to lend. */
  boolean add() {
    if (lent.get() == MAX) {
      return false;
    }
    scheduler.setParallelism(scheduler.getParallelism() + 1);
    lent.incrementAndGet();
    return true;
  }

  void takeBack() {
    scheduler.setParallelism(scheduler.getParallelism() - 1);
    lent.decrementAndGet();
  }

  int lent() {
    return lent.get();
  }
}
