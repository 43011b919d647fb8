package dev.trestle.store.graph;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.store.storage.embedded.types.EmbeddedStorage;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageManager;

/**
 * The way not taken: the same records as Java objects in a 32-way trie, persisted as they are.
 * Arguments: {@code write DIR RECORDS}, then in a process of its own {@code load DIR}.
 */
public final class ObjectGraphBenchmark {
  private static final int WIDTH = 32;

  private ObjectGraphBenchmark() {}

  /** A ticket's shape: twenty-five components, ten of them set, some 250 bytes encoded. */
  record Row(
      UUID id,
      int version,
      long createdAt,
      long updatedAt,
      String number,
      String subject,
      String statusKey,
      int category,
      int priority,
      UUID queueId,
      UUID companyId,
      UUID siteId,
      UUID requesterId,
      UUID assigneeId,
      UUID parentId,
      long dueAt,
      long resolvedAt,
      long closedAt,
      int messages,
      int reopens,
      boolean internal,
      String resolution,
      String channel,
      List<String> tags,
      byte[] timeline) {}

  public static void main(String[] args) throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long cpu = system.getProcessCpuTime();
    long time = System.nanoTime();
    EmbeddedStorageManager manager = EmbeddedStorage.start(Path.of(args[1]));
    if (args[0].equals("write")) {
      manager.setRoot(trie(Integer.parseInt(args[2])));
      manager.storeRoot();
    }
    System.out.printf(
        "%s: %.3f s, CPU %.3f s%n",
        args[0], (System.nanoTime() - time) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    System.gc();
    System.out.printf(
        "heap after collection %d MB%n",
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    Object root = manager.root();
    manager.shutdown();
    if (root == null) {
      throw new IllegalStateException("nothing was loaded");
    }
  }

  private static Object[] trie(int records) {
    Object[] level = new Object[records];
    UUID[] people = new UUID[5_000];
    for (int i = 0; i < people.length; i++) {
      people[i] = new UUID(9, i);
    }
    for (int i = 0; i < records; i++) {
      level[i] =
          new Row(
              new UUID(1, i),
              3,
              1_790_000_000_000L + i,
              1_790_000_500_000L + i,
              "T-" + i,
              "Printer on floor " + i % 40 + " prints blank pages since the update of last " + i,
              "open",
              2,
              1,
              people[i % 20],
              people[i % 500],
              null,
              people[i % 5_000],
              people[i % 80],
              null,
              0,
              0,
              0,
              2,
              0,
              false,
              null,
              "mail",
              List.of("printer", "vpn"),
              new byte[60]);
    }
    while (level.length > 1) {
      Object[] above = new Object[(level.length + WIDTH - 1) / WIDTH];
      for (int i = 0; i < above.length; i++) {
        above[i] =
            java.util.Arrays.copyOfRange(
                level, i * WIDTH, Math.min(level.length, i * WIDTH + WIDTH));
      }
      level = above;
    }
    return level;
  }
}
