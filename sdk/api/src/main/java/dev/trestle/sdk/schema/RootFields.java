package dev.trestle.sdk.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root fields that one part brings: queries, mutations and subscriptions. Guards and costs
 * apply to the field registered last, as in {@link Fields}.
 *
 * <p>Not safe for use by several threads; built once at start-up.
 */
public final class RootFields {

  /** A root query or mutation: there is no source object, only the request. */
  @FunctionalInterface
  public interface Root {
    @Nullable Object get(Arguments arguments, RequestContext context);
  }

  private enum Operation {
    QUERY,
    MUTATION,
    SUBSCRIPTION
  }

  private record RootEntry(Operation operation, FieldEntry<Object> entry) {}

  private final List<RootEntry> entries = new ArrayList<>();

  public RootFields query(String name, Root root) {
    return add(Operation.QUERY, name, computed(root));
  }

  /** A query with a time limit of its own; see {@link FieldKind.Slow}. */
  public RootFields slowQuery(String name, Duration limit, Root root) {
    return add(Operation.QUERY, name, new FieldKind.Slow<>(limit, computed(root)));
  }

  /** A mutation. Mutations of one request run strictly one after the other, payloads included. */
  public RootFields mutation(String name, Root root) {
    return add(Operation.MUTATION, name, computed(root));
  }

  public RootFields subscription(String name, FieldKind.Live live) {
    return add(Operation.SUBSCRIPTION, name, live);
  }

  /** Guards the field registered last: without the permission it is null with a FORBIDDEN error. */
  public RootFields guarded(String permission) {
    RootEntry last = entries.removeLast();
    FieldEntry<Object> old = last.entry();
    entries.add(
        new RootEntry(
            last.operation(),
            new FieldEntry<>(old.name(), old.kind(), permission, old.refusal(), old.cost())));
    return this;
  }

  /** Gives the field registered last a weight of its own in the cost limit. */
  public RootFields cost(int weight) {
    RootEntry last = entries.removeLast();
    FieldEntry<Object> old = last.entry();
    entries.add(
        new RootEntry(
            last.operation(),
            new FieldEntry<>(old.name(), old.kind(), old.permission(), old.refusal(), weight)));
    return this;
  }

  public List<FieldEntry<Object>> queries() {
    return of(Operation.QUERY);
  }

  public List<FieldEntry<Object>> mutations() {
    return of(Operation.MUTATION);
  }

  public List<FieldEntry<Object>> subscriptions() {
    return of(Operation.SUBSCRIPTION);
  }

  private List<FieldEntry<Object>> of(Operation operation) {
    return entries.stream()
        .filter(entry -> entry.operation() == operation)
        .map(RootEntry::entry)
        .toList();
  }

  private RootFields add(Operation operation, String name, FieldKind<Object> kind) {
    for (RootEntry entry : entries) {
      if (entry.operation() == operation && entry.entry().name().equals(name)) {
        throw new IllegalArgumentException("the root field " + name + " is registered twice");
      }
    }
    entries.add(
        new RootEntry(operation, new FieldEntry<>(name, kind, null, FieldEntry.Refusal.ERROR, -1)));
    return this;
  }

  private static FieldKind.Computed<Object> computed(Root root) {
    return (source, arguments, context) -> root.get(arguments, context);
  }
}
