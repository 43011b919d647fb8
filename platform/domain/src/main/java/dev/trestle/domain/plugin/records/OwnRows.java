package dev.trestle.domain.plugin.records;

import dev.trestle.domain.query.PageRequest;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.state.Table;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.Records;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Rows of one list of records, decoded as they are asked for. */
final class OwnRows<R extends Record & DeskRecord> implements Records.Rows<R> {
  private static final int AT_ONCE = 64;

  private final OwnType<R> type;
  private final Table<NeutralRecord> table;
  private final RowOrder order;

  OwnRows(OwnType<R> type, Table<NeutralRecord> table, RowOrder order) {
    this.type = type;
    this.table = table;
    this.order = order;
  }

  @Override
  public int size() {
    return order.size();
  }

  @Override
  public List<R> first(int max) {
    return records(order.after(null, Math.max(0, max)));
  }

  @Override
  public List<R> last(int max) {
    return records(order.before(null, Math.max(0, max)));
  }

  private List<R> records(int[] slots) {
    List<R> records = new ArrayList<>(slots.length);
    for (int slot : slots) {
      records.add(type.read(slot, table.require(slot)));
    }
    return Collections.unmodifiableList(records);
  }

  @Override
  public Iterator<R> iterator() {
    return new Iterator<>() {
      private int[] slots = order.after(null, AT_ONCE);
      private int at;

      @Override
      public boolean hasNext() {
        if (at == slots.length && at > 0) {
          slots = order.after(order.place(slots[at - 1]), AT_ONCE);
          at = 0;
        }
        return at < slots.length;
      }

      @Override
      public R next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int slot = slots[at++];
        return type.read(slot, table.require(slot));
      }
    };
  }

  @Override
  public Page<R> page(Arguments arguments) {
    PageRequest request =
        PageRequest.of(
            arguments.integer("first"),
            arguments.string("after"),
            arguments.integer("last"),
            arguments.string("before"));
    RowOrder.@Nullable Place from =
        request.cursor() == null
            ? null
            : RowCursor.decode(request.cursor(), order, request.forward() ? "after" : "before");
    int[] found =
        request.forward()
            ? order.after(from, request.size() + 1)
            : order.before(from, request.size() + 1);
    boolean more = found.length > request.size();
    int count = Math.min(found.length, request.size());
    int[] slots = new int[count];
    for (int i = 0; i < count; i++) {
      slots[request.forward() ? i : count - 1 - i] = found[i];
    }
    List<Page.Edge<R>> edges = new ArrayList<>(count);
    for (int slot : slots) {
      edges.add(
          new Page.Edge<>(
              RowCursor.encode(order.place(slot), order.list()),
              type.read(slot, table.require(slot))));
    }
    return new OwnPage<>(
        Collections.unmodifiableList(edges),
        order.size(),
        request.forward() ? more : from != null,
        request.forward() ? from != null : more);
  }
}
