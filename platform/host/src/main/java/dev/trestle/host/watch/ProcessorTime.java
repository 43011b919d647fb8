package dev.trestle.host.watch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What the whole process got of the processors lately. On a machine that is busy with other work a
 * second may hold little of it, and a call that made nothing of such a second is not to blame. One
 * thread takes and reads the samples.
 */
final class ProcessorTime {
  private static final int SAMPLES = 1024;
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final LongSupplier spentNanos;
  private final long[] takenAt = new long[SAMPLES];
  private final long[] spent = new long[SAMPLES];
  private long taken;

  /**
   * @param spentNanos what the process got since it began
   */
  ProcessorTime(LongSupplier spentNanos) {
    this.spentNanos = spentNanos;
  }

  static ProcessorTime ofThisProcess() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ProcessorTime(system::getProcessCpuTime);
  }

  /** Takes a sample when it is time for the next. */
  void sample(long now) {
    if (taken > 0 && now - takenAt[at(taken - 1)] < PAUSE_NANOS) {
      return;
    }
    takenAt[at(taken)] = now;
    spent[at(taken)] = spentNanos.getAsLong();
    taken++;
  }

  /**
   * What the process got since then: a little more where no sample was taken just then, and without
   * end where that is longer ago than the samples reach.
   */
  long since(long start) {
    for (long each = taken - 1; each >= Math.max(0, taken - SAMPLES); each--) {
      if (takenAt[at(each)] <= start) {
        return spentNanos.getAsLong() - spent[at(each)];
      }
    }
    return Long.MAX_VALUE;
  }

  private static int at(long sample) {
    return (int) (sample % SAMPLES);
  }
}
