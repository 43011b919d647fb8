package dev.trestle.domain.metrics;

/** Writes one family of metrics as Prometheus reads it. */
final class PrometheusText {
  private PrometheusText() {}

  static void write(StringBuilder out, String name, Metrics.Family family) {
    String help = family.help.replace("\\", "\\\\").replace("\n", "\\n");
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(family.type).append('\n');
    family.series.forEach((labels, metric) -> {
      switch (metric) {
        case Counter counter -> line(out, name, labels, Long.toString(counter.value()));
        case Metrics.Gauge gauge ->
            line(out, name, labels, Long.toString(gauge.value().getAsLong()));
        case Histogram histogram -> histogram(out, name, labels, histogram);
        default -> throw new IllegalStateException("unknown metric " + metric.getClass());
      }
    });
  }

  private static void histogram(StringBuilder out, String name, String labels, Histogram timing) {
    String prefix = labels.isEmpty() ? "" : labels + ",";
    long seen = 0;
    for (int i = 0; i < timing.boundCount(); i++) {
      seen += timing.bucket(i);
      String bound = prefix + "le=\"" + timing.boundSeconds(i) + "\"";
      line(out, name + "_bucket", bound, Long.toString(seen));
    }
    seen += timing.bucket(timing.boundCount());
    line(out, name + "_bucket", prefix + "le=\"+Inf\"", Long.toString(seen));
    line(out, name + "_sum", labels, Double.toString(timing.sumNanos() / 1e9));
    line(out, name + "_count", labels, Long.toString(seen));
  }

  private static void line(StringBuilder out, String name, String labels, String value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    out.append(' ').append(value).append('\n');
  }
}
