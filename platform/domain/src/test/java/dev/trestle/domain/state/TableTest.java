package dev.trestle.domain.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  /** Something with a bit of everything that can be indexed. */
  record Thing(
      UUID id,
      int version,
      @Nullable String name,
      @Nullable Colour colour,
      List<String> tags,
      long weight,
      @Nullable UUID box)
      implements Stored {}

  private static final Comparator<Thing> BY_WEIGHT = Comparator.comparingLong(Thing::weight);
  private static final TableSchema<Thing> THINGS =
      TableSchema.of("thing", Thing.class)
          .unique("name", "NAME_TAKEN", Thing::name)
          .grouped("colour", Thing::colour)
          .groupedByMany("tag", Thing::tags)
          .sorted("weight", BY_WEIGHT)
          .ranked("rank", Thing::weight)
          .sortedWithin("weightInBox", Thing::box, BY_WEIGHT)
          .rankedWithin("rankInBox", Thing::box, Thing::weight);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsUniqueKeys_alsoWhileItsIndexesWait(long seed) {
    Random random = new Random(seed);
    Table<Thing> made = Table.empty(THINGS);
    Table<Thing> waiting = made;
    Map<String, UUID> names = new LinkedHashMap<>();
    for (int step = 0; step < 200; step++) {
      UUID id = new UUID(seed, random.nextInt(12));
      String name = "n" + random.nextInt(15);
      UUID holder = names.get(name);
      if (holder == null || holder.equals(id)) {
        names.values().removeIf(id::equals);
        names.put(name, id);
        Thing thing = new Thing(id, step, name, null, List.of(), 0, null);
        made = made.put(thing);
        waiting = random.nextInt(10) == 0 ? waiting.put(thing) : waiting.overlaid(thing);
      }
      for (int i = 0; i < 15; i++) {
        assertEquals(made.unique("name", "n" + i), waiting.unique("name", "n" + i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersLikeAMap_afterAnyHistory(long seed) {
    Random random = new Random(seed);
    Table<Thing> table = Table.empty(THINGS);
    Map<UUID, Thing> model = new LinkedHashMap<>();
    List<UUID> order = new ArrayList<>();
    int steps = 300 + random.nextInt(900);
    for (int step = 0; step < steps; step++) {
      UUID id = new UUID(seed, random.nextInt(120));
      if (random.nextInt(5) == 0) {
        table = table.remove(id);
        if (model.remove(id) != null) {
          order.set(order.indexOf(id), null);
        }
      } else {
        Thing thing = thing(random, id, model);
        table = table.put(thing);
        if (model.put(id, thing) == null) {
          order.add(id);
        }
      }
      if (step % 97 == 0 || step == steps - 1) {
        check(table, model, order, "seed " + seed + " step " + step);
        check(reloaded(table), model, order, "loaded, seed " + seed + " step " + step);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void answersAlike_whetherIndexesAreMadeAtOnceOrWhenAskedFor(long seed) {
    Random random = new Random(seed);
    Table<Thing> table = Table.empty(THINGS);
    Map<UUID, Thing> model = new LinkedHashMap<>();
    List<UUID> order = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      UUID id = new UUID(seed, random.nextInt(60));
      Thing thing = thing(random, id, model);
      if (random.nextInt(9) == 0 && model.remove(id) != null) {
        table = table.remove(id);
        order.set(order.indexOf(id), null);
      } else {
        table = random.nextInt(9) == 0 ? table.put(thing) : table.overlaid(thing);
        if (model.put(id, thing) == null) {
          order.add(id);
        }
      }
      if (random.nextInt(30) == 0 || step == 399) {
        check(table, model, order, "seed " + seed + " step " + step);
      }
    }
  }

  @Test
  void makesNoIndexOfAnOverlay_untilSomebodyAsksForOne() {
    List<UUID> ranked = new ArrayList<>();
    TableSchema<Thing> counted =
        TableSchema.of("counted", Thing.class)
            .ranked(
                "weight",
                thing -> {
                  ranked.add(thing.id());
                  return thing.weight();
                });
    UUID id = new UUID(0, 1);
    Thing light = new Thing(id, 1, "a", null, List.of(), 1, null);
    Thing heavy = new Thing(id, 2, "a", null, List.of(), 9, null);
    Table<Thing> overlaid = Table.empty(counted).overlaid(light).overlaid(heavy);
    assertEquals(heavy, overlaid.get(id));
    assertEquals(1, overlaid.size());
    assertEquals(List.of(), ranked);
    assertEquals(0, Objects.requireNonNull(overlaid.sorted("weight")).at(0));
    int once = ranked.size();
    assertTrue(once > 0);
    assertEquals(1, Objects.requireNonNull(overlaid.sorted("weight")).size());
    assertEquals(once, ranked.size());
  }

  @Test
  void loadsAndForgets_whatNamesAKeyTwice() {
    Thing twice = new Thing(new UUID(0, 1), 1, "a", Colour.RED, List.of("x", "x"), 1, null);
    Table<Thing> table = Table.empty(THINGS).put(twice);
    assertEquals(1, reloaded(table).group("tag", "x").cardinality());
    assertEquals(0, table.remove(twice.id()).group("tag", "x").cardinality());
  }

  @Test
  void namesTheUniqueIndexThatARecordWouldBreak() {
    Thing first = new Thing(new UUID(0, 1), 1, "a", null, List.of(), 1, null);
    Table<Thing> table = Table.empty(THINGS).put(first);
    assertNull(table.conflictOf(first));
    assertEquals(
        "NAME_TAKEN",
        table.conflictOf(new Thing(new UUID(0, 2), 1, "a", null, List.of(), 1, null)));
    assertNull(table.conflictOf(new Thing(new UUID(0, 2), 1, null, null, List.of(), 1, null)));
  }

  private static Table<Thing> reloaded(Table<Thing> table) {
    PersistentVector.Builder<Thing> records = PersistentVector.builder();
    for (int slot = 0; slot < table.slots(); slot++) {
      records.append(table.at(slot));
    }
    return Table.load(THINGS, records.build());
  }

  private static Thing thing(Random random, UUID id, Map<UUID, Thing> model) {
    String wanted = random.nextInt(3) == 0 ? null : "name" + random.nextInt(400);
    for (Thing other : model.values()) {
      if (!other.id().equals(id) && Objects.equals(other.name(), wanted)) {
        wanted = null;
        break;
      }
    }
    List<String> tags = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add("tag" + random.nextInt(5));
    }
    Thing before = model.get(id);
    return new Thing(
        id,
        before == null ? 1 : before.version() + 1,
        wanted,
        random.nextInt(4) == 0 ? null : Colour.values()[random.nextInt(3)],
        tags,
        random.nextInt(20),
        random.nextBoolean() ? null : new UUID(99, random.nextInt(3)));
  }

  private static void check(
      Table<Thing> table, Map<UUID, Thing> model, List<UUID> order, String where) {
    assertEquals(model.size(), table.size(), where);
    Map<UUID, Integer> slots = new LinkedHashMap<>();
    for (int slot = 0; slot < order.size(); slot++) {
      UUID id = order.get(slot);
      if (id == null) {
        assertNull(table.at(slot), where);
      } else {
        assertEquals(model.get(id), table.at(slot), where);
        assertEquals(slot, table.slotOf(id), where);
        slots.put(id, slot);
      }
    }
    for (int i = 0; i < 120; i++) {
      UUID id = new UUID(order.isEmpty() ? 0 : table.live().isEmpty() ? 0 : 1, i);
      if (!model.containsKey(id)) {
        assertNull(table.get(id), where);
      }
    }
    for (Thing thing : model.values()) {
      if (thing.name() != null) {
        assertEquals(thing, table.unique("name", thing.name()), where);
      }
    }
    for (Colour colour : Colour.values()) {
      assertGroup(table.group("colour", colour), model, slots, t -> colour == t.colour(), where);
    }
    for (int i = 0; i < 5; i++) {
      String tag = "tag" + i;
      assertGroup(table.group("tag", tag), model, slots, t -> t.tags().contains(tag), where);
    }
    assertOrder(table.sorted("weight"), model.values(), slots, where);
    assertOrder(table.sorted("rank"), model.values(), slots, where);
    for (int i = 0; i < 3; i++) {
      UUID box = new UUID(99, i);
      List<Thing> inside = model.values().stream().filter(t -> box.equals(t.box())).toList();
      assertOrder(table.sorted("weightInBox", box), inside, slots, where);
      assertOrder(table.sorted("rankInBox", box), inside, slots, where);
    }
  }

  private static void assertGroup(
      SlotSet found,
      Map<UUID, Thing> model,
      Map<UUID, Integer> slots,
      java.util.function.Predicate<Thing> in,
      String where) {
    TreeSet<Integer> wanted = new TreeSet<>();
    model.values().stream().filter(in).forEach(thing -> wanted.add(slots.get(thing.id())));
    List<Integer> had = new ArrayList<>();
    found.forEach(had::add);
    assertEquals(List.copyOf(wanted), had, where);
    assertEquals(wanted.size(), found.cardinality(), where);
  }

  private static void assertOrder(
      @Nullable SortedSlots found,
      Collection<Thing> things,
      Map<UUID, Integer> slots,
      String where) {
    List<Integer> wanted =
        things.stream()
            .sorted(BY_WEIGHT.thenComparing(thing -> slots.get(thing.id())))
            .map(thing -> slots.get(thing.id()))
            .toList();
    assertNotNull(found, where);
    List<Integer> had = new ArrayList<>();
    found.forEach(had::add);
    assertEquals(wanted, had, where);
  }
}
