package dev.trestle.benchmarks.report;

import java.util.Locale;

/** Numbers the way the tables show them. */
public final class Figures {
  private Figures() {}

  public static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  public static String millis(long nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
  }

  public static String micros(double seconds) {
    return String.format(Locale.ROOT, "%.0f", seconds * 1e6);
  }

  public static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  public static String megabytes(double bytes) {
    return String.format(Locale.ROOT, "%,.0f MB", bytes / 1024 / 1024);
  }

  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  public static String times(double factor) {
    return String.format(Locale.ROOT, "%.2f", factor);
  }

  public static String mark(boolean met) {
    return met ? "met" : "missed";
  }
}
