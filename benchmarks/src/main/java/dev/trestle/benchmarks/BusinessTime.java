package dev.trestle.benchmarks;

import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.api.Edition;
import dev.trestle.plugins.calendars.api.Hours;
import dev.trestle.plugins.calendars.api.SpecialDays;
import dev.trestle.plugins.calendars.api.WeeklyHours;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;

/**
 * What business time costs, on one thread: an office with lunch breaks and ten holidays a year,
 * asked for instants by chance within three years. Beside it, a loop that only takes the instants,
 * and one that walks from day to day as products without prepared sums do.
 */
final class BusinessTime {
  private static final int INSTANTS = 1 << 16;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long BEGIN = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();
  private static final int YEARS = 3;
  private static final int WINDOWS = 20;

  /** Operations between two looks at the clock, which costs some 30 ns. */
  private static final int ROUND = 512;

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final double BILLION = 1e9;
  private static final double MILLION = 1e6;

  private final long nanos;
  private final long[] instants = new long[INSTANTS];
  private final BusinessCalendar calendar = BusinessCalendar.of(office());
  private long sum;

  BusinessTime(long nanos) {
    this.nanos = nanos;
    SplittableRandom chance = new SplittableRandom(5);
    for (int i = 0; i < INSTANTS; i++) {
      instants[i] = BEGIN + chance.nextLong(YEARS * 365 * DAY);
    }
  }

  String run() {
    Table table = new Table("operation", "CPU ns/op", "million/s");
    row(table, "raw loop: take the instant", at -> at);
    row(table, "isOpen", at -> calendar.isOpen(at) ? 1 : 0);
    row(table, "nextOpening", calendar::nextOpening);
    row(table, "add 4 h", at -> calendar.add(at, 4 * HOUR));
    row(table, "add 80 h", at -> calendar.add(at, 80 * HOUR));
    row(table, "subtract 4 h", at -> calendar.add(at, -4 * HOUR));
    row(table, "between, 3 days", at -> calendar.between(at, at + 3 * DAY));
    row(table, "between, 400 days", at -> calendar.between(at, at + 400 * DAY));
    row(table, "stretches of 3 days", at -> calendar.stretches(at, at + 3 * DAY).size());
    row(table, "add 4 h, walking by days", at -> walked(at, 4 * HOUR));
    row(table, "add 80 h, walking by days", at -> walked(at, 80 * HOUR));
    row(table, "compile, and a first answer", at -> BusinessCalendar.of(office()).add(at, HOUR));
    return "Business time, one thread. " + Machine.line() + ".\n\n" + table + "\nChecksum " + sum;
  }

  private void row(Table table, String name, LongUnaryOperator operation) {
    measure(operation, nanos);
    double cost = measure(operation, nanos);
    table.row(
        name,
        String.format(Locale.ROOT, cost < 100 ? "%.1f" : "%,.0f", cost),
        String.format(Locale.ROOT, cost < 1_000 ? "%,.1f" : "%.3f", BILLION / cost / MILLION));
  }

  /** The median of windows, in nanoseconds of this thread's CPU an operation. */
  private double measure(LongUnaryOperator operation, long time) {
    List<Double> windows = new ArrayList<>();
    long end = System.nanoTime() + time;
    int place = 0;
    while (System.nanoTime() < end) {
      long windowEnd = System.nanoTime() + time / WINDOWS;
      long start = CPU.getCurrentThreadCpuTime();
      int done = 0;
      while (System.nanoTime() < windowEnd) {
        for (int i = 0; i < ROUND; i++) {
          sum += operation.applyAsLong(instants[place++ & (INSTANTS - 1)]);
        }
        done += ROUND;
      }
      windows.add((double) (CPU.getCurrentThreadCpuTime() - start) / done);
    }
    windows.sort(null);
    return windows.get(windows.size() / 2);
  }

  /** The same answer by asking each day for its intervals. */
  private long walked(long from, long open) {
    long left = open;
    long at = from;
    while (true) {
      long opening = calendar.nextOpening(at);
      long closing = calendar.nextClosing(opening);
      if (closing - opening >= left) {
        return opening + left;
      }
      left -= closing - opening;
      at = closing;
    }
  }

  private static Edition office() {
    List<DayOfWeek> days = Arrays.asList(DayOfWeek.values()).subList(0, 5);
    List<SpecialDays> holidays = new ArrayList<>();
    for (int year = 2029; year < 2035; year++) {
      for (int month = 1; month <= 10; month++) {
        holidays.add(SpecialDays.holiday("Holiday", LocalDate.of(year, month, 2 * month)));
      }
    }
    return Edition.of(
        ZoneId.of("Europe/Berlin"),
        List.of(WeeklyHours.every(days, Hours.of(8, 12), Hours.of(13, 17))),
        holidays);
  }

  /** Runs for so long an operation. */
  static String report(Duration each) {
    return new BusinessTime(each.toNanos()).run();
  }
}
