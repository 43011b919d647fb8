package dev.trestle.domain.query;

import dev.trestle.domain.data.SlotCursor;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Finds one page of the records that match, in the wanted order. */
public final class Lists {
  // Below this many candidates, sorting them beats walking an index past those that do not match.
  private static final int SORT_MAX = 1024;
  // How far an index is walked before it is clear that hardly anything matches.
  private static final int WALK_MAX = 20_000;

  private Lists() {}

  public static <R extends Stored> Page<R> page(
      Table<R> table, SlotFilter filter, Order<R> order, PageRequest request) {
    String signature = order.signature();
    Cursor from =
        request.cursor() == null
            ? null
            : Cursor.decode(
                request.cursor(),
                signature,
                order.parts().size(),
                request.forward() ? "after" : "before");
    IndexPlan plan = IndexPlan.find(table, filter, order);
    int[] found = walked(table, filter, order, request, from, plan);
    if (found == null) {
      found = sorted(table, filter, order, request, from);
    }
    boolean more = found.length > request.size();
    int[] slots = more ? Arrays.copyOf(found, request.size()) : found;
    if (!request.forward()) {
      reverse(slots);
    }
    List<R> items = new ArrayList<>(slots.length);
    for (int slot : slots) {
      items.add(table.require(slot));
    }
    return new Page<>(
        Collections.unmodifiableList(items),
        slots,
        request.forward() ? more : from != null,
        request.forward() ? from != null : more,
        index ->
            new Cursor(order.keys(items.get(index), slots[index]), slots[index]).encode(signature),
        () ->
            plan != null && plan.exact()
                ? plan.tree().size()
                : SlotFilter.count(filter, table.live(), table.slots()));
  }

  /** Walks an index; null when there is none, or when sorting the matches is cheaper. */
  private static <R extends Stored> int @Nullable [] walked(
      Table<R> table,
      SlotFilter filter,
      Order<R> order,
      PageRequest request,
      @Nullable Cursor from,
      @Nullable IndexPlan plan) {
    if (plan == null) {
      return null;
    }
    SlotFilter rest = plan.residual();
    if (!plan.exact() && rest.upperBound(table.slots()) <= SORT_MAX) {
      return null;
    }
    if (!plan.exact() && rest.setsOnly()) {
      // With k wanted of m matches among n, a walk looks at about n / m * k records.
      long matches = Math.max(1, SlotFilter.count(rest, table.live(), table.slots()));
      if ((long) plan.tree().size() / matches * request.size() > matches * 4) {
        return null;
      }
    }
    boolean upwards = order.firstDescending() != request.forward();
    Walk<R> walk = new Walk<>(table, order, plan, upwards, request.size() + 1);
    if (plan.partial() && !upwards && !walk.keyless(from)) {
      return null;
    }
    // A cursor among those without a key is behind all that have one.
    boolean pastKeys = plan.partial() && upwards && from != null && from.keys()[0] == null;
    if (!pastKeys && !walk.keyed(cursorWithKey(plan, from))) {
      return null;
    }
    if (plan.partial() && upwards && !walk.keyless(from)) {
      return null;
    }
    return walk.found();
  }

  /** Where to start among the records that have a key; null for their end. */
  private static @Nullable Cursor cursorWithKey(IndexPlan plan, @Nullable Cursor from) {
    return plan.partial() && from != null && from.keys()[0] == null ? null : from;
  }

  /**
   * Collects one page along an index. Where the index is partial, the records without a key stand
   * behind the others, by their place in the table.
   */
  private static final class Walk<R extends Stored> {
    private final Table<R> table;
    private final Order<R> order;
    private final IndexPlan plan;
    private final boolean upwards;
    private final int[] found;
    private int count;
    private int steps;

    Walk(Table<R> table, Order<R> order, IndexPlan plan, boolean upwards, int wanted) {
      this.table = table;
      this.order = order;
      this.plan = plan;
      this.upwards = upwards;
      this.found = new int[wanted];
    }

    int[] found() {
      return Arrays.copyOf(found, count);
    }

    /** Collects those with a key; false when too many were passed that do not match. */
    boolean keyed(@Nullable Cursor from) {
      SlotCursor walk = cursor(table, order, from, plan.tree(), upwards);
      for (int slot = walk.next(); slot >= 0 && count < found.length; slot = walk.next()) {
        if (plan.exact() || plan.residual().test(slot)) {
          found[count++] = slot;
        } else if (++steps > WALK_MAX) {
          return false;
        }
      }
      return true;
    }

    /** Collects those without; false likewise. */
    boolean keyless(@Nullable Cursor from) {
      int left = table.size() - plan.tree().size();
      int start = upwards ? 0 : table.slots() - 1;
      if (from != null && from.keys()[0] == null) {
        start = from.slot() + (upwards ? 1 : -1);
      } else if (from != null && !upwards) {
        return true;
      }
      int step = upwards ? 1 : -1;
      for (int slot = start;
          left > 0 && count < found.length && slot >= 0 && slot < table.slots();
          slot += step) {
        if (!table.live().contains(slot) || order.keys(table.require(slot), slot)[0] != null) {
          if (++steps > WALK_MAX) {
            return false;
          }
        } else {
          left--;
          if (plan.residual().test(slot)) {
            found[count++] = slot;
          } else if (++steps > WALK_MAX) {
            return false;
          }
        }
      }
      return true;
    }
  }

  private static <R extends Stored> SlotCursor cursor(
      Table<R> table, Order<R> order, @Nullable Cursor from, SortedSlots tree, boolean upwards) {
    if (from == null) {
      return upwards ? tree.forward(0) : tree.backward(tree.size() - 1);
    }
    // The tree is in ascending order whatever the list's direction.
    int sign = order.firstDescending() ? -1 : 1;
    return upwards
        ? tree.forward(slot -> sign * against(table, order, slot, from), false)
        : tree.backward(slot -> sign * against(table, order, slot, from), false);
  }

  private static <R extends Stored> int against(
      Table<R> table, Order<R> order, int slot, Cursor cursor) {
    return order.compare(order.keys(table.require(slot), slot), slot, cursor.keys(), cursor.slot());
  }

  /** Keeps the best of all matches; their number does not matter for memory. */
  private static <R extends Stored> int[] sorted(
      Table<R> table,
      SlotFilter filter,
      Order<R> order,
      PageRequest request,
      @Nullable Cursor from) {
    int direction = request.forward() ? 1 : -1;
    record Candidate(@Nullable Object[] keys, int slot) {}
    PriorityQueue<Candidate> best =
        new PriorityQueue<>(
            request.size() + 2,
            (a, b) -> -direction * order.compare(a.keys(), a.slot(), b.keys(), b.slot()));
    for (int slot : SlotFilter.slots(filter, table.live(), table.slots())) {
      @Nullable Object[] keys = order.keys(table.require(slot), slot);
      if (from != null && direction * order.compare(keys, slot, from.keys(), from.slot()) <= 0) {
        continue;
      }
      Candidate worst = best.peek();
      boolean full = best.size() > request.size();
      if (full
          && worst != null
          && direction * order.compare(keys, slot, worst.keys(), worst.slot()) >= 0) {
        continue;
      }
      best.add(new Candidate(keys, slot));
      if (best.size() > request.size() + 1) {
        best.poll();
      }
    }
    int[] slots = new int[best.size()];
    for (int i = slots.length - 1; i >= 0; i--) {
      slots[i] = java.util.Objects.requireNonNull(best.poll()).slot();
    }
    return slots;
  }

  private static void reverse(int[] slots) {
    for (int low = 0, high = slots.length - 1; low < high; low++, high--) {
      int slot = slots[low];
      slots[low] = slots[high];
      slots[high] = slot;
    }
  }
}
