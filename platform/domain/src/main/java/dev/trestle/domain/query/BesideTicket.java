package dev.trestle.domain.query;

import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One field of the records that a plugin keeps beside tickets, to filter and sort tickets by. Such
 * a record lies in its ticket's slot, so the sets of its indexes are sets of tickets. A ticket
 * without a record is as one whose field was not written.
 *
 * @param table of the plugin's records
 * @param unwritten what the field is when it is not written
 * @param group the grouped index on the field; null when there is none
 * @param sorted the index sorted by it; null when there is none
 * @param constants the names of an enum in their order; empty for all other fields
 */
public record BesideTicket(
    String table,
    String field,
    @Nullable Object unwritten,
    @Nullable String group,
    @Nullable String sorted,
    List<String> constants) {
  public BesideTicket {
    constants = List.copyOf(constants);
  }

  /** {@code eq ne in notIn isNull} on ids; a malformed id is refused. */
  public FilterField<Ticket> ids() {
    return new IdField<>(
        (state, value, path) -> SlotFilter.and(keyed(state, value, Comparators::uuid)));
  }

  /** {@code eq ne in notIn isNull} on the constants of an enum. */
  public FilterField<Ticket> constant() {
    return (state, value, path) -> SlotFilter.and(keyed(state, value, Object::toString));
  }

  /** {@code eq ne in notIn isNull} exactly, {@code contains startsWith} without regard to case. */
  public FilterField<Ticket> texts() {
    return (state, value, path) -> {
      List<SlotFilter> parts = keyed(state, value, Object::toString);
      Map<?, ?> input = Comparators.map(value);
      if (input.get("contains") instanceof String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        parts.add(where(state, text -> lower(text).contains(wanted)));
      }
      if (input.get("startsWith") instanceof String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        parts.add(where(state, text -> lower(text).startsWith(wanted)));
      }
      return SlotFilter.and(parts);
    };
  }

  /** Yes or no; a field that is not written is no. */
  public FilterField<Ticket> flag() {
    return (state, value, path) -> {
      SlotFilter yes =
          group == null ? where(state, Boolean.TRUE::equals) : group(state, Boolean.TRUE);
      return Boolean.TRUE.equals(value) ? yes : new SlotFilter.Not(yes);
    };
  }

  /** {@code eq gt gte lt lte isNull} on instants. */
  public FilterField<Ticket> times() {
    return (state, value, path) -> compared(state, value, Comparators::instant);
  }

  /** {@code eq ne gt gte lt lte} on whole numbers. */
  public FilterField<Ticket> numbers() {
    return (state, value, path) ->
        compared(state, value, given -> given instanceof Number number ? number.longValue() : null);
  }

  /** The key to sort tickets by in this state; a ticket without a record has none. */
  public SortKey<Ticket> sortKey(State state, String name) {
    Table<NeutralRecord> records = state.pluginTable(table);
    SortedSlots tree = sorted == null ? null : records.sorted(sorted);
    return new SortKey<>(
        name,
        (ticket, slot) ->
            slot < records.slots() && records.at(slot) != null
                ? sortable(value(records, slot))
                : null,
        tree);
  }

  private List<SlotFilter> keyed(
      State state, Object value, Function<Object, @Nullable Object> parse) {
    List<SlotFilter> parts = new ArrayList<>();
    Comparators.map(value)
        .forEach((comparator, wanted) -> {
          if (wanted != null) {
            switch (String.valueOf(comparator)) {
              case "eq" -> parts.add(equal(state, parse.apply(wanted)));
              case "ne" -> parts.add(new SlotFilter.Not(equal(state, parse.apply(wanted))));
              case "in" -> parts.add(any(state, (Collection<?>) wanted, parse));
              case "notIn" ->
                  parts.add(new SlotFilter.Not(any(state, (Collection<?>) wanted, parse)));
              case "isNull" -> parts.add(empty(state, (boolean) wanted));
              default -> {}
            }
          }
        });
    return parts;
  }

  private SlotFilter any(
      State state, Collection<?> wanted, Function<Object, @Nullable Object> parse) {
    List<SlotFilter> parts = new ArrayList<>();
    for (Object one : wanted) {
      if (one != null) {
        parts.add(equal(state, parse.apply(one)));
      }
    }
    return parts.isEmpty() ? SlotFilter.NONE : SlotFilter.or(parts);
  }

  private SlotFilter equal(State state, @Nullable Object key) {
    if (key == null) {
      return SlotFilter.NONE;
    }
    // Tickets without a record stand in no index, yet they have the value that is never written.
    return group == null || key.equals(unwritten)
        ? where(
            state, own -> own instanceof Collection<?> many ? many.contains(key) : key.equals(own))
        : group(state, key);
  }

  private SlotFilter group(State state, Object key) {
    Table<NeutralRecord> records = state.pluginTable(table);
    String index = Objects.requireNonNull(group);
    // The index of an older version may lack it until the plugin's tables are defined anew.
    return records.hasGroup(index)
        ? SlotFilter.in(records.group(index, key))
        : where(
            state, own -> own instanceof Collection<?> many ? many.contains(key) : key.equals(own));
  }

  private SlotFilter compared(
      State state, Object value, Function<Object, ? extends @Nullable Comparable<?>> parse) {
    List<SlotFilter> parts = new ArrayList<>();
    Comparators.map(value)
        .forEach((comparator, wanted) -> {
          if (wanted instanceof Boolean none) {
            parts.add(empty(state, none));
          } else if (wanted != null) {
            Comparable<?> bound = parse.apply(wanted);
            Predicate<Integer> holds = Comparators.sign(String.valueOf(comparator));
            parts.add(
                bound == null
                    ? SlotFilter.NONE
                    : where(state, own -> own != null && holds.test(compare(own, bound))));
          }
        });
    return SlotFilter.and(parts);
  }

  private SlotFilter empty(State state, boolean wanted) {
    return where(
        state,
        own -> (own == null || own instanceof Collection<?> many && many.isEmpty()) == wanted);
  }

  private SlotFilter where(State state, Predicate<@Nullable Object> test) {
    Table<NeutralRecord> records = state.pluginTable(table);
    return SlotFilter.where(slot -> test.test(value(records, slot)));
  }

  private @Nullable Object value(Table<NeutralRecord> records, int slot) {
    NeutralRecord record = slot < records.slots() ? records.at(slot) : null;
    Object value = record == null ? null : record.extra().get(field);
    return value == null ? unwritten : value;
  }

  /** A Long or a String that sorts as the index does. */
  private @Nullable Object sortable(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag ? 1L : 0L;
      case Instant at -> nanos(at);
      case LocalDate day -> day.toEpochDay();
      case Duration length -> length.toNanos();
      case String name when !constants.isEmpty() -> place(name);
      default -> value;
    };
  }

  private Object place(String name) {
    int place = constants.indexOf(name);
    return place < 0 ? (long) Integer.MAX_VALUE : (long) place;
  }

  private static long nanos(Instant at) {
    try {
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    } catch (ArithmeticException tooFar) {
      return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static int compare(Object own, Comparable<?> bound) {
    return switch (own) {
      case Instant at when bound instanceof Instant other -> at.compareTo(other);
      case Number number when bound instanceof Long other ->
          Long.compare(number.longValue(), other);
      default -> own.toString().compareTo(bound.toString());
    };
  }

  private static String lower(@Nullable Object text) {
    return text == null ? "" : text.toString().toLowerCase(Locale.ROOT);
  }
}
