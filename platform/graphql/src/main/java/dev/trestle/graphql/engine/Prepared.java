package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.RequestContext;

/**
 * A request after its document was parsed, validated and checked against the limits. It holds the
 * schema generation it was prepared for, so it is executed or closed soon, exactly once.
 */
public sealed interface Prepared {

  /** An operation that may run: give it to {@link GraphQlEngine#execute(Ready, RequestContext)}. */
  non-sealed interface Ready extends Prepared, AutoCloseable {
    OperationKind kind();

    /** Lets go of the schema generation without executing; without effect after execution. */
    @Override
    void close();
  }

  /** A request that was refused; the answer says why. */
  record Refused(GraphQlResponse response) implements Prepared {}
}
