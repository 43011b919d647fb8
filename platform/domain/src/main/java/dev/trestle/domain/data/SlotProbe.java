package dev.trestle.domain.data;

/**
 * Compares slots with a place in their order, such as a key that may have left the tree. It must be
 * monotonic: along the order its sign goes from negative over zero to positive, each possibly
 * never.
 */
@FunctionalInterface
public interface SlotProbe {
  /** Negative when the slot comes before the place, positive when after it, 0 when it is there. */
  int compare(int slot);
}
