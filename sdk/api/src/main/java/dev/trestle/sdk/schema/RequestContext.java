package dev.trestle.sdk.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one request carries to every field it reads: what the viewer may do, the trace id, the
 * deadline, and facts looked up by class, such as the viewer and the pinned snapshot, which the SDK
 * does not know. All fields of one query read the same snapshot. A mutation that committed pins the
 * newer snapshot by {@link #pin}, so that its payload shows what it wrote.
 *
 * <p>One context serves one execution. Slow fields read it from threads of their own; only a
 * mutation's root field may call {@link #pin}, and no other field runs at that time.
 */
public final class RequestContext {
  private final Predicate<String> permissions;
  private final String traceId;
  private final long deadlineNanos;
  private volatile Object[] facts;

  private RequestContext(Builder builder) {
    this.permissions = builder.permissions;
    this.traceId = builder.traceId;
    this.deadlineNanos = System.nanoTime() + builder.timeLimit.toNanos();
    this.facts = builder.facts.toArray();
  }

  /** Starts a context; the trace id is the one that also stands in logs and errors. */
  public static Builder withTraceId(String traceId) {
    return new Builder(traceId);
  }

  /** Whether the viewer holds the permission, its token's scopes already considered. */
  public boolean may(String permission) {
    return permissions.test(permission);
  }

  public String traceId() {
    return traceId;
  }

  /** The moment on {@link System#nanoTime()} after which the engine gives up on the request. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /**
   * The fact filed under this class.
   *
   * @throws IllegalStateException when there is none: a mistake in wiring, not of the client
   */
  public <T> T get(Class<T> key) {
    T found = find(key);
    if (found == null) {
      throw new IllegalStateException("the request carries no " + key.getName());
    }
    return found;
  }

  /** The fact filed under this class, or null. */
  public <T> @Nullable T find(Class<T> key) {
    Object[] pairs = facts;
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] == key) {
        return key.cast(pairs[i + 1]);
      }
    }
    return null;
  }

  /** Files a fact, in place of an earlier one of the same class, for the rest of the request. */
  public <T> void pin(Class<T> key, T value) {
    Object[] pairs = facts.clone();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] == key) {
        pairs[i + 1] = value;
        facts = pairs;
        return;
      }
    }
    Object[] longer = java.util.Arrays.copyOf(pairs, pairs.length + 2);
    longer[pairs.length] = key;
    longer[pairs.length + 1] = value;
    facts = longer;
  }

  /**
   * Collects a context's parts. Without permissions the viewer may nothing; the default limit is 10
   * s.
   */
  public static final class Builder {
    private final String traceId;
    private final List<Object> facts = new ArrayList<>(6);
    private Predicate<String> permissions = permission -> false;
    private Duration timeLimit = Duration.ofSeconds(10);

    private Builder(String traceId) {
      this.traceId = Objects.requireNonNull(traceId);
    }

    public Builder permissions(Predicate<String> held) {
      this.permissions = Objects.requireNonNull(held);
      return this;
    }

    /** The time the whole request may take, counted from {@link #build()}. */
    public Builder timeLimit(Duration limit) {
      this.timeLimit = Objects.requireNonNull(limit);
      return this;
    }

    public <T> Builder with(Class<T> key, T value) {
      facts.add(Objects.requireNonNull(key));
      facts.add(Objects.requireNonNull(value));
      return this;
    }

    public RequestContext build() {
      return new RequestContext(this);
    }
  }
}
