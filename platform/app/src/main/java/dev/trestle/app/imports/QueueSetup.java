package dev.trestle.app.imports;

import java.util.List;
import java.util.Map;

/**
 * The queue and the custom fields an import needs, made at its first run.
 *
 * @param key the queue's external key
 */
record QueueSetup(String key, String name, List<Status> statuses, List<Field> fields) {
  /**
   * One status.
   *
   * @param source how the source file names it, which is also the name people read
   */
  record Status(String source, String key, String category) {}

  /**
   * One custom field on tickets.
   *
   * @param type as the public schema names it
   * @param options of a CHOICE, else none
   */
  record Field(String key, String label, String type, List<String> options, String description) {}

  static Field field(String key, String type, String label, String description) {
    return new Field(key, label, type, List.of(), description);
  }

  static Field choice(String key, List<String> options, String label, String description) {
    return new Field(key, label, "CHOICE", options, description);
  }

  /** The keys of the statuses by the source's names. */
  Map<String, String> statusKeys() {
    return statuses.stream()
        .collect(java.util.stream.Collectors.toUnmodifiableMap(Status::source, Status::key));
  }
}
