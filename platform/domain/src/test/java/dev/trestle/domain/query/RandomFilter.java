package dev.trestle.domain.query;

import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A filter input together with what it means, said a second time without any index. */
record RandomFilter(Map<String, Object> input, Predicate<Ticket> matches) {
  static final String[] SORTS = {
    "number",
    "subject",
    "priority",
    "statusCategory",
    "dueAt",
    "createdAt",
    "updatedAt",
    "resolvedAt",
    "unansweredSince",
    "custom.integer",
    "custom.text",
    "custom.decimal",
    "custom.boolean",
    "custom.multi_choice"
  };

  static Order<Ticket> order(Random random) {
    List<ListSchema.Wish> wishes = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      boolean down = random.nextBoolean();
      wishes.add(new ListSchema.Wish("priority", down));
      wishes.add(new ListSchema.Wish("dueAt", down));
    } else {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        wishes.add(new ListSchema.Wish(pick(random, SORTS), random.nextBoolean()));
      }
    }
    return DeskLists.TICKETS.order(wishes, List.of());
  }

  static RandomFilter any(Random random, State state, int depth) {
    Map<String, Object> input = new LinkedHashMap<>();
    Predicate<Ticket> matches = ticket -> true;
    for (int i = random.nextInt(4); i > 0; i--) {
      RandomFilter part =
          depth > 0 && random.nextInt(3) == 0 ? composed(random, state, depth) : one(random, state);
      if (part.input().keySet().stream().noneMatch(input::containsKey)) {
        input.putAll(part.input());
        matches = matches.and(part.matches());
      }
    }
    return new RandomFilter(input, matches);
  }

  private static RandomFilter composed(Random random, State state, int depth) {
    if (random.nextInt(3) == 0) {
      RandomFilter inner = any(random, state, depth - 1);
      return new RandomFilter(Map.of("not", inner.input()), inner.matches().negate());
    }
    boolean and = random.nextBoolean();
    List<Map<String, Object>> inputs = new ArrayList<>();
    Predicate<Ticket> matches = and ? t -> true : t -> false;
    for (int i = random.nextInt(4); i > 0; i--) {
      RandomFilter inner = any(random, state, depth - 1);
      inputs.add(inner.input());
      matches = and ? matches.and(inner.matches()) : matches.or(inner.matches());
    }
    return new RandomFilter(Map.of(and ? "and" : "or", inputs), matches);
  }

  private static RandomFilter one(Random random, State state) {
    return switch (random.nextInt(19)) {
      case 0 -> id(random, "queueId", RandomTickets.QUEUES, Ticket::queueId);
      case 1 -> id(random, "requesterId", RandomTickets.CONTACTS, Ticket::requesterId);
      case 2 -> id(random, "assigneeId", RandomTickets.AGENTS, Ticket::assigneeId);
      case 3 -> category(random);
      case 4 -> {
        TicketPriority priority = pick(random, TicketPriority.values());
        yield new RandomFilter(
            Map.of("priority", Map.of("ne", priority.name())), t -> t.priority() != priority);
      }
      case 5 -> {
        boolean open = random.nextBoolean();
        yield new RandomFilter(Map.of("open", open), t -> t.open() == open);
      }
      case 6 -> {
        boolean wanted = random.nextBoolean();
        yield new RandomFilter(
            Map.of("unanswered", wanted), t -> (t.unansweredSinceMillis() != 0) == wanted);
      }
      case 7 -> tags(random);
      case 8 -> time(random, "dueAt", Ticket::dueAtMillis);
      case 9 -> time(random, "createdAt", Ticket::createdAtMillis);
      case 10 -> time(random, "resolvedAt", Ticket::resolvedAtMillis);
      case 11 -> number(random);
      case 12 -> text(random, "subject", Ticket::subject);
      case 13 -> text(random, "externalKey", Ticket::externalKey);
      case 14 -> company(random, state);
      case 15 -> people(random, state);
      case 16 -> custom(random);
      case 17 -> custom(random);
      default -> {
        Map<String, Object> queue =
            Map.of(
                "queueId",
                Map.of("eq", SUPPORT.toString()),
                "statusCategory",
                Map.of(
                    "in",
                    List.of(
                        "NEW",
                        "OPEN",
                        "WAITING_ON_REQUESTER",
                        "WAITING_ON_THIRD_PARTY",
                        "SCHEDULED")));
        yield new RandomFilter(queue, t -> t.queueId().equals(SUPPORT) && t.open());
      }
    };
  }

  private static final UUID SUPPORT = RandomTickets.QUEUES[0];
  private static final UUID NOBODY = new UUID(0, 0);

  private static RandomFilter id(
      Random random, String field, UUID[] values, Function<Ticket, @Nullable UUID> getter) {
    UUID a = pick(random, values);
    UUID b = pick(random, values);
    return switch (random.nextInt(6)) {
      case 0 -> new RandomFilter(of(field, "eq", a.toString()), t -> a.equals(getter.apply(t)));
      case 1 -> new RandomFilter(of(field, "ne", a.toString()), t -> !a.equals(getter.apply(t)));
      case 2 ->
          new RandomFilter(
              of(field, "in", List.of(a.toString(), b.toString(), NOBODY.toString())),
              t -> a.equals(getter.apply(t)) || b.equals(getter.apply(t)));
      case 3 ->
          new RandomFilter(
              of(field, "notIn", List.of(a, b)),
              t -> !a.equals(getter.apply(t)) && !b.equals(getter.apply(t)));
      case 4 -> {
        boolean none = random.nextBoolean();
        yield new RandomFilter(of(field, "isNull", none), t -> (getter.apply(t) == null) == none);
      }
      default -> new RandomFilter(of(field, "eq", NOBODY.toString()), t -> false);
    };
  }

  private static RandomFilter category(Random random) {
    List<StatusCategory> wanted = new ArrayList<>();
    for (StatusCategory category : StatusCategory.values()) {
      if (random.nextInt(3) > 0) {
        wanted.add(category);
      }
    }
    return new RandomFilter(
        of("statusCategory", "in", wanted.stream().map(Enum::name).toList()),
        t -> wanted.contains(t.statusCategory()));
  }

  private static RandomFilter tags(Random random) {
    String a = pick(random, RandomTickets.TAGS);
    String b = pick(random, RandomTickets.TAGS);
    return switch (random.nextInt(4)) {
      case 0 ->
          new RandomFilter(
              of("tags", "hasAny", List.of(a, b)),
              t -> t.tags().contains(a) || t.tags().contains(b));
      case 1 ->
          new RandomFilter(
              of("tags", "hasAll", List.of(a, b)),
              t -> t.tags().contains(a) && t.tags().contains(b));
      case 2 ->
          new RandomFilter(
              of("tags", "hasNone", List.of(a, b)),
              t -> !t.tags().contains(a) && !t.tags().contains(b));
      default -> {
        boolean empty = random.nextBoolean();
        yield new RandomFilter(of("tags", "isEmpty", empty), t -> t.tags().isEmpty() == empty);
      }
    };
  }

  private static RandomFilter time(Random random, String field, Function<Ticket, Long> getter) {
    long bound = RandomTickets.EPOCH + random.nextInt(40) * 3_600_000L;
    Instant instant = Instant.ofEpochMilli(bound);
    return switch (random.nextInt(7)) {
      case 0 -> new RandomFilter(of(field, "gt", instant), t -> getter.apply(t) > bound);
      case 1 -> new RandomFilter(of(field, "gte", instant), t -> getter.apply(t) >= bound);
      case 2 ->
          new RandomFilter(
              of(field, "lt", instant), t -> getter.apply(t) != 0 && getter.apply(t) < bound);
      case 3 ->
          new RandomFilter(
              of(field, "lte", instant), t -> getter.apply(t) != 0 && getter.apply(t) <= bound);
      case 4 -> new RandomFilter(of(field, "eq", instant), t -> getter.apply(t) == bound);
      case 5 -> new RandomFilter(of(field, "lt", Instant.MAX), t -> getter.apply(t) != 0);
      default -> {
        boolean none = random.nextBoolean();
        yield new RandomFilter(of(field, "isNull", none), t -> (getter.apply(t) == 0) == none);
      }
    };
  }

  private static RandomFilter number(Random random) {
    int low = random.nextInt(4);
    int high = random.nextInt(4);
    return new RandomFilter(
        Map.of("reopenCount", Map.of("gte", low, "lt", high)),
        t -> t.reopenCount() >= low && t.reopenCount() < high);
  }

  private static RandomFilter text(
      Random random, String field, Function<Ticket, @Nullable String> getter) {
    String word = pick(random, RandomTickets.WORDS).toUpperCase(Locale.ROOT);
    String low = word.toLowerCase(Locale.ROOT);
    return switch (random.nextInt(3)) {
      case 0 ->
          new RandomFilter(of(field, "contains", word), t -> lower(getter.apply(t)).contains(low));
      case 1 ->
          new RandomFilter(
              of(field, "startsWith", word), t -> lower(getter.apply(t)).startsWith(low));
      default -> new RandomFilter(of(field, "eq", word), t -> word.equals(getter.apply(t)));
    };
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static RandomFilter company(Random random, State state) {
    boolean acme = random.nextBoolean();
    return new RandomFilter(
        Map.of("company", acme ? of("name", "startsWith", "ac") : Map.of()),
        t -> {
          Company company = state.get(Tables.COMPANIES, t.companyId());
          return company != null && (!acme || company.name().equals("Acme"));
        });
  }

  private static RandomFilter people(Random random, State state) {
    if (random.nextBoolean()) {
      return new RandomFilter(
          Map.of("assignee", Map.of("active", false)),
          t -> {
            Agent agent = state.get(Tables.AGENTS, t.assigneeId());
            return agent != null && !agent.active();
          });
    }
    return new RandomFilter(
        Map.of("requester", Map.of("not", Map.of("company", of("name", "eq", "Acme")))),
        t -> {
          Contact contact = state.get(Tables.CONTACTS, t.requesterId());
          Company company =
              contact == null ? null : state.get(Tables.COMPANIES, contact.companyId());
          return contact != null && (company == null || !company.name().equals("Acme"));
        });
  }

  private static RandomFilter custom(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> field("integer", "gte", "1", v -> (Long) v >= 1);
      case 1 -> field("decimal", "lt", "2.00", v -> ((BigDecimal) v).compareTo(BigDecimal.TWO) < 0);
      case 2 ->
          field("decimal", "eq", "1.00", v -> ((BigDecimal) v).compareTo(BigDecimal.ONE) == 0);
      case 3 -> field("boolean", "eq", "true", Boolean.TRUE::equals);
      case 4 -> field("multi_choice", "eq", "blue", v -> ((List<?>) v).contains("blue"));
      case 5 -> field("date", "gt", "2031-03-02", v -> v.toString().compareTo("2031-03-02") > 0);
      case 6 ->
          field(
              "text",
              "contains",
              "JAM",
              v -> v.toString().toLowerCase(Locale.ROOT).contains("jam"));
      default -> {
        RandomFilter is = field("choice", "eq", "red", "red"::equals);
        yield new RandomFilter(
            Map.of("customFields", List.of(Map.of("key", "choice", "ne", "red"))),
            is.matches().negate());
      }
    };
  }

  private static RandomFilter field(
      String key, String comparator, String value, Predicate<Object> holds) {
    return new RandomFilter(
        Map.of("customFields", List.of(Map.of("key", key, comparator, value))),
        t -> {
          Object own = t.customFields().get(key);
          return own != null && holds.test(Objects.requireNonNull(own));
        });
  }

  private static Map<String, Object> of(String field, String comparator, Object value) {
    return Map.of(field, Map.of(comparator, value));
  }

  private static <T> T pick(Random random, T[] from) {
    return from[random.nextInt(from.length)];
  }
}
