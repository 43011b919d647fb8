package dev.trestle.sdk.command;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Spi;
import java.util.LinkedHashMap;
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
 *     Duration, enums, lists and records of them, and {@link Given} where absent and null differ
 */
@Api
public final class Mutation<C extends Record> {
  private final String name;
  private final Class<C> input;
  private final Decider<C> decider;
  private final @Nullable String permission;
  private final SequencedMap<String, PayloadField> payload;

  private Mutation(
      String name,
      Class<C> input,
      Decider<C> decider,
      @Nullable String permission,
      SequencedMap<String, PayloadField> payload) {
    this.name = Objects.requireNonNull(name);
    this.input = Objects.requireNonNull(input);
    this.decider = Objects.requireNonNull(decider);
    this.permission = permission;
    this.payload = payload;
  }

  public static <C extends Record> Mutation<C> of(String name, Class<C> input, Decider<C> decider) {
    return new Mutation<>(name, input, decider, null, new LinkedHashMap<>());
  }

  /** Refuses viewers without this permission before the decider is asked. */
  public Mutation<C> needs(String held) {
    return new Mutation<>(name, input, decider, held, payload);
  }

  /** Adds a field of the payload; null, or an empty list, when the mutation was refused. */
  public Mutation<C> shows(String field, PayloadField value) {
    SequencedMap<String, PayloadField> more = new LinkedHashMap<>(payload);
    if (more.put(field, value) != null) {
      throw new IllegalArgumentException(name + " shows " + field + " twice");
    }
    return new Mutation<>(name, input, decider, permission, more);
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

  /** The payload's fields besides the errors and warnings. */
  public Map<String, PayloadField> payload() {
    return java.util.Collections.unmodifiableMap(payload);
  }

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
