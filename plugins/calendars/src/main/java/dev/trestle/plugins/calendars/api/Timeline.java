package dev.trestle.plugins.calendars.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The chunks of a calendar, each made when it is first needed and kept: at most {@link #CHUNKS}, of
 * some 10 KB for usual hours.
 */
final class Timeline {
  /** The chunk that 1 January 1900 is in. */
  static final int FIRST = (int) (-2_208_988_800_000L >> Chunk.SHIFT);

  /** How many chunks there are: the last one holds 1 January 2200. */
  static final int CHUNKS = (int) (7_258_118_400_000L >> Chunk.SHIFT) - FIRST + 1;

  private static final Reason NOT_VALID = new Reason(Reason.Kind.NOT_VALID, null);
  private static final int DAYS_AROUND = 3;
  private static final int YEAR_FIRST = 1900;
  private static final int YEAR_LAST = 2199;

  private final List<Edition> editions;
  private final List<Painter> painters = new ArrayList<>();
  private final AtomicReferenceArray<Chunk> chunks = new AtomicReferenceArray<>(CHUNKS);

  /** Chunks before this one, and behind the other, are closed throughout. */
  private final int firstOpen;

  private final int lastOpen;

  Timeline(List<Edition> unsorted) {
    editions =
        unsorted.stream().sorted(Comparator.comparingLong(Edition::validFromMillis)).toList();
    int first = CHUNKS;
    int last = -1;
    for (int i = 0; i < editions.size(); i++) {
      DatedRules rules = new DatedRules(editions.get(i));
      painters.add(new Painter(editions.get(i), rules));
      LocalDate[] dates = rules.openingDates();
      if (dates != null) {
        first = Math.min(first, Math.max(chunkOf(dates[0], -DAYS_AROUND), validFrom(i)));
        last = Math.max(last, Math.min(chunkOf(dates[1], DAYS_AROUND), validUntil(i)));
      }
    }
    firstOpen = first;
    lastOpen = last;
  }

  List<Edition> editions() {
    return editions;
  }

  int firstOpen() {
    return firstOpen;
  }

  int lastOpen() {
    return lastOpen;
  }

  static long begin(int chunk) {
    return (long) (chunk + FIRST) << Chunk.SHIFT;
  }

  /** The chunk that an instant is in; below 0 or at least {@link #CHUNKS} where there is none. */
  static int chunkOf(long at) {
    return Math.clamp((at >> Chunk.SHIFT) - FIRST, -1, CHUNKS);
  }

  Chunk chunk(int index) {
    Chunk chunk = chunks.get(index);
    if (chunk == null) {
      // Two threads may make the same one at once: either will do.
      chunk = painted(index);
      chunks.set(index, chunk);
    }
    return chunk;
  }

  /** The edition that a date is judged by: the one that is valid when the date begins. */
  int editionOn(LocalDate date) {
    int found = 0;
    for (int i = 1; i < editions.size(); i++) {
      if (painters.get(i).midnight(date) >= editions.get(i).validFromMillis()) {
        found = i;
      }
    }
    return found;
  }

  Painter painter(int edition) {
    return painters.get(edition);
  }

  private Chunk painted(int index) {
    long begin = begin(index);
    long end = begin(index + 1);
    Chunk.Collector collector = new Chunk.Collector();
    long at = begin;
    for (int i = 0; i < editions.size() && at < end; i++) {
      long from = Math.max(editions.get(i).validFromMillis(), begin);
      long until =
          i + 1 < editions.size() ? Math.min(editions.get(i + 1).validFromMillis(), end) : end;
      if (from < until) {
        if (at < from) {
          collector.accept(new Stretch(at, from, NOT_VALID));
        }
        painters.get(i).paint(from, until, collector);
        at = until;
      }
    }
    if (at < end) {
      collector.accept(new Stretch(at, end, NOT_VALID));
    }
    return collector.chunk();
  }

  private int validFrom(int edition) {
    return Math.max(0, chunkOf(editions.get(edition).validFromMillis()));
  }

  private int validUntil(int edition) {
    return edition + 1 < editions.size()
        ? Math.min(CHUNKS - 1, chunkOf(editions.get(edition + 1).validFromMillis()))
        : CHUNKS - 1;
  }

  /** The chunk of a date, some days later; the first or last one for dates that are not covered. */
  static int chunkOf(LocalDate date, int daysMore) {
    if (date.getYear() < YEAR_FIRST) {
      return 0;
    }
    if (date.getYear() > YEAR_LAST) {
      return CHUNKS - 1;
    }
    return chunkOf((date.toEpochDay() + daysMore) * Hours.DAY * 1_000L);
  }
}
