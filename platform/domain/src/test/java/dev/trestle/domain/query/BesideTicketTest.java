package dev.trestle.domain.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.domain.plugin.records.TestPlugin;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BesideTicketTest {
  record Due(UUID id, int version, @Nullable Instant dueOn, int rank) implements DeskRecord {}

  private static final RecordType<Due> DUES =
      RecordType.ofTicket("due", Due.class).sorted("due", "dueOn").sorted("rank", "rank");

  /** The share of tickets with a record, and of records with a time, in hundredths. */
  @ParameterizedTest
  @CsvSource({"1,0,0", "2,100,100", "3,50,50", "4,3,100", "5,97,99", "6,100,10"})
  void visitsEachTicketOnce_inBothDirections_whateverHasNoKey(long seed, int having, int timed) {
    RandomTickets tickets = new RandomTickets(seed);
    tickets.fill(3_000);
    Random random = new Random(seed);
    TestPlugin plugin =
        new TestPlugin(
            tickets.small.desk, TestPlugin.consent(List.of(), List.of()), TestPlugin.records(DUES));
    List<UUID> ids = new ArrayList<>();
    tickets.table().forEach(ticket -> ids.add(ticket.id()));
    plugin.execute(draft ->
        ids.forEach(id -> {
          if (random.nextInt(100) < having) {
            Instant at =
                random.nextInt(100) < timed ? Instant.ofEpochSecond(random.nextInt(400)) : null;
            draft.put(DUES, new Due(id, 0, at, random.nextInt(5)));
          }
        }));
    State state = tickets.small.desk.state();
    for (String field : List.of("dueOn", "rank")) {
      String index = field.equals("rank") ? "rank" : "due";
      Object unwritten = field.equals("rank") ? 0L : null;
      BesideTicket indexed =
          new BesideTicket("lists.due", field, unwritten, null, index, List.of());
      BesideTicket bare = new BesideTicket("lists.due", field, unwritten, null, null, List.of());
      for (boolean descending : List.of(false, true)) {
        Order<Ticket> order = order(indexed.sortKey(state, field), descending);
        Order<Ticket> plain = order(bare.sortKey(state, field), descending);
        for (Map<String, Object> input :
            List.of(
                Map.<String, Object>of(),
                Map.<String, Object>of("open", true),
                Map.<String, Object>of("subject", Map.of("contains", "a")))) {
          SlotFilter filter = DeskLists.TICKETS.filter(state, input, List.of());
          String where = "seed " + seed + " " + order.signature() + " " + input;
          List<UUID> wanted = walk(state, filter, plain, true);
          assertEquals(wanted, walk(state, filter, order, true), where);
          assertEquals(wanted.reversed(), walk(state, filter, order, false), where);
        }
      }
    }
  }

  private static Order<Ticket> order(SortKey<Ticket> key, boolean descending) {
    return new Order<>(List.of(new Order.Part<>(key, descending)));
  }

  private static List<UUID> walk(
      State state, SlotFilter filter, Order<Ticket> order, boolean forward) {
    Table<Ticket> table = state.table(Tables.TICKETS);
    List<UUID> all = new ArrayList<>();
    String cursor = null;
    boolean more = true;
    while (more) {
      Page<Ticket> page = Lists.page(table, filter, order, new PageRequest(forward, 150, cursor));
      List<UUID> ids = new ArrayList<>(page.items().stream().map(Ticket::id).toList());
      if (!forward) {
        Collections.reverse(ids);
      }
      all.addAll(ids);
      more = forward ? page.hasNext() : page.hasPrevious();
      if (more) {
        cursor = page.cursor().apply(forward ? page.items().size() - 1 : 0);
      }
    }
    return all;
  }
}
