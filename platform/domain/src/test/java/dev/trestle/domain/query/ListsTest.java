package dev.trestle.domain.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.desk.SmallDesk;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest {
  @ParameterizedTest
  @CsvSource({"0,1,30", "1,2,30", "2,3,60", "31,4,120", "200,5,120", "200,6,120", "5000,7,8"})
  void answersAsIfEveryTicketWereLookedAt(int size, long seed, int rounds) {
    lookAtEveryTicket(size, seed, rounds);
  }

  @ParameterizedTest
  @CsvSource({"31,4", "200,5", "200,6", "5000,7", "9000,8"})
  @Tag("long")
  void answersAsIfEveryTicketWereLookedAt_manyTimesOver(int size, long seed) {
    lookAtEveryTicket(size, seed, size > 1000 ? 100 : 1_000);
  }

  private static void lookAtEveryTicket(int size, long seed, int rounds) {
    RandomTickets tickets = new RandomTickets(seed);
    tickets.fill(size);
    State state = tickets.small.desk.state();
    Table<Ticket> table = state.table(Tables.TICKETS);
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      String where = "seed " + seed + " round " + round;
      RandomFilter wish = RandomFilter.any(random, state, 3);
      Order<Ticket> order = RandomFilter.order(random);
      SlotFilter filter = DeskLists.TICKETS.filter(state, wish.input(), List.of("filter"));
      List<UUID> wanted = naive(table, wish, order);
      assertEquals(wanted, oneByOne(state, wish, order), () -> where + " " + wish.input());
      Page<Ticket> first = Lists.page(table, filter, order, page(random, true, null));
      assertEquals(wanted.size(), first.total().getAsInt(), () -> where + " " + wish.input());
      boolean forward = random.nextBoolean();
      List<UUID> had = walk(table, filter, order, random, forward);
      assertEquals(wanted, had, () -> where + " " + order.signature() + " " + wish.input());
    }
  }

  @ParameterizedTest
  @CsvSource({"300,1", "300,2", "6000,3"})
  void showsWhatStaysPutExactlyOnce_whileTicketsComeAndChange(int size, long seed) {
    RandomTickets tickets = new RandomTickets(seed);
    tickets.fill(size);
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      Order<Ticket> order = RandomFilter.order(random);
      boolean forward = random.nextBoolean();
      Map<UUID, List<Object>> keysBefore = keys(tickets, order);
      Map<UUID, Integer> seen = new HashMap<>();
      Set<UUID> moved = new TreeSet<>();
      String cursor = null;
      boolean more = true;
      while (more) {
        Page<Ticket> page =
            Lists.page(
                tickets.table(),
                SlotFilter.ALL,
                order,
                new PageRequest(forward, 1 + random.nextInt(50), cursor));
        page.items().forEach(ticket -> seen.merge(ticket.id(), 1, Integer::sum));
        more = forward ? page.hasNext() : page.hasPrevious();
        if (more) {
          cursor = page.cursor().apply(forward ? page.items().size() - 1 : 0);
        }
        for (UUID touched : tickets.change(random, 5)) {
          Ticket now = tickets.table().get(touched);
          if (now == null
              || !Arrays.asList(order.keys(now, tickets.table().slotOf(touched)))
                  .equals(keysBefore.get(touched))) {
            moved.add(touched);
          }
        }
      }
      String where = "seed " + seed + " round " + round + " " + order.signature();
      keysBefore.forEach((id, before) -> {
        if (!moved.contains(id)) {
          assertEquals(1, seen.get(id), where);
        }
      });
    }
  }

  @ParameterizedTest
  @CsvSource({"400,1", "400,2", "5000,3"})
  void showsEachViewerWhatVisibilityGrants_andLessWithFewerPermissions(int size, long seed) {
    RandomTickets tickets = new RandomTickets(seed);
    tickets.fill(size);
    State state = tickets.small.desk.state();
    Table<Ticket> table = state.table(Tables.TICKETS);
    List<Viewer> viewers =
        Stream.of(
                SmallDesk.TECHNICIAN,
                SmallDesk.INTAKE,
                SmallDesk.CONTACT,
                SmallDesk.COLLEAGUE,
                SmallDesk.PARTNER,
                SmallDesk.SERVICE,
                Viewer.ANONYMOUS,
                DomainDesk.viewer("contact", PrincipalKind.CONTACT, SmallDesk.GUS, null),
                DomainDesk.viewer("partner", PrincipalKind.CONTACT, SmallDesk.CARL, SmallDesk.ACME))
            .toList();
    Random random = new Random(seed);
    for (Viewer viewer : viewers) {
      Set<UUID> all = seen(table, viewer, state);
      table.forEach(ticket ->
          assertEquals(
              Visibility.sees(viewer, state, ticket),
              all.contains(ticket.id()),
              () -> "seed " + seed + " " + viewer));
      Set<UUID> seen = all;
      Set<String> fewer = new TreeSet<>(viewer.permissions());
      while (!fewer.isEmpty()) {
        fewer.remove(List.copyOf(fewer).get(random.nextInt(fewer.size())));
        Viewer poorer =
            new Viewer(
                viewer.id(),
                viewer.kind(),
                viewer.name(),
                viewer.companyId(),
                viewer.roles(),
                fewer,
                null);
        assertTrue(seen.containsAll(seen(table, poorer, state)), () -> poorer.toString());
        seen = seen(table, poorer, state);
      }
      assertEquals(Set.of(), seen);
    }
  }

  @Test
  void refusesCursorsOfOtherListsAndOtherTexts() {
    RandomTickets tickets = new RandomTickets(1);
    tickets.fill(10);
    Order<Ticket> byNumber =
        DeskLists.TICKETS.order(List.of(new ListSchema.Wish("number", false)), List.of());
    Order<Ticket> byDue =
        DeskLists.TICKETS.order(List.of(new ListSchema.Wish("dueAt", true)), List.of());
    String cursor =
        Lists.page(tickets.table(), SlotFilter.ALL, byNumber, new PageRequest(true, 3, null))
            .cursor()
            .apply(2);
    for (String bad : List.of(cursor, "", "@@@", "AAAA", "x".repeat(20_000))) {
      ProblemException refused =
          assertThrows(
              ProblemException.class,
              () ->
                  Lists.page(
                      tickets.table(), SlotFilter.ALL, byDue, new PageRequest(true, 3, bad)));
      assertNotNull(refused.getMessage());
    }
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      char[] damaged = cursor.toCharArray();
      damaged[random.nextInt(damaged.length)] = (char) ('A' + random.nextInt(26));
      try {
        Lists.page(
            tickets.table(),
            SlotFilter.ALL,
            byNumber,
            new PageRequest(true, 3, new String(damaged)));
      } catch (ProblemException refused) {
        assertEquals("CURSOR_INVALID", refused.problem().code());
      }
    }
  }

  private static Set<UUID> seen(Table<Ticket> table, Viewer viewer, State state) {
    Set<UUID> ids = new TreeSet<>();
    SlotFilter filter = Visible.tickets(viewer, state);
    for (int slot : SlotFilter.slots(filter, table.live(), table.slots())) {
      ids.add(table.require(slot).id());
    }
    assertEquals(ids.size(), SlotFilter.count(filter, table.live(), table.slots()));
    return ids;
  }

  private static PageRequest page(Random random, boolean forward, String cursor) {
    int[] sizes = {1, 2, 7, 50, 200};
    return new PageRequest(forward, sizes[random.nextInt(sizes.length)], cursor);
  }

  private static List<UUID> walk(
      Table<Ticket> table, SlotFilter filter, Order<Ticket> order, Random random, boolean forward) {
    List<UUID> all = new ArrayList<>();
    String cursor = null;
    int size = table.size() > 1000 ? 200 : 1 + random.nextInt(60);
    while (true) {
      Page<Ticket> page = Lists.page(table, filter, order, new PageRequest(forward, size, cursor));
      List<UUID> ids = new ArrayList<>(page.items().stream().map(Ticket::id).toList());
      assertEquals(cursor != null, forward ? page.hasPrevious() : page.hasNext());
      if (!forward) {
        Collections.reverse(ids);
      }
      all.addAll(ids);
      if (!(forward ? page.hasNext() : page.hasPrevious())) {
        break;
      }
      cursor = page.cursor().apply(forward ? page.items().size() - 1 : 0);
    }
    if (!forward) {
      Collections.reverse(all);
    }
    return all;
  }

  /** The same by the condition that is asked of single tickets, from the filter as it is stored. */
  private static List<UUID> oneByOne(State state, RandomFilter wish, Order<Ticket> order) {
    Table<Ticket> table = state.table(Tables.TICKETS);
    RecordTest<Ticket> test =
        DeskLists.TICKETS.test((Map<?, ?>) stored(wish.input()), List.of("filter"));
    return naive(
        table,
        new RandomFilter(
            wish.input(), ticket -> test.test(state, table.slotOf(ticket.id()), ticket)),
        order);
  }

  /** Times as texts, as a filter is kept. */
  private static Object stored(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> kept = new LinkedHashMap<>();
        map.forEach((name, inner) -> kept.put(name, stored(inner)));
        yield kept;
      }
      case List<?> list -> list.stream().map(ListsTest::stored).toList();
      case Instant time -> time.toString();
      default -> value;
    };
  }

  private static List<UUID> naive(Table<Ticket> table, RandomFilter wish, Order<Ticket> order) {
    List<Ticket> found = new ArrayList<>();
    table.forEach(ticket -> {
      if (wish.matches().test(ticket)) {
        found.add(ticket);
      }
    });
    found.sort((a, b) ->
        order.compare(
            order.keys(a, table.slotOf(a.id())),
            table.slotOf(a.id()),
            order.keys(b, table.slotOf(b.id())),
            table.slotOf(b.id())));
    return found.stream().map(Ticket::id).toList();
  }

  private static Map<UUID, List<Object>> keys(RandomTickets tickets, Order<Ticket> order) {
    Map<UUID, List<Object>> keys = new LinkedHashMap<>();
    Table<Ticket> table = tickets.table();
    table.forEach(ticket ->
        keys.put(ticket.id(), Arrays.asList(order.keys(ticket, table.slotOf(ticket.id())))));
    return keys;
  }
}
