package dev.trestle.plugins.calendars.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * About 13 months of a calendar: its stretches as sorted arrays, with the open time before each.
 * Immutable, so that threads may share it however they came by it.
 */
final class Chunk {
  /** A chunk is so many milliseconds long, as a power of two: finding one is a shift. */
  static final int SHIFT = 35;

  private static final int SLOT_SHIFT = 26;
  private static final int NEAR = 8;
  private static final int SLOTS = 1 << (SHIFT - SLOT_SHIFT);

  /** Where stretches begin, and behind the last where it ends. */
  private final long[] edges;

  /** The open milliseconds of the chunk before each edge. */
  private final long[] sums;

  private final Reason[] reasons;

  /** The stretch at the beginning of each slot of about 19 hours. */
  private final int[] slots;

  private Chunk(long[] edges, Reason[] reasons) {
    this.edges = edges;
    this.reasons = reasons;
    this.sums = new long[edges.length];
    this.slots = new int[SLOTS];
    for (int i = 0; i < reasons.length; i++) {
      sums[i + 1] = sums[i] + (reasons[i].open() ? edges[i + 1] - edges[i] : 0);
    }
    int stretch = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      long at = edges[0] + ((long) slot << SLOT_SHIFT);
      while (edges[stretch + 1] <= at) {
        stretch++;
      }
      slots[slot] = stretch;
    }
  }

  /** Collects stretches that follow on each other; those of one reason become one. */
  static final class Collector implements Consumer<Stretch> {
    private final List<Stretch> stretches = new ArrayList<>();

    @Override
    public void accept(Stretch next) {
      Stretch last = stretches.isEmpty() ? null : stretches.getLast();
      if (last != null && last.reason().equals(next.reason())) {
        stretches.removeLast();
        stretches.add(new Stretch(last.fromMillis(), next.untilMillis(), last.reason()));
      } else {
        stretches.add(next);
      }
    }

    List<Stretch> stretches() {
      return List.copyOf(stretches);
    }

    Chunk chunk() {
      long[] edges = new long[stretches.size() + 1];
      Reason[] reasons = new Reason[stretches.size()];
      for (int i = 0; i < reasons.length; i++) {
        edges[i] = stretches.get(i).fromMillis();
        reasons[i] = stretches.get(i).reason();
      }
      edges[reasons.length] = stretches.getLast().untilMillis();
      return new Chunk(edges, reasons);
    }
  }

  /** The stretch that an instant of this chunk is in. */
  int stretchAt(long at) {
    int stretch = slots[(int) ((at - edges[0]) >>> SLOT_SHIFT)];
    while (edges[stretch + 1] <= at) {
      stretch++;
    }
    return stretch;
  }

  /** The open milliseconds of this chunk before an instant of it. */
  long openBefore(long at) {
    return openBefore(at, stretchAt(at));
  }

  long open() {
    return sums[reasons.length];
  }

  /**
   * The first instant with so many open milliseconds of the chunk before it; at least one.
   *
   * @param from a stretch before which there are fewer
   */
  long firstWith(long open, int from) {
    // Most budgets end within a day or two: looking at the next stretches is quicker than a search.
    int near = Math.min(from + NEAR, reasons.length);
    for (int i = from; i < near; i++) {
      if (sums[i + 1] >= open) {
        return edges[i] + (open - sums[i]);
      }
    }
    int place = Arrays.binarySearch(sums, near, sums.length, open);
    if (place < 0) {
      place = -place - 1;
    } else {
      // The same sum stands before and behind closed stretches.
      while (sums[place - 1] == open) {
        place--;
      }
    }
    return edges[place - 1] + (open - sums[place - 1]);
  }

  /**
   * The last instant with so many open milliseconds of the chunk before it; not all of them.
   *
   * @param from a stretch at whose end there are more
   */
  long lastWith(long open, int from) {
    int near = Math.max(from - NEAR, -1);
    for (int i = from; i > near; i--) {
      if (sums[i] <= open) {
        return edges[i] + (open - sums[i]);
      }
    }
    int place = Arrays.binarySearch(sums, 0, near + 1, open);
    if (place < 0) {
      place = -place - 2;
    } else {
      while (sums[place + 1] == open) {
        place++;
      }
    }
    return edges[place] + (open - sums[place]);
  }

  /** The open milliseconds of this chunk before an instant in a stretch. */
  long openBefore(long at, int stretch) {
    return sums[stretch] + Math.min(at - edges[stretch], sums[stretch + 1] - sums[stretch]);
  }

  int count() {
    return reasons.length;
  }

  long begin(int stretch) {
    return edges[stretch];
  }

  long end(int stretch) {
    return edges[stretch + 1];
  }

  boolean isOpen(int stretch) {
    return sums[stretch + 1] != sums[stretch];
  }

  Reason reason(int stretch) {
    return reasons[stretch];
  }
}
