package dev.trestle.host.watch;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether the heap is nearly full of what is really in use. Asks the collectors what they left,
 * because the heap is also full of garbage at times.
 */
final class Heap {
  private static final double WORTH_ASKING = 0.7;
  private static final double NEARLY_FULL = 0.85;

  /** A collection, by its time since the start of the process, and the bytes it left. */
  record Collection(long endedAtMillis, long left) {}

  private final long max;
  private final LongSupplier used;
  private final Supplier<Collection> last;
  private long judgedMillis;

  Heap(long max, LongSupplier used, Supplier<Collection> last) {
    this.max = max;
    this.used = used;
    this.last = last;
    // Collections before there was a watch were not of its plugins' making.
    this.judgedMillis = last.get().endedAtMillis();
  }

  static Heap ofThisProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new Heap(
        runtime.maxMemory(), () -> runtime.totalMemory() - runtime.freeMemory(), new LastOfAll());
  }

  /** Says so once for each collection that left too little free. */
  boolean filledUp() {
    if (used.getAsLong() < max * WORTH_ASKING) {
      return false;
    }
    Collection collection = last.get();
    if (collection.endedAtMillis() == judgedMillis || collection.left() < max * NEARLY_FULL) {
      return false;
    }
    judgedMillis = collection.endedAtMillis();
    return true;
  }

  /** What this process's collectors did last. */
  private static final class LastOfAll implements Supplier<Collection> {
    private final List<GarbageCollectorMXBean> collectors =
        ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final Set<String> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    @Override
    public Collection get() {
      Collection latest = new Collection(-1, 0);
      for (GarbageCollectorMXBean collector : collectors) {
        GcInfo info = collector.getLastGcInfo();
        if (info != null && info.getEndTime() > latest.endedAtMillis()) {
          latest = new Collection(info.getEndTime(), left(info));
        }
      }
      return latest;
    }

    private long left(GcInfo info) {
      return info.getMemoryUsageAfterGc().entrySet().stream()
          .filter(pool -> pools.contains(pool.getKey()))
          .map(Map.Entry::getValue)
          .mapToLong(MemoryUsage::getUsed)
          .sum();
    }
  }
}
