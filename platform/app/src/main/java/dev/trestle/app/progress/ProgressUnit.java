package dev.trestle.app.progress;

import java.util.Locale;

/** What work is counted in. */
public record ProgressUnit(String name, boolean bytes) {
  private static final long KILO = 1000;

  public static final ProgressUnit BYTES = new ProgressUnit("B", true);

  public static ProgressUnit of(String plural) {
    return new ProgressUnit(plural, false);
  }

  /** A number of these as people read it, such as 1,234 tickets or 12.3 MB. */
  public String text(double count) {
    if (!bytes) {
      return String.format(Locale.ROOT, count < 10 ? "%,.1f %s" : "%,.0f %s", count, name)
          .replace(".0 ", " ");
    }
    double left = count;
    String[] names = {"B", "kB", "MB", "GB", "TB"};
    int at = 0;
    while (left >= KILO && at < names.length - 1) {
      left /= KILO;
      at++;
    }
    return String.format(Locale.ROOT, at == 0 ? "%.0f %s" : "%.1f %s", left, names[at]);
  }
}
