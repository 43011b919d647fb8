package dev.trestle.domain.query;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.desk.SmallDesk;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.desk.TicketType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tickets of any kind, with few different values so that filters match and orders have ties. */
final class RandomTickets {
  static final UUID[] CONTACTS = {SmallDesk.CARL, SmallDesk.CLARA, SmallDesk.GUS};
  static final UUID[] COMPANIES = {SmallDesk.ACME, SmallDesk.GLOBEX};
  static final UUID[] AGENTS = {SmallDesk.ADA, SmallDesk.BOB, SmallDesk.LEFT};
  static final UUID[] TEAMS = {SmallDesk.FIRST_LINE, SmallDesk.SECOND_LINE};
  static final UUID[] QUEUES = {SmallDesk.SUPPORT, SmallDesk.FIELD_WORK};
  static final String[] TAGS = {"printer", "network", "vip", "billing"};
  static final String[] WORDS = {"Printer", "jam", "Ümlaut", "network DOWN", "straße", "a"};
  static final long EPOCH = 1_900_000_000_000L;

  final SmallDesk small = new SmallDesk();
  private final Random random;
  private long next;

  RandomTickets(long seed) {
    random = new Random(seed * 7919);
  }

  Table<Ticket> table() {
    return small.desk.state().table(Tables.TICKETS);
  }

  /** Adds so many tickets, of which a few vanish again so that slots stay empty. */
  void fill(int size) {
    for (int left = size; left > 0; left -= 500) {
      int batch = Math.min(500, left);
      arrange(draft -> {
        for (int i = 0; i < batch; i++) {
          draft.put(Tables.TICKETS, any(new UUID(70, next++), 0));
        }
      });
    }
    for (int i = 0; i < size / 20; i++) {
      Ticket ticket = table().get(new UUID(70, random.nextLong(next)));
      if (ticket != null) {
        arrange(draft -> draft.remove(Tables.TICKETS, ticket));
      }
    }
  }

  /** Adds, changes and removes some tickets, and tells which. */
  List<UUID> change(Random chance, int count) {
    List<UUID> touched = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Ticket ticket = table().get(new UUID(70, chance.nextLong(next + 3)));
      touched.add(ticket == null ? new UUID(70, next) : ticket.id());
      arrange(draft -> {
        if (ticket == null) {
          draft.put(Tables.TICKETS, any(new UUID(70, next++), 0));
        } else if (chance.nextInt(8) == 0) {
          draft.remove(Tables.TICKETS, ticket);
        } else {
          draft.put(Tables.TICKETS, any(ticket.id(), ticket.version()));
        }
      });
    }
    return touched;
  }

  private void arrange(java.util.function.Consumer<Draft> how) {
    var answer = small.desk.execute(new DomainDesk.Arrange(how), DomainDesk.SYSTEM);
    if (!answer.done()) {
      throw new AssertionError(answer.problems());
    }
  }

  private Ticket any(UUID id, int version) {
    StatusCategory category = pick(StatusCategory.values());
    String status = category.name().toLowerCase(java.util.Locale.ROOT);
    TicketDraft ticket =
        new TicketDraft(
            id, words(), pick(QUEUES), new QueueStatus(status, status, category), time());
    ticket.version = version;
    ticket.number = "N" + id.getLeastSignificantBits();
    ticket.updatedAtMillis = ticket.createdAtMillis + random.nextInt(5) * 60_000L;
    ticket.priority = pick(TicketPriority.values());
    ticket.type = pick(TicketType.values());
    ticket.requesterId = maybe(pick(CONTACTS));
    ticket.companyId = maybe(pick(COMPANIES));
    ticket.siteId = maybe(SmallDesk.ACME_SITE);
    ticket.assigneeId = maybe(pick(AGENTS));
    ticket.teamId = maybe(pick(TEAMS));
    ticket.parentId = random.nextInt(6) == 0 ? new UUID(70, random.nextInt(20)) : null;
    TreeSet<UUID> watchers = new TreeSet<>();
    TreeSet<UUID> partners = new TreeSet<>();
    TreeSet<String> tags = new TreeSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      watchers.add(random.nextBoolean() ? pick(CONTACTS) : pick(AGENTS));
      tags.add(pick(TAGS));
      if (random.nextInt(3) == 0) {
        partners.add(pick(COMPANIES));
      }
    }
    ticket.watcherIds = List.copyOf(watchers);
    ticket.sharedWithCompanyIds = List.copyOf(partners);
    ticket.tags = List.copyOf(tags);
    ticket.dueAtMillis = random.nextBoolean() ? 0 : time();
    ticket.resolvedAtMillis = category.open() ? 0 : time();
    ticket.unansweredSinceMillis = random.nextInt(3) == 0 ? time() : 0;
    ticket.reopenCount = random.nextInt(4);
    ticket.reassignmentCount = random.nextInt(3);
    ticket.source = random.nextBoolean() ? "api" : "import";
    ticket.externalKey = random.nextBoolean() ? null : "K" + id.getLeastSignificantBits();
    ticket.customFields = fields();
    return ticket.build();
  }

  private TreeMap<String, Object> fields() {
    TreeMap<String, Object> fields = new TreeMap<>();
    if (random.nextBoolean()) {
      fields.put("text", random.nextInt(5) == 0 ? "long ".repeat(100) : words());
    }
    if (random.nextBoolean()) {
      fields.put("integer", (long) random.nextInt(5) - 2);
    }
    if (random.nextBoolean()) {
      fields.put("decimal", new BigDecimal(random.nextInt(5)).movePointLeft(random.nextInt(2)));
    }
    if (random.nextBoolean()) {
      fields.put("boolean", random.nextBoolean());
    }
    if (random.nextBoolean()) {
      fields.put("date", "2031-03-0" + (1 + random.nextInt(5)));
    }
    if (random.nextBoolean()) {
      fields.put("choice", pick(new String[] {"red", "green", "blue"}));
    }
    if (random.nextBoolean()) {
      List<String> many = new ArrayList<>(List.of("red"));
      if (random.nextBoolean()) {
        many.add("blue");
      }
      fields.put("multi_choice", many);
    }
    return fields;
  }

  private String words() {
    return pick(WORDS) + " " + pick(WORDS);
  }

  private long time() {
    return EPOCH + random.nextInt(40) * 3_600_000L;
  }

  private <T> @Nullable T maybe(T value) {
    return random.nextInt(3) == 0 ? null : value;
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }
}
