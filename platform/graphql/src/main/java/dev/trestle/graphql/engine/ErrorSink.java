package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.FieldProblem;
import org.jspecify.annotations.Nullable;

/** The entries of an answer's {@code errors}, written as they occur. */
final class ErrorSink {
  private final JsonOut out;
  private final String traceId;
  private int count;

  ErrorSink(String traceId, int maxBytes) {
    this.out = new JsonOut(256, maxBytes);
    this.traceId = traceId;
  }

  int count() {
    return count;
  }

  JsonOut json() {
    return out;
  }

  /**
   * @param line of the field in the document; 0 when there is none
   * @param keys the path; where an entry is null, the index at the same place counts
   */
  void add(
      FieldProblem problem,
      int line,
      int column,
      @Nullable String @Nullable [] keys,
      int @Nullable [] indexes,
      int depth) {
    if (count++ > 0) {
      out.raw((byte) ',');
    }
    out.ascii("{\"message\":");
    out.string(problem.sentence());
    if (line > 0) {
      location(line, column);
    }
    if (keys != null && indexes != null) {
      out.ascii(",\"path\":[");
      for (int i = 0; i < depth; i++) {
        if (i > 0) {
          out.raw((byte) ',');
        }
        String key = keys[i];
        if (key == null) {
          out.number(indexes[i]);
        } else {
          out.string(key);
        }
      }
      out.raw((byte) ']');
    }
    extensions(problem);
    out.raw((byte) '}');
  }

  private void location(int line, int column) {
    out.ascii(",\"locations\":[{\"line\":");
    out.number(line);
    out.ascii(",\"column\":");
    out.number(column);
    out.ascii("}]");
  }

  private void extensions(FieldProblem problem) {
    out.ascii(",\"extensions\":{\"type\":\"");
    out.ascii(problem.type().name());
    out.ascii("\",\"code\":");
    out.string(problem.code());
    out.ascii(",\"traceId\":");
    out.string(traceId);
    String plugin = problem.plugin();
    if (plugin != null) {
      out.ascii(",\"plugin\":");
      out.string(plugin);
    }
    String remedy = problem.remedy();
    if (remedy != null) {
      out.ascii(",\"remedy\":");
      out.string(remedy);
    }
    out.raw((byte) '}');
  }
}
