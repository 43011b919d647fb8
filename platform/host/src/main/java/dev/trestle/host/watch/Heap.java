package dev.trestle.host.watch;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the heap is nearly full of what is really in use. */
@FunctionalInterface
interface Heap {
  /** Says so once for each collection that left too little free. */
  boolean filledUp();

  static Heap ofThisProcess() {
    return new Measured();
  }

  /** Asks the collectors what they left, because the heap is also full of garbage at times. */
  final class Measured implements Heap {
    private static final double WORTH_ASKING = 0.7;
    private static final double NEARLY_FULL = 0.85;

    private final List<GarbageCollectorMXBean> collectors =
        ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final Set<String> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private long judged = -1;

    @Override
    public boolean filledUp() {
      Runtime runtime = Runtime.getRuntime();
      long max = runtime.maxMemory();
      if (runtime.totalMemory() - runtime.freeMemory() < max * WORTH_ASKING) {
        return false;
      }
      long last = -1;
      long left = 0;
      for (GarbageCollectorMXBean collector : collectors) {
        GcInfo info = collector.getLastGcInfo();
        if (info != null && info.getEndTime() > last) {
          last = info.getEndTime();
          left =
              info.getMemoryUsageAfterGc().entrySet().stream()
                  .filter(pool -> pools.contains(pool.getKey()))
                  .map(java.util.Map.Entry::getValue)
                  .mapToLong(MemoryUsage::getUsed)
                  .sum();
        }
      }
      if (last == judged || left < max * NEARLY_FULL) {
        return false;
      }
      judged = last;
      return true;
    }
  }
}
