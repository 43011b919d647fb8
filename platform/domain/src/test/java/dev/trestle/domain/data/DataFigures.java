package dev.trestle.domain.data;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Prints what the structures cost at a thousand and at a million entries: heap per entry when
 * loaded in bulk and when grown one by one, time and allocation of an update, time of a look-up.
 * Run it by hand, alone on the machine, with {@code -Xmx4g}.
 */
final class DataFigures {
  private static final int OPERATIONS = 400_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  // The records that slots name, kept out of what is measured.
  private static final int[] KEYS = new int[1_000_000];
  private static final UUID[] IDS = new UUID[1_000_000];
  // What the measured code answers ends here, so that none of it can be skipped.
  private static long answers;

  private DataFigures() {}

  /** The structure under test, as its newest version. */
  private interface Subject {
    /** One update; where it says so, a removal and an addition. */
    int update(int random);

    /** One look-up. */
    int look(int random);
  }

  public static void main(String[] arguments) {
    Arrays.setAll(IDS, number -> new UUID(number, 7));
    System.out.printf(
        "%-34s %9s %10s %10s %10s %10s%n",
        "", "entries", "B/entry", "update ns", "update B", "look ns");
    for (int round = 0; round < 2; round++) {
      for (int size : new int[] {1_000, 1_000_000}) {
        boolean print = round == 1;
        run("PersistentVector.set / get", size, print, DataFigures::vector);
        run("SlotHash bulk, remove+add / find", size, print, count -> hash(count, true));
        run("SlotHash grown, remove+add / find", size, print, count -> hash(count, false));
        run("SlotSet dense 1/2, toggle", size, print, count -> set(count, 2));
        run("SlotSet sparse 1/50, toggle", size, print, count -> set(count, 50));
        run("SortedSlots bulk, move / rank", size, print, count -> sorted(count, true));
        run("SortedSlots grown, move / rank", size, print, count -> sorted(count, false));
        run("PersistentMap<UUID>.put / get", size, print, DataFigures::map);
        run("LongList.append / get", size, print, DataFigures::longs);
      }
    }
    run("1M LongLists of 4 / get", 1_000_000, true, DataFigures::tinyLists);
    run("100 slots over 1M, x10k sets", 1_000_000, true, DataFigures::manySets);
    System.out.println(answers);
  }

  private static void run(String name, int size, boolean print, IntFunction<Subject> maker) {
    int copies = size > 1_000 ? 1 : 200;
    Subject[] subjects = new Subject[copies];
    long before = used();
    for (int copy = 0; copy < copies; copy++) {
      subjects[copy] = maker.apply(size);
    }
    double bytes = (double) (used() - before) / copies / size;
    Subject subject = subjects[0];
    Random random = new Random(5);
    int[] picks = random.ints(OPERATIONS, 0, size).toArray();
    nanos(picks, subject, true);
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    double update = nanos(picks, subject, true);
    double updateBytes =
        (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / OPERATIONS;
    nanos(picks, subject, false);
    double look = nanos(picks, subject, false);
    if (print) {
      System.out.printf(
          "%-34s %9d %10.1f %10.0f %10.0f %10.0f%n", name, size, bytes, update, updateBytes, look);
    }
    answers += subjects.length;
  }

  private static double nanos(int[] picks, Subject subject, boolean update) {
    long start = System.nanoTime();
    for (int pick : picks) {
      answers += update ? subject.update(pick) : subject.look(pick);
    }
    return (double) (System.nanoTime() - start) / picks.length;
  }

  private static long used() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static Subject vector(int size) {
    PersistentVector.Builder<String> builder = PersistentVector.builder();
    for (int slot = 0; slot < size; slot++) {
      builder.append("x");
    }
    PersistentVector<String> loaded = builder.build();
    return new Subject() {
      private PersistentVector<String> vector = loaded;

      @Override
      public int update(int random) {
        vector = vector.set(random, "x".equals(vector.get(random)) ? "y" : "x");
        return vector.size();
      }

      @Override
      public int look(int random) {
        String value = vector.get(random);
        return value == null ? 0 : value.length();
      }
    };
  }

  private static Subject hash(int size, boolean bulk) {
    SlotHash.Builder builder = SlotHash.builder();
    SlotHash grown = SlotHash.EMPTY;
    for (int slot = 0; slot < size; slot++) {
      if (bulk) {
        builder.add(Hashes.of(slot), slot);
      } else {
        grown = grown.add(Hashes.of(slot), slot);
      }
    }
    SlotHash loaded = bulk ? builder.build() : grown;
    return new Subject() {
      private SlotHash index = loaded;

      @Override
      public int update(int random) {
        index = index.remove(Hashes.of(random), random).add(Hashes.of(random), random);
        return index.size();
      }

      @Override
      public int look(int random) {
        return index.find(Hashes.of(random), slot -> slot == random);
      }
    };
  }

  private static Subject set(int size, int spread) {
    SlotSet.Builder builder = SlotSet.builder();
    for (int slot = 0; slot < size; slot++) {
      builder.add(slot * spread);
    }
    SlotSet loaded = builder.build();
    return new Subject() {
      private SlotSet set = loaded;

      @Override
      public int update(int random) {
        int slot = random * spread + random % 3 % spread;
        set = set.contains(slot) ? set.remove(slot) : set.add(slot);
        return set.cardinality();
      }

      @Override
      public int look(int random) {
        return set.contains(random * spread) ? 1 : 0;
      }
    };
  }

  private static Subject sorted(int size, boolean bulk) {
    int[] keys = KEYS;
    Random random = new Random(9);
    IntComparator order =
        (a, b) -> keys[a] != keys[b] ? Integer.compare(keys[a], keys[b]) : Integer.compare(a, b);
    SortedSlots.Builder builder = SortedSlots.builder();
    SortedSlots grown = SortedSlots.EMPTY;
    for (int slot = 0; slot < size; slot++) {
      keys[slot] = bulk ? slot : random.nextInt(size);
      if (bulk) {
        builder.add(slot);
      } else {
        grown = grown.insert(slot, order);
      }
    }
    SortedSlots loaded = bulk ? builder.build() : grown;
    return new Subject() {
      private SortedSlots sorted = loaded;

      @Override
      public int update(int random) {
        sorted = sorted.remove(random, order);
        keys[random] = (int) (Hashes.of(keys[random]) >>> 33) % size;
        sorted = sorted.insert(random, order);
        return sorted.size();
      }

      @Override
      public int look(int random) {
        return sorted.rank(slot -> keys[slot] < random ? -1 : 1);
      }
    };
  }

  private static Subject map(int size) {
    PersistentMap.Builder<UUID, String> builder = PersistentMap.builder();
    UUID[] ids = IDS;
    for (int number = 0; number < size; number++) {
      builder.put(ids[number], "x");
    }
    PersistentMap<UUID, String> loaded = builder.build();
    return new Subject() {
      private PersistentMap<UUID, String> map = loaded;

      @Override
      public int update(int random) {
        map = map.put(ids[random], "x".equals(map.get(ids[random])) ? "y" : "x");
        return map.size();
      }

      @Override
      public int look(int random) {
        return map.containsKey(ids[random]) ? 1 : 0;
      }
    };
  }

  private static Subject longs(int size) {
    LongList loaded = LongList.of(new long[size]);
    return new Subject() {
      private LongList list = loaded;

      @Override
      public int update(int random) {
        // Starts again after a while, so that the list keeps about its size.
        list = random % 1_000 == 0 ? loaded : list.append(random);
        return list.size();
      }

      @Override
      public int look(int random) {
        return (int) list.get(random);
      }
    };
  }

  private static Subject tinyLists(int size) {
    LongList[] lists = new LongList[size];
    for (int at = 0; at < size; at++) {
      lists[at] = LongList.of(1, 2, 3, at);
    }
    return new Subject() {
      @Override
      public int update(int random) {
        return lists[random].append(5).size();
      }

      @Override
      public int look(int random) {
        return (int) lists[random].get(3);
      }
    };
  }

  private static Subject manySets(int size) {
    SlotSet[] sets = new SlotSet[size / 100];
    for (int set = 0; set < sets.length; set++) {
      SlotSet.Builder builder = SlotSet.builder();
      for (int slot = set; slot < size; slot += sets.length) {
        builder.add(slot);
      }
      sets[set] = builder.build();
    }
    return new Subject() {
      @Override
      public int update(int random) {
        int at = random % sets.length;
        sets[at] = sets[at].contains(random) ? sets[at].remove(random) : sets[at].add(random);
        return sets[at].cardinality();
      }

      @Override
      public int look(int random) {
        return sets[random % sets.length].contains(random) ? 1 : 0;
      }
    };
  }
}
