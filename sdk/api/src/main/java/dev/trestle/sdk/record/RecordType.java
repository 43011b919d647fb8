package dev.trestle.sdk.record;

import dev.trestle.sdk.promise.Api;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A type of a plugin's records, with the indexes the desk keeps for it. An index names components:
 * the desk keeps it without the plugin's code, also while the plugin is gone.
 *
 * <pre>{@code
 * static final RecordType<Item> ITEMS =
 *     RecordType.of("item", Item.class)
 *         .grouped("ticket", "ticketId")
 *         .unique("place", "CHECKLIST_PLACE_TAKEN", "ticketId", "place")
 *         .sortedWithin("order", "ticketId", "place");
 * }</pre>
 *
 * <p>Immutable: every method gives another type.
 *
 * @param <R> the record class
 */
@Api
public final class RecordType<R extends Record & DeskRecord> {
  /** The kinds of indexes. */
  public enum IndexKind {
    /** At most one record per key. */
    UNIQUE,
    /** The records of each key; a component that is a list gives a key for each element. */
    GROUPED,
    /** The records in ascending order of the components; those without a value are left out. */
    SORTED,
    /** The same for each value of the first component. */
    SORTED_WITHIN
  }

  /**
   * One index.
   *
   * @param code the problem code when a second record of a key is refused; empty unless UNIQUE
   * @param components of the record, at least one
   */
  public record Index(String name, IndexKind kind, String code, List<String> components) {
    public Index {
      Objects.requireNonNull(name);
      Objects.requireNonNull(kind);
      components = List.copyOf(components);
      if (components.isEmpty()) {
        throw new IllegalArgumentException("the index " + name + " names no component");
      }
    }
  }

  /**
   * What records that are their own timers wake.
   *
   * @param handler the name of one of the plugin's timer handlers
   * @param component the {@link Instant} at which a record asks for it; null: it does not
   */
  public record Waking(String handler, String component) {}

  /** The name of the index by which the desk finds the records whose time has come. */
  public static final String WAKING_INDEX = "waking";

  private final String name;
  private final Class<R> type;
  private final boolean ofTicket;
  private final int shape;
  private final List<Index> indexes;
  private final @Nullable Waking waking;
  private final SequencedMap<Integer, UnaryOperator<Map<String, Object>>> migrations;

  private RecordType(
      String name,
      Class<R> type,
      boolean ofTicket,
      int shape,
      List<Index> indexes,
      @Nullable Waking waking,
      SequencedMap<Integer, UnaryOperator<Map<String, Object>>> migrations) {
    this.waking = waking;
    this.name = Objects.requireNonNull(name);
    this.type = Objects.requireNonNull(type);
    this.ofTicket = ofTicket;
    this.shape = shape;
    this.indexes = List.copyOf(indexes);
    this.migrations = migrations;
    if (!name.matches("[a-z][A-Za-z0-9]{0,39}")) {
      throw new IllegalArgumentException("a record type is not called " + name);
    }
  }

  /**
   * Records that stand on their own.
   *
   * @param name unique within the plugin, lower camel case, at most 40 letters and digits; it names
   *     the stored records for good
   */
  public static <R extends Record & DeskRecord> RecordType<R> of(String name, Class<R> type) {
    return new RecordType<>(name, type, false, 1, List.of(), null, new LinkedHashMap<>());
  }

  /**
   * Records of tickets: at most one for each ticket, whose id is the ticket's. The desk's ticket
   * lists filter and sort by their grouped and sorted indexes as fast as by its own.
   */
  public static <R extends Record & DeskRecord> RecordType<R> ofTicket(String name, Class<R> type) {
    return new RecordType<>(name, type, true, 1, List.of(), null, new LinkedHashMap<>());
  }

  /** At most one record for each value of the components; none of which may then be null. */
  public RecordType<R> unique(String index, String code, String... components) {
    return with(new Index(index, IndexKind.UNIQUE, code, List.of(components)));
  }

  public RecordType<R> grouped(String index, String component) {
    return with(new Index(index, IndexKind.GROUPED, "", List.of(component)));
  }

  public RecordType<R> sorted(String index, String... components) {
    return with(new Index(index, IndexKind.SORTED, "", List.of(components)));
  }

  public RecordType<R> sortedWithin(String index, String group, String... components) {
    List<String> all = new ArrayList<>(List.of(group));
    all.addAll(List.of(components));
    return with(new Index(index, IndexKind.SORTED_WITHIN, "", all));
  }

  /**
   * Makes each record its own timer: when the time that a component holds has come, the plugin's
   * timer handler of this name is asked, under the record's id as the key, and with the ticket
   * where these are records of tickets. To put a record is to set, move or take back its timer. It
   * fires as other timers do, exactly once and with the true time, also after the desk was down:
   * the component is null again in the commit that holds what the handler changes. Where many
   * records wait for something, this costs each of them a small part of what a timer beside it
   * would.
   *
   * <p>A type has one such component at most. A timer that is set besides, for the same handler and
   * key, stays one of its own.
   *
   * @param component an {@link Instant}, null where nothing is foreseen
   */
  public RecordType<R> waking(String handler, String component) {
    if (waking != null) {
      throw new IllegalArgumentException(name + " wakes " + waking.handler() + " already");
    }
    for (RecordComponent each : type.getRecordComponents()) {
      if (each.getName().equals(component) && each.getType() == Instant.class) {
        List<Index> more = sorted(WAKING_INDEX, component).indexes;
        return new RecordType<>(
            name, type, ofTicket, shape, more, new Waking(handler, component), migrations);
      }
    }
    throw new IllegalArgumentException(name + " has no Instant " + component + " to wake by");
  }

  /**
   * Says how records of an older shape become records of the next. Needed when a component is
   * renamed or changes its meaning; added and removed components need nothing. The shape of a type
   * is one more than its last migration.
   *
   * @param from the shape it takes, counting from 1, each next one more than the last
   * @param step gets the stored fields, changes nothing else, and gives the new ones
   */
  public RecordType<R> migration(int from, UnaryOperator<Map<String, Object>> step) {
    if (from != shape) {
      throw new IllegalArgumentException("the next migration of " + name + " is from " + shape);
    }
    SequencedMap<Integer, UnaryOperator<Map<String, Object>>> more =
        new LinkedHashMap<>(migrations);
    more.put(from, step);
    return new RecordType<>(name, type, ofTicket, shape + 1, indexes, waking, more);
  }

  public String name() {
    return name;
  }

  public Class<R> type() {
    return type;
  }

  /** Whether these are records of tickets. */
  public boolean isOfTicket() {
    return ofTicket;
  }

  public int shape() {
    return shape;
  }

  public List<Index> indexes() {
    return indexes;
  }

  /** What its records wake when their time has come; null when they are no timers. */
  public @Nullable Waking waking() {
    return waking;
  }

  /** The steps by the shape they take. */
  public Map<Integer, UnaryOperator<Map<String, Object>>> migrations() {
    return java.util.Collections.unmodifiableMap(migrations);
  }

  private RecordType<R> with(Index index) {
    for (Index other : indexes) {
      if (other.name().equals(index.name())) {
        throw new IllegalArgumentException(name + " has two indexes called " + index.name());
      }
    }
    List<Index> more = new ArrayList<>(indexes);
    more.add(index);
    return new RecordType<>(name, type, ofTicket, shape, more, waking, migrations);
  }

  @Override
  public String toString() {
    return "RecordType[" + name + "]";
  }
}
