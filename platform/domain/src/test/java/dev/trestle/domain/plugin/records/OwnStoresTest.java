package dev.trestle.domain.plugin.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.record.Records;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.Page;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnStoresTest {
  enum Mood {
    GOOD,
    BAD,
    AWFUL
  }

  record Step(String text, Duration takes) {}

  record Item(
      UUID id,
      int version,
      @Nullable UUID list,
      int place,
      Mood mood,
      @Nullable Instant dueAt,
      @Nullable LocalDate day,
      @Nullable BigDecimal price,
      List<String> tags,
      List<Step> steps,
      Map<String, Object> facts)
      implements DeskRecord {}

  private static final RecordType<Item> ITEMS =
      RecordType.of("item", Item.class)
          .unique("place", "PLACE_TAKEN", "list", "place")
          .grouped("list", "list")
          .grouped("tag", "tags")
          .grouped("mood", "mood")
          .sorted("due", "dueAt")
          .sorted("byMood", "mood")
          .sortedWithin("order", "list", "place");
  private static final TableSchema<NeutralRecord> TABLE = NeutralSchema.named("lists.item");
  private static final UUID LIST = new UUID(1, 1);

  private final DomainDesk desk = new DomainDesk();
  private final TestPlugin plugin =
      new TestPlugin(
          desk, TestPlugin.consent(List.of("ticket"), List.of()), TestPlugin.records(ITEMS));

  private static Item item(int number, int place, Mood mood, @Nullable Instant dueAt) {
    return new Item(
        new UUID(2, number),
        0,
        LIST,
        place,
        mood,
        dueAt,
        null,
        null,
        List.of(),
        List.of(),
        Map.of());
  }

  private Records<Item> items() {
    return plugin.snapshot().records(ITEMS);
  }

  @Test
  void keepsEveryKindOfComponent_andCountsVersionsItself() {
    Instant due = Instant.parse("2031-03-03T09:00:00.123456789Z");
    Item item =
        new Item(
            new UUID(2, 1),
            17,
            LIST,
            3,
            Mood.BAD,
            due,
            LocalDate.of(2031, 3, 3),
            new BigDecimal("12.50"),
            List.of("a", "b"),
            List.of(new Step("first", Duration.ofMinutes(5))),
            Map.of("at", due, "many", List.of(1L, 2L)));
    assertTrue(plugin.execute(draft -> draft.put(ITEMS, item)).done());
    Item kept = items().get(item.id());
    assertNotNull(kept);
    assertEquals(1, kept.version());
    assertEquals(due, kept.dueAt());
    assertEquals(item.day(), kept.day());
    assertEquals(item.price(), kept.price());
    assertEquals(item.steps(), kept.steps());
    assertEquals(due, kept.facts().get("at"));
    assertTrue(plugin.execute(draft -> draft.put(ITEMS, kept)).done());
    assertEquals(2, items().get(item.id()).version());
    assertSame(items().get(item.id()), items().get(item.id()), "read once");
  }

  @Test
  void findsRecords_byEveryKindOfIndex() {
    Instant noon = Instant.parse("2031-03-03T12:00:00Z");
    plugin.execute(draft -> {
      draft.put(ITEMS, item(1, 2, Mood.AWFUL, noon));
      draft.put(ITEMS, item(2, 0, Mood.GOOD, null));
      draft.put(ITEMS, item(3, 1, Mood.BAD, noon.minusSeconds(60)));
    });
    assertEquals(3, items().group("list", LIST).size());
    assertEquals(2, numbers(items().group("mood", Mood.GOOD)).getFirst());
    assertEquals(
        List.of(3, 1), numbers(items().sorted("due")), "those without a time are left out");
    assertEquals(List.of(2, 3, 1), numbers(items().sorted("byMood")), "as the constants stand");
    assertEquals(List.of(2, 3, 1), numbers(items().sortedWithin("order", LIST)));
    assertEquals(List.of(1, 2, 3), numbers(items().all()));
    assertEquals(
        List.of(1), items().sorted("due").last(1).stream().map(OwnStoresTest::number).toList());
    Item unique = items().unique("place", LIST, 0);
    assertNotNull(unique);
    assertEquals(2, number(unique));
    assertThrows(IllegalArgumentException.class, () -> items().group("nothing", LIST));
    assertThrows(IllegalArgumentException.class, () -> items().sorted("list"));
  }

  private static int number(Item item) {
    return (int) item.id().getLeastSignificantBits();
  }

  private static List<Integer> numbers(Iterable<Item> rows) {
    List<Integer> numbers = new ArrayList<>();
    rows.forEach(item -> numbers.add(number(item)));
    return numbers;
  }

  @Test
  void visitsEachRowOnce_pagingBothWays_whileTheListChanges() {
    plugin.execute(draft -> {
      for (int i = 0; i < 25; i++) {
        draft.put(ITEMS, item(i, 100 - i, Mood.GOOD, null));
      }
    });
    List<Integer> seen = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      Page<Item> page = page("first", 4, "after", after);
      page.nodes().forEach(item -> seen.add(number(item)));
      after = page.pageInfo().endCursor();
      more = page.pageInfo().hasNextPage();
      // The cursor's own record goes, and its place stays.
      int last = seen.getLast();
      plugin.execute(draft -> draft.remove(ITEMS, new UUID(2, last)));
    }
    List<Integer> expected = new ArrayList<>();
    for (int i = 24; i >= 0; i--) {
      expected.add(i);
    }
    assertEquals(expected, seen);
    List<Integer> back = new ArrayList<>(numbers(page("last", 5, "before", null).nodes()));
    String before = page("last", 5, "before", null).pageInfo().startCursor();
    back.addAll(0, numbers(page("last", 5, "before", before).nodes()));
    List<Integer> left = numbers(items().sortedWithin("order", LIST));
    assertEquals(left.subList(left.size() - 10, left.size()), back);
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> items().all().page(Arguments.of(arguments("first", 1, "after", before))));
    assertEquals("CURSOR_INVALID", refused.problem().code());
  }

  private Page<Item> page(String size, int count, String place, @Nullable String cursor) {
    return items()
        .sortedWithin("order", LIST)
        .page(Arguments.of(arguments(size, count, place, cursor)));
  }

  private static Map<String, Object> arguments(
      String size, int count, String place, @Nullable String cursor) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put(size, count);
    arguments.put(place, cursor);
    return arguments;
  }

  @Test
  void showsADraftItsOwnChanges_asItGoes() {
    plugin.execute(draft -> {
      draft.put(ITEMS, item(1, 0, Mood.GOOD, null));
      assertEquals(1, draft.snapshot().records(ITEMS).group("list", LIST).size());
      draft.put(ITEMS, item(1, 7, Mood.GOOD, null));
      Item moved = draft.snapshot().records(ITEMS).unique("place", LIST, 7);
      assertNotNull(moved);
      draft.remove(ITEMS, moved.id());
      assertNull(draft.snapshot().records(ITEMS).get(moved.id()));
      draft.put(ITEMS, item(1, 8, Mood.GOOD, null));
    });
    assertEquals(8, items().get(new UUID(2, 1)).place());
  }

  @Test
  void letsRecordsSwapAUniqueKey_butNotShareIt() {
    plugin.execute(draft -> {
      draft.put(ITEMS, item(1, 1, Mood.GOOD, null));
      draft.put(ITEMS, item(2, 2, Mood.GOOD, null));
    });
    assertTrue(
        plugin
            .execute(draft -> {
              draft.put(ITEMS, item(1, 2, Mood.GOOD, null));
              draft.put(ITEMS, item(2, 1, Mood.GOOD, null));
            })
            .done());
    assertEquals(
        List.of("PLACE_TAKEN"),
        plugin.execute(draft -> draft.put(ITEMS, item(3, 1, Mood.GOOD, null))).codes());
    assertEquals(
        List.of("PLACE_TAKEN"),
        plugin
            .execute(draft -> {
              draft.put(ITEMS, item(3, 9, Mood.GOOD, null));
              draft.put(ITEMS, item(4, 9, Mood.GOOD, null));
            })
            .codes());
  }

  @Test
  void carriesFieldsOver_thatItsClassDoesNotHave() {
    plugin.execute(draft -> draft.put(ITEMS, item(1, 1, Mood.GOOD, null)));
    UUID id = new UUID(2, 1);
    NeutralRecord kept = desk.state().get(TABLE, id);
    assertNotNull(kept);
    desk.execute(
        new DomainDesk.Arrange(draft ->
            draft.put(TABLE, new NeutralRecord(id, 2, kept.extra().with("colour", "red")))),
        DomainDesk.SYSTEM);
    plugin.execute(draft -> draft.put(ITEMS, item(1, 5, Mood.BAD, null)));
    NeutralRecord after = desk.state().get(TABLE, id);
    assertNotNull(after);
    assertEquals("red", after.extra().get("colour"));
    assertEquals("BAD", after.extra().get("mood"));
    assertEquals(3, after.version());
  }

  record Renamed(UUID id, int version, @Nullable UUID list, int rank) implements DeskRecord {}

  @Test
  void readsAnOlderShape_throughItsMigration_andBringsItUp() {
    plugin.execute(draft -> {
      draft.put(ITEMS, item(1, 4, Mood.GOOD, null));
      draft.put(ITEMS, item(2, 5, Mood.GOOD, null));
    });
    RecordType<Renamed> newer =
        RecordType.of("item", Renamed.class)
            .sortedWithin("order", "list", "rank")
            .migration(
                1,
                fields -> {
                  Object place = fields.remove("place");
                  fields.put("rank", place == null ? 0L : (long) place * 10);
                  return fields;
                });
    TestPlugin next =
        new TestPlugin(desk, TestPlugin.consent(List.of(), List.of()), TestPlugin.records(newer));
    Records<Renamed> read = next.snapshot().records(newer);
    assertEquals(40, read.get(new UUID(2, 1)).rank());
    boolean[] left = {false};
    desk.execute(
        new DomainDesk.Arrange(draft -> left[0] = next.active().stores().upgrade(draft, 1)),
        DomainDesk.SYSTEM);
    assertTrue(left[0]);
    desk.execute(
        new DomainDesk.Arrange(draft -> left[0] = next.active().stores().upgrade(draft, 5)),
        DomainDesk.SYSTEM);
    assertEquals(false, left[0]);
    NeutralRecord kept = desk.state().get(TABLE, new UUID(2, 2));
    assertNotNull(kept);
    assertEquals(50L, kept.extra().get("rank"));
    assertEquals(2L, kept.extra().get("_shape"));
    assertEquals(
        List.of(40, 50),
        next.snapshot().records(newer).sortedWithin("order", LIST).first(9).stream()
            .map(Renamed::rank)
            .toList());
  }

  @Test
  void refusesToStore_whatCouldNotBeReadBack() {
    Object deep = "end";
    for (int i = 0; i < 80; i++) {
      deep = List.of(deep);
    }
    Object nested = deep;
    Item bottomless =
        new Item(
            new UUID(2, 1),
            0,
            LIST,
            1,
            Mood.GOOD,
            null,
            null,
            null,
            List.of(),
            List.of(),
            Map.of("deep", nested));
    assertThrows(
        IllegalArgumentException.class,
        () -> plugin.execute(draft -> draft.put(ITEMS, bottomless)));
    Item huge =
        new Item(
            new UUID(2, 1),
            0,
            LIST,
            1,
            Mood.GOOD,
            null,
            null,
            null,
            List.of("x".repeat(2 << 20)),
            List.of(),
            Map.of());
    assertEquals(
        List.of("RECORD_TOO_LARGE"), plugin.execute(draft -> draft.put(ITEMS, huge)).codes());
  }

  @Test
  void refusesRecordTypes_thatAreNotItsOwn() {
    RecordType<Renamed> foreign = RecordType.of("item", Renamed.class);
    assertThrows(IllegalArgumentException.class, () -> plugin.snapshot().records(foreign));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            plugin.execute(
                draft -> draft.remove(RecordType.of("other", Item.class), new UUID(2, 1))));
  }

  @Test
  void showsOfTheDesk_onlyWhatTheOwnerConsentedTo() {
    assertNull(plugin.snapshot().ticket(new UUID(5, 5)));
    ProblemException refused =
        assertThrows(ProblemException.class, () -> plugin.snapshot().company(new UUID(5, 5)));
    assertEquals("PLUGIN_NOT_CONSENTED", refused.problem().code());
    assertThrows(ProblemException.class, () -> plugin.snapshot().said(new UUID(5, 5), 3));
  }

  @Test
  void replaysToTheSameState() {
    plugin.execute(draft -> draft.put(ITEMS, item(1, 4, Mood.GOOD, Instant.EPOCH)));
    assertEquals(
        desk.state().get(TABLE, new UUID(2, 1)), desk.replayed().get(TABLE, new UUID(2, 1)));
  }
}
