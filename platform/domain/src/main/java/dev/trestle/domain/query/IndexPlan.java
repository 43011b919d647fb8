package dev.trestle.domain.query;

import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.query.SlotFilter.Fact;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index that holds the wanted order.
 *
 * @param residual what still has to be tested
 * @param exact whether the index holds the matches and nothing else
 * @param partial whether matches without a key, which come last in ascending order, stand in no
 *     index
 */
record IndexPlan(SortedSlots tree, SlotFilter residual, boolean exact, boolean partial) {
  private static final String OPEN_IN_QUEUE = "openInQueue:";

  static <R extends Stored> @Nullable IndexPlan find(
      Table<R> table, SlotFilter filter, Order<R> order) {
    SortedSlots beside = order.tree();
    if (beside != null) {
      return new IndexPlan(beside, filter, false, true);
    }
    String name = order.indexName();
    if (name == null) {
      return null;
    }
    IndexPlan narrow = openInQueue(table, filter, name);
    if (narrow != null) {
      return narrow;
    }
    SortedSlots tree = table.sorted(name);
    boolean everything = filter instanceof SlotFilter.And and && and.parts().isEmpty();
    return tree == null ? null : new IndexPlan(tree, filter, everything, false);
  }

  /** The list every desk keeps open: one queue's open tickets, most pressing first. */
  private static <R extends Stored> @Nullable IndexPlan openInQueue(
      Table<R> table, SlotFilter filter, String name) {
    if (!(filter instanceof SlotFilter.And and)) {
      return null;
    }
    Object queue = null;
    boolean open = false;
    List<SlotFilter> rest = new ArrayList<>();
    for (SlotFilter part : and.parts()) {
      Fact fact =
          part instanceof SlotFilter.InSet set
              ? set.fact()
              : part instanceof SlotFilter.Or or ? or.fact() : null;
      if (fact != null && fact.name().equals("queue") && queue == null) {
        queue = fact.value();
      } else if (fact != null && fact.name().equals("open")) {
        open = true;
      } else {
        rest.add(part);
      }
    }
    SortedSlots tree = queue == null || !open ? null : table.sorted(OPEN_IN_QUEUE + name, queue);
    return tree == null
        ? null
        : new IndexPlan(tree, new SlotFilter.And(rest), rest.isEmpty(), false);
  }
}
