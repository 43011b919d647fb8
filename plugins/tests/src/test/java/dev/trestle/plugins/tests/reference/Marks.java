package dev.trestle.plugins.tests.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mark for every tick of a cycle: why it counts or does not. */
final class Marks {
  private static final Why[] WHYS = Why.values();
  private static final Category[] CATEGORIES = Category.values();

  private byte[] marks = new byte[256];
  private int length;

  void add(Why why, Category category) {
    if (length == marks.length) {
      marks = Arrays.copyOf(marks, 2 * length);
    }
    int named = why.namesTheCategory() ? category.ordinal() : 0;
    marks[length++] = (byte) (why.ordinal() * CATEGORIES.length + named);
  }

  void clear() {
    length = 0;
  }

  void addAll(Marks later) {
    for (int i = 0; i < later.length; i++) {
      add(later.why(i), later.category(i));
    }
  }

  void dropFirst(long count) {
    int gone = Math.toIntExact(count);
    System.arraycopy(marks, gone, marks, 0, length - gone);
    length -= gone;
  }

  long end(long begin) {
    return begin + length;
  }

  long counted() {
    long counted = 0;
    for (int i = 0; i < length; i++) {
      counted += why(i) == Why.COUNTED ? 1 : 0;
    }
    return counted;
  }

  /** The first instant, in milliseconds after the begin, at which so much had been counted. */
  @Nullable Long reached(long valueMillis, int tickMillis) {
    long used = 0;
    if (valueMillis == 0) {
      return 0L;
    }
    for (int i = 0; i < length; i++) {
      if (why(i) == Why.COUNTED) {
        if (valueMillis <= used + tickMillis) {
          return (long) i * tickMillis + valueMillis - used;
        }
        used += tickMillis;
      }
    }
    return null;
  }

  List<Reading.Run> runs(long begin) {
    List<Reading.Run> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= length; i++) {
      if (i == length || marks[i] != marks[from]) {
        Category named = why(from).namesTheCategory() ? category(from) : null;
        runs.add(new Reading.Run(begin + from, begin + i, why(from), named));
        from = i;
      }
    }
    return runs;
  }

  private Why why(int i) {
    return WHYS[marks[i] / CATEGORIES.length];
  }

  private Category category(int i) {
    return CATEGORIES[marks[i] % CATEGORIES.length];
  }
}
