package dev.trestle.domain.plugin.records;

import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What plugins give timers and the outbox to carry, on its way in and out. */
public final class Payloads {
  private static final int BYTES_MAX = 1 << 20;
  private static final int DEPTH_MAX = 32;

  private Payloads() {}

  static Document written(Map<String, ?> payload) {
    checkDepth(payload, 0);
    Document document = Document.of(payload);
    if (document.encode().length > BYTES_MAX) {
      throw new ProblemException(
          ProblemType.LIMIT, "PAYLOAD_TOO_LARGE", "A payload takes at most 1 MiB. Split it.");
    }
    return document;
  }

  /** What is nested too deep could be written, but not read back. */
  private static void checkDepth(@Nullable Object value, int depth) {
    if (depth > DEPTH_MAX) {
      throw new IllegalArgumentException("a payload nests at most " + DEPTH_MAX + " levels");
    }
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(inner -> checkDepth(inner, depth + 1));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> checkDepth(inner, depth + 1));
    }
  }

  /** The payload as it was given; whole numbers are Long. */
  public static Map<String, Object> read(Document document) {
    Map<String, Object> fields = new LinkedHashMap<>();
    document
        .fields()
        .forEach((name, value) -> {
          if (value != null) {
            fields.put(name, plain(value));
          }
        });
    return Collections.unmodifiableMap(fields);
  }

  private static Object plain(Object value) {
    if (value instanceof Document document) {
      return read(document);
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>(list.size());
      for (Object one : list) {
        if (one != null) {
          plain.add(plain(one));
        }
      }
      return Collections.unmodifiableList(plain);
    }
    return value;
  }
}
