package dev.trestle.app.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a ticket's history for {@code ticketsImport}: each step carries only what differs from
 * before. A step never stands before the one ahead of it; where the source dates a row earlier, the
 * row keeps its place and its own date goes into a custom field.
 */
final class Steps {
  private final List<Map<String, @Nullable Object>> history = new ArrayList<>();
  private final Map<String, @Nullable String> known = new LinkedHashMap<>();
  private final String rowTimeField;
  private Map<String, @Nullable Object> step = new LinkedHashMap<>();
  private List<Map<String, @Nullable Object>> custom = new ArrayList<>();
  private Instant last = Instant.MIN;

  /**
   * @param rowTimeField the custom field for the date of a row that stands later in history
   */
  Steps(String rowTimeField) {
    this.rowTimeField = rowTimeField;
  }

  /** Begins the next step. */
  Steps at(Instant time, @Nullable String by) {
    step = new LinkedHashMap<>();
    custom = new ArrayList<>();
    boolean early = time.isBefore(last);
    last = early ? last : time;
    step.put("at", last.toString());
    if (by != null) {
      step.put("by", by);
    }
    step.put("customFields", custom);
    history.add(step);
    if (early) {
      custom(rowTimeField, time.toString());
    }
    return this;
  }

  /** Sets a member of the step when its value differs from the last one. */
  Steps set(String member, @Nullable String value) {
    if (changed("." + member, value)) {
      step.put(member, value);
    }
    return this;
  }

  /** As {@link #set}, but an unknown value leaves the last one. */
  Steps setKnown(String member, @Nullable String value) {
    return value == null ? this : set(member, value);
  }

  /** Sets a custom field when its value differs from the last one; null empties it. */
  Steps custom(String key, @Nullable String value) {
    if (changed(key, value)) {
      Map<String, @Nullable Object> field = new LinkedHashMap<>();
      field.put("key", key);
      field.put("value", value);
      custom.add(field);
    }
    return this;
  }

  /** As {@link #custom}, but an unknown value leaves the last one. */
  Steps customKnown(String key, @Nullable String value) {
    return value == null ? this : custom(key, value);
  }

  private boolean changed(String name, @Nullable String value) {
    return !Objects.equals(known.put(name, value), value);
  }

  List<Map<String, @Nullable Object>> history() {
    return history;
  }
}
