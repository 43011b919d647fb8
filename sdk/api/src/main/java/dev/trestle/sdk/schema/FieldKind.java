package dev.trestle.sdk.schema;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a field gets its value. The kind tells the engine what it may do: call once per object while
 * writing the answer, call once for a whole level, or run aside with a time limit.
 *
 * <p>Unless a kind says otherwise: it is called on the request's own thread, may throw {@link
 * FieldProblem} to explain a missing value, returns null for "no value", and returns Java objects
 * that the schema's types can write: {@code String}, boxed numbers and booleans, {@code
 * java.util.UUID}, {@code java.time.Instant}, {@code LocalDate} and {@code Duration}, {@code
 * BigDecimal}, enum constants (by name), collections for lists, and objects of a registered class
 * for object types.
 *
 * @param <S> the class of the object the field belongs to
 */
public sealed interface FieldKind<S> {

  /** A plain property: quick, without arguments, the same value each time within one request. */
  non-sealed interface Getter<S> extends FieldKind<S> {
    @Nullable Object get(S source);
  }

  /** A property of type {@code Int}, never null, without boxing. */
  non-sealed interface IntGetter<S> extends FieldKind<S> {
    int get(S source);
  }

  /** A property of type {@code Long}, never null, without boxing. */
  non-sealed interface LongGetter<S> extends FieldKind<S> {
    long get(S source);
  }

  /** A property of type {@code Boolean}, never null, without boxing. */
  non-sealed interface BooleanGetter<S> extends FieldKind<S> {
    boolean get(S source);
  }

  /**
   * A property of type {@code String} or {@code ID} that is at hand as UTF-8. The bytes are the
   * plain text, not JSON; the engine escapes them and never changes the array.
   */
  non-sealed interface Utf8Getter<S> extends FieldKind<S> {
    byte @Nullable [] get(S source);
  }

  /** A field that needs arguments or the request. Called once per object. */
  non-sealed interface Computed<S> extends FieldKind<S> {
    @Nullable Object get(S source, Arguments arguments, RequestContext context);
  }

  /**
   * A field loaded for all objects of a level at once: one call per level and selection, however
   * many parents there are. Several aliases of the field with different arguments are several
   * selections.
   */
  non-sealed interface Batch<S> extends FieldKind<S> {
    /**
     * @param sources the parents in the order of the answer, at least one; the same object may
     *     stand there more than once
     * @return as many values as sources, in the same order; an element may be null, or a {@link
     *     FieldProblem} for this parent alone
     */
    List<? extends @Nullable Object> load(
        List<S> sources, Arguments arguments, RequestContext context);
  }

  /**
   * A field that may take its time. Each parent's call runs on a virtual thread; those not done
   * within the limit are interrupted and become null with the code {@code FIELD_TIMEOUT}, and the
   * rest of the answer arrives all the same.
   *
   * @param limit for all calls of a level together, positive
   */
  record Slow<S>(Duration limit, Computed<S> call) implements FieldKind<S> {
    public Slow {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException("a slow field needs a positive limit, not " + limit);
      }
    }
  }

  /** A subscription's root field: opens the stream of events that one subscriber pulls. */
  non-sealed interface Live extends FieldKind<Object> {
    LiveSource open(Arguments arguments, RequestContext context);
  }
}
