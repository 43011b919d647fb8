package dev.trestle.sdk.command;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Spi;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mutation that a plugin adds. Its schema text declares the mutation with one argument {@code
 * input}, an input type with the fields {@code operationKey: UUID} and {@code dryRun: Boolean}, and
 * a payload type with {@code userErrors: [UserError!]!} and {@code warnings: [Warning!]!}; the desk
 * takes care of these four.
 *
 * <pre>{@code
 * Mutation.of("checklistItemCheck", CheckItem.class, ChecklistDeciders::check)
 *     .needs("checklist.work")
 *     .shows("item", answer -> answer.snapshot().records(ITEMS).get(answer.id("item")))
 * }</pre>
 *
 * <p>Immutable: every method gives another mutation.
 *
 * @param <C> the input as a record: a component takes the input field of its name. Components are
 *     UUID (also for ids), String, Integer, Boolean, Long, BigDecimal, Instant, LocalDate,
 *     Duration, enums, lists and records of them, {@link Given} where absent and null differ, and
 *     {@code Map<String, Object>} for an input type of the desk's, such as TicketFilter, as {@link
 *     Snapshot#tickets} takes it
 */
@Api
public final class Mutation<C extends Record> {
  private final String name;
  private final Class<C> input;
  private final Decider<C> decider;
  private final @Nullable String permission;
  private final @Nullable Check<C> check;
  private final SequencedMap<String, PayloadField> payload;

  private Mutation(
      String name,
      Class<C> input,
      Decider<C> decider,
      @Nullable String permission,
      @Nullable Check<C> check,
      SequencedMap<String, PayloadField> payload) {
    this.name = Objects.requireNonNull(name);
    this.input = Objects.requireNonNull(input);
    this.decider = Objects.requireNonNull(decider);
    this.permission = permission;
    this.check = check;
    this.payload = payload;
  }

  public static <C extends Record> Mutation<C> of(String name, Class<C> input, Decider<C> decider) {
    return new Mutation<>(name, input, decider, null, null, new LinkedHashMap<>());
  }

  /** Refuses viewers without this permission before the decider is asked. */
  public Mutation<C> needs(String held) {
    return new Mutation<>(name, input, decider, held, check, payload);
  }

  /**
   * Looks around before the decider is asked, when the viewer holds the permission: the one place
   * where a mutation may wait for the network. Also under a dry run.
   */
  public Mutation<C> checkedFirst(Check<C> lookout) {
    return new Mutation<>(name, input, decider, permission, lookout, payload);
  }

  /** Adds a field of the payload; null, or an empty list, when the mutation was refused. */
  public Mutation<C> shows(String field, PayloadField value) {
    SequencedMap<String, PayloadField> more = new LinkedHashMap<>(payload);
    if (more.put(field, value) != null) {
      throw new IllegalArgumentException(name + " shows " + field + " twice");
    }
    return new Mutation<>(name, input, decider, permission, check, more);
  }

  public String name() {
    return name;
  }

  public Class<C> input() {
    return input;
  }

  public Decider<C> decider() {
    return decider;
  }

  public @Nullable String permission() {
    return permission;
  }

  /** What is asked before the decider; null when nothing is. */
  public @Nullable Check<C> check() {
    return check;
  }

  /** The payload's fields besides the errors and warnings. */
  public Map<String, PayloadField> payload() {
    return java.util.Collections.unmodifiableMap(payload);
  }

  /**
   * Finds problems that only a look outside can show, such as an address that may not be called.
   *
   * @param <C> the input as a record
   */
  @Spi
  @FunctionalInterface
  public interface Check<C> {
    /** How long it may take. */
    Duration LIMIT = Duration.ofSeconds(10);

    /**
     * Looks once; an exception is answered as a fault of the plugin.
     *
     * @return why the mutation must be refused; empty to go on to the decider
     */
    List<Problem> problems(Asked<C> asked) throws Exception;
  }

  /**
   * What a check is handed.
   *
   * @param snapshot the latest; the decider may see a newer one
   */
  public record Asked<C>(C input, Viewer viewer, Snapshot snapshot, Surroundings surroundings) {}

  /** Reads one field of the payload. */
  @Spi
  @FunctionalInterface
  public interface PayloadField {
    @Nullable Object value(Answer answer);
  }

  /** What became of the mutation. */
  @Api
  public interface Answer {
    /** After the commit; as it would be under a dry run; as it was for a repeated operation key. */
    Snapshot snapshot();

    Viewer viewer();

    Surroundings surroundings();

    /**
     * Whether this is an earlier answer given again under its operation key: what is shown once,
     * such as a secret, has been shown.
     */
    boolean repeated();

    /** The id that the decider named by {@link Draft#result}; null when it named none. */
    @Nullable UUID id(String name);
  }

  /**
   * An input that may be absent (leave as it is), null (remove) or a value (set).
   *
   * @param <T> what is set
   */
  public record Given<T>(boolean present, @Nullable T value) {}
}
