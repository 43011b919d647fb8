package dev.trestle.domain.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The desk's registry of metrics. Asking for the same name and labels again answers the same
 * object, so a floor may look its metric up at construction and keep it in a field. Labels must
 * come from a closed set (an operation's kind, a plugin's id), never from what a client sends.
 */
public final class Metrics {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final int SERIES_MAX = 10_000;

  private final ConcurrentSkipListMap<String, Family> families = new ConcurrentSkipListMap<>();

  /**
   * A counter; its name ends in {@code _total}.
   *
   * @param labels names and values in turn, for example {@code "kind", "query"}
   */
  public Counter counter(String name, String help, String... labels) {
    return series(name, help, "counter", Counter.class, new Counter(), labels);
  }

  /** A histogram of durations; its name ends in {@code _seconds}. */
  public Histogram timing(String name, String help, String... labels) {
    return series(name, help, "histogram", Histogram.class, new Histogram(), labels);
  }

  /** A value that is read when somebody looks; registering it again replaces the reader. */
  public void gauge(String name, String help, LongSupplier value, String... labels) {
    family(name, help, "gauge").series.put(labelText(labels), new Gauge(value));
  }

  /** Every metric in the Prometheus text format, version 0.0.4, in a stable order. */
  public String prometheus() {
    StringBuilder out = new StringBuilder(4096);
    families.forEach((name, family) -> PrometheusText.write(out, name, family));
    return out.toString();
  }

  private <T> T series(
      String name, String help, String type, Class<T> kind, T fresh, String... labels) {
    Family family = family(name, help, type);
    String key = labelText(labels);
    if (family.series.size() >= SERIES_MAX && !family.series.containsKey(key)) {
      throw new IllegalStateException(
          name + " already has " + SERIES_MAX + " label sets: a label is not from a closed set");
    }
    Object present = family.series.putIfAbsent(key, fresh);
    return present == null ? fresh : kind.cast(present);
  }

  private Family family(String name, String help, String type) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a metric name: " + name);
    }
    Family family = families.computeIfAbsent(name, _ -> new Family(help, type));
    if (!family.type.equals(type)) {
      throw new IllegalArgumentException(name + " is a " + family.type + ", not a " + type);
    }
    return family;
  }

  private static String labelText(String... labels) {
    if (labels.length % 2 != 0) {
      throw new IllegalArgumentException("labels come as names and values in turn");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? "" : ",").append(labels[i]).append("=\"");
      text.append(labels[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
    }
    return text.toString();
  }

  record Gauge(LongSupplier value) {}

  static final class Family {
    final String help;
    final String type;
    final Map<String, Object> series = new ConcurrentSkipListMap<>();

    Family(String help, String type) {
      this.help = help;
      this.type = type;
    }
  }
}
