package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnmodifiedType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One composed schema with its registrations, documents and plans. Requests hold the generation
 * they began with; when a newer one takes its place, it is retired, and drained once the last of
 * them is done. Nothing of a retired generation is reachable from a newer one.
 */
public final class SchemaGeneration {
  private final GraphQLSchema schema;
  private final Map<String, Map<String, BoundField>> fields;
  private final TypeTable types;
  private final List<String> plugins;
  private final EngineLimits limits;
  private final Map<String, LeafWriter> leaves = new HashMap<>();
  private final DocumentCache documents;
  private final GraphQL interpreter;
  private final CountDownLatch drained = new CountDownLatch(1);

  /** Holders, plus one for being current; at zero the generation is drained for good. */
  private final AtomicLong holders = new AtomicLong(1);

  SchemaGeneration(
      GraphQLSchema schema,
      Map<String, Map<String, BoundField>> fields,
      TypeTable types,
      List<String> plugins,
      EngineLimits limits) {
    this.schema = schema;
    this.fields = fields;
    this.types = types;
    this.plugins = List.copyOf(plugins);
    this.limits = limits;
    for (GraphQLType type : schema.getAllTypesAsList()) {
      if (graphql.schema.GraphQLTypeUtil.isLeaf(type)) {
        GraphQLUnmodifiedType leaf = (GraphQLUnmodifiedType) type;
        leaves.put(leaf.getName(), LeafWriter.of(leaf));
      }
    }
    this.documents = new DocumentCache(limits.documentCacheBytes());
    this.interpreter = Interpreter.over(schema);
  }

  /** The schema as text, in a stable order; what is checked in as composed schema. */
  public String printed() {
    return SchemaText.print(schema);
  }

  /** The names of its types but scalars, and of their members, such as {@code Ticket.number}. */
  public SortedSet<String> elements() {
    return SchemaElements.of(schema);
  }

  /** What the schema's texts lack by the rules of the house; empty when all is well. */
  public List<String> lint() {
    return SchemaLint.check(schema);
  }

  /**
   * An input object as a client's variable would become it: checked against the schema, defaults
   * filled in.
   *
   * @param type the name of an input type
   * @param raw Java values of the scalars' own classes may stand beside those that JSON has
   * @throws FieldProblem when it does not fit
   */
  public Arguments input(String type, Map<String, ? extends @Nullable Object> raw) {
    return InputCheck.input(schema, type, raw);
  }

  /** The ids of the plugins that are part of it. */
  public List<String> plugins() {
    return plugins;
  }

  /** The names of the types of which a document asks for fields; none when it is no document. */
  public Set<String> reachedTypes(String document) {
    return ReachedTypes.of(schema, document);
  }

  GraphQLSchema schema() {
    return schema;
  }

  TypeTable types() {
    return types;
  }

  EngineLimits limits() {
    return limits;
  }

  DocumentCache documents() {
    return documents;
  }

  GraphQL interpreter() {
    return interpreter;
  }

  BoundField field(String type, String name) {
    Map<String, BoundField> byName = fields.get(type);
    BoundField field = byName == null ? null : byName.get(name);
    if (field == null) {
      throw new IllegalStateException("no such field: " + type + "." + name);
    }
    return field;
  }

  LeafWriter leaf(GraphQLUnmodifiedType type) {
    LeafWriter writer = leaves.get(type.getName());
    if (writer == null) {
      throw new IllegalStateException("no such leaf type: " + type.getName());
    }
    return writer;
  }

  /**
   * Takes hold, so that the plugins it was made of stay until {@link #release}; false when the
   * generation is already drained, and so another one is there.
   */
  public boolean hold() {
    while (true) {
      long now = holders.get();
      if (now == 0) {
        return false;
      }
      if (holders.compareAndSet(now, now + 1)) {
        return true;
      }
    }
  }

  /** Lets go of what was held. */
  public void release() {
    if (holders.decrementAndGet() == 0) {
      drained.countDown();
    }
  }

  /** Whether the last holder let go within this time; meaningful once the engine moved on. */
  public boolean awaitDrained(Duration limit) throws InterruptedException {
    return drained.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
