package dev.trestle.sdk.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One registered field.
 *
 * @param name as in the schema text
 * @param permission what the viewer must hold; null when everyone who sees the object sees the
 *     field
 * @param refusal what a viewer without the permission gets
 * @param cost the weight in the cost limit, before {@code first} or {@code last} multiply what lies
 *     under it; -1 for the default of the kind
 */
public record FieldEntry<S>(
    String name, FieldKind<S> kind, @Nullable String permission, Refusal refusal, int cost) {

  /** What stands in the answer where the viewer lacks the field's permission. */
  public enum Refusal {
    /** Null, and an error of type FORBIDDEN with the field's path. */
    ERROR,
    /** An empty list, or null for other types, and no error. */
    EMPTY
  }

  public FieldEntry {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(refusal);
  }
}
