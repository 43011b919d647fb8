package dev.trestle.sdk.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The fields of one object type, each registered by kind. Several parts may register fields of one
 * type, as long as they name the same Java class and no field twice.
 *
 * <pre>{@code
 * Fields.of("Ticket", Ticket.class)
 *     .getter("subject", Ticket::subject)
 *     .intGetter("version", Ticket::version)
 *     .batch("assignee", (tickets, arguments, context) -> agents.of(tickets, context))
 *     .batch("internalNotes", notes::load).guarded("note.read")
 * }</pre>
 *
 * <p>Not safe for use by several threads; built once at start-up.
 *
 * @param <S> the class of the objects behind the type
 */
public final class Fields<S> {
  private final String type;
  private final Class<S> javaClass;
  private final List<FieldEntry<S>> entries = new ArrayList<>();

  private Fields(String type, Class<S> javaClass) {
    this.type = Objects.requireNonNull(type);
    this.javaClass = Objects.requireNonNull(javaClass);
  }

  /**
   * Starts the fields of an object type. Where the type implements an interface or belongs to a
   * union, an object of this class, or of a subclass that has no type of its own, resolves to it.
   */
  public static <S> Fields<S> of(String type, Class<S> javaClass) {
    return new Fields<>(type, javaClass);
  }

  public Fields<S> getter(String name, FieldKind.Getter<S> getter) {
    return add(name, getter);
  }

  public Fields<S> intGetter(String name, FieldKind.IntGetter<S> getter) {
    return add(name, getter);
  }

  public Fields<S> longGetter(String name, FieldKind.LongGetter<S> getter) {
    return add(name, getter);
  }

  public Fields<S> booleanGetter(String name, FieldKind.BooleanGetter<S> getter) {
    return add(name, getter);
  }

  public Fields<S> utf8Getter(String name, FieldKind.Utf8Getter<S> getter) {
    return add(name, getter);
  }

  public Fields<S> computed(String name, FieldKind.Computed<S> computed) {
    return add(name, computed);
  }

  public Fields<S> batch(String name, FieldKind.Batch<S> batch) {
    return add(name, batch);
  }

  /** A field with a time limit of its own; see {@link FieldKind.Slow}. */
  public Fields<S> slow(String name, Duration limit, FieldKind.Computed<S> call) {
    return add(name, new FieldKind.Slow<>(limit, call));
  }

  /** Guards the field registered last: without the permission it is null with a FORBIDDEN error. */
  public Fields<S> guarded(String permission) {
    return guarded(permission, FieldEntry.Refusal.ERROR);
  }

  /** Guards the field registered last, with a chosen answer for viewers without the permission. */
  public Fields<S> guarded(String permission, FieldEntry.Refusal refusal) {
    FieldEntry<S> last = entries.removeLast();
    entries.add(new FieldEntry<>(last.name(), last.kind(), permission, refusal, last.cost()));
    return this;
  }

  /** Gives the field registered last a weight of its own in the cost limit. */
  public Fields<S> cost(int weight) {
    FieldEntry<S> last = entries.removeLast();
    entries.add(
        new FieldEntry<>(last.name(), last.kind(), last.permission(), last.refusal(), weight));
    return this;
  }

  /** The object type's name in the schema. */
  public String type() {
    return type;
  }

  public Class<S> javaClass() {
    return javaClass;
  }

  /** The fields in the order of registration. */
  public List<FieldEntry<S>> entries() {
    return List.copyOf(entries);
  }

  private Fields<S> add(String name, FieldKind<S> kind) {
    for (FieldEntry<S> entry : entries) {
      if (entry.name().equals(name)) {
        throw new IllegalArgumentException(type + "." + name + " is registered twice");
      }
    }
    entries.add(new FieldEntry<>(name, kind, null, FieldEntry.Refusal.ERROR, -1));
    return this;
  }
}
