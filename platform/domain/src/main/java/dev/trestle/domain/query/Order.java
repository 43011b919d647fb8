package dev.trestle.domain.query;

import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list: several keys, each in its direction, and ties broken by the record's place
 * in its table, in the direction of the first key. So no two records are ever equal.
 */
public record Order<R extends Stored>(List<Part<R>> parts) {
  /** One key with its direction. */
  public record Part<R extends Stored>(SortKey<R> key, boolean descending) {}

  public Order {
    parts = List.copyOf(parts);
  }

  boolean firstDescending() {
    return !parts.isEmpty() && parts.getFirst().descending();
  }

  /** The keys' names when all go in the same direction, as an index is called; else null. */
  @Nullable String indexName() {
    StringBuilder name = new StringBuilder();
    for (Part<R> part : parts) {
      if (part.descending() != firstDescending()) {
        return null;
      }
      name.append(name.isEmpty() ? "" : ",").append(part.key().name());
    }
    return name.toString();
  }

  /** The slots that a single key keeps in order beside the list's table; null when none does. */
  @Nullable SortedSlots tree() {
    return parts.size() == 1 ? parts.getFirst().key().tree() : null;
  }

  @Nullable Object[] keys(R record, int slot) {
    @Nullable Object[] keys = new @Nullable Object[parts.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = parts.get(i).key().key().of(record, slot);
    }
    return keys;
  }

  /** Compares keys and slots in this order. */
  int compare(@Nullable Object[] keysA, int slotA, @Nullable Object[] keysB, int slotB) {
    for (int i = 0; i < keysA.length; i++) {
      int compared = SortKey.compare(keysA[i], keysB[i]);
      if (compared != 0) {
        return parts.get(i).descending() ? -compared : compared;
      }
    }
    return firstDescending() ? Integer.compare(slotB, slotA) : Integer.compare(slotA, slotB);
  }

  /** Identifies the order, so that a cursor of another order is recognised. */
  String signature() {
    StringBuilder text = new StringBuilder();
    for (Part<R> part : parts) {
      text.append(part.descending() ? '-' : '+').append(part.key().name());
    }
    return text.toString();
  }
}
