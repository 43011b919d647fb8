package dev.trestle.domain.data;

/** A total order of slots, usually of the records they name with the slot itself as tie-break. */
@FunctionalInterface
public interface IntComparator {
  /** Negative when a comes first, positive when b comes first, 0 only when they are one slot. */
  int compare(int slotA, int slotB);
}
