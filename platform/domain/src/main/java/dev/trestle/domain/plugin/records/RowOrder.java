package dev.trestle.domain.plugin.records;

import dev.trestle.domain.data.SlotCursor;
import dev.trestle.domain.data.SlotProbe;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.Table;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slots in some order, and the places between them. */
sealed interface RowOrder {
  /** Tells one list from another, so that a cursor of another list is recognised. */
  String list();

  int size();

  /** By how many values a record's place is told, besides its slot. */
  int keyCount();

  /** The first slots behind a place, or from the start; fewer when there are fewer. */
  int[] after(@Nullable Place place, int max);

  /** The last slots before a place, or from the end, the very last first. */
  int[] before(@Nullable Place place, int max);

  Place place(int slot);

  /** Where a record is, or was: it may have moved or gone since. */
  record Place(List<?> keys, int slot) {}

  /**
   * In the order in which records were first put.
   *
   * @param key of the group they are; null where they are all of the type
   */
  record BySlot(String index, @Nullable Object key, SlotSet slots) implements RowOrder {
    @Override
    public String list() {
      return key == null ? index : index + "=" + key;
    }

    @Override
    public int size() {
      return slots.cardinality();
    }

    @Override
    public int keyCount() {
      return 0;
    }

    @Override
    public int[] after(@Nullable Place place, int max) {
      int[] found = new int[Math.min(max, size())];
      int count = 0;
      int slot = slots.nextSlot(place == null ? 0 : place.slot() + 1);
      while (slot >= 0 && count < found.length) {
        found[count++] = slot;
        slot = slots.nextSlot(slot + 1);
      }
      return Arrays.copyOf(found, count);
    }

    @Override
    public int[] before(@Nullable Place place, int max) {
      int[] all = slots.toArray();
      int end = all.length;
      if (place != null) {
        int at = Arrays.binarySearch(all, place.slot());
        end = at < 0 ? -at - 1 : at;
      }
      int[] found = new int[Math.min(max, end)];
      for (int i = 0; i < found.length; i++) {
        found[i] = all[end - 1 - i];
      }
      return found;
    }

    @Override
    public Place place(int slot) {
      return new Place(List.of(), slot);
    }
  }

  /** In the order of a sorted index. */
  record ByIndex(
      String list, PluginTable.Index index, Table<NeutralRecord> table, SortedSlots slots)
      implements RowOrder {
    @Override
    public int size() {
      return slots.size();
    }

    @Override
    public int keyCount() {
      return NeutralSchema.sortParts(index).size();
    }

    @Override
    public int[] after(@Nullable Place place, int max) {
      return walk(place == null ? slots.forward(0) : slots.forward(probe(place), false), max);
    }

    @Override
    public int[] before(@Nullable Place place, int max) {
      return walk(
          place == null ? slots.backward(slots.size() - 1) : slots.backward(probe(place), false),
          max);
    }

    private int[] walk(SlotCursor cursor, int max) {
      int[] found = new int[Math.min(max, size())];
      int count = 0;
      while (count < found.length) {
        int slot = cursor.next();
        if (slot < 0) {
          break;
        }
        found[count++] = slot;
      }
      return Arrays.copyOf(found, count);
    }

    private SlotProbe probe(Place place) {
      return slot -> {
        int compared = NeutralSchema.compare(table.require(slot), place.keys(), index);
        return compared != 0 ? compared : Integer.compare(slot, place.slot());
      };
    }

    @Override
    public Place place(int slot) {
      return new Place(NeutralSchema.keys(table.require(slot), index), slot);
    }
  }
}
