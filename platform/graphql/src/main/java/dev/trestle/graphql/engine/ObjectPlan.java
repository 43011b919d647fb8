package dev.trestle.graphql.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The selection of one place in a document over one object type.
 *
 * @param steps what is written, in order
 * @param staged the fields that are loaded before writing
 */
record ObjectPlan(String typeName, Step[] steps, FieldPlan[] staged) {

  /** A field, or bytes that are the same every time: {@code __typename} with its key. */
  record Step(@Nullable FieldPlan field, byte @Nullable [] constant) {}

  static ObjectPlan of(String typeName, List<Step> steps, List<FieldPlan> staged) {
    return new ObjectPlan(typeName, steps.toArray(new Step[0]), staged.toArray(new FieldPlan[0]));
  }

  boolean isStaged() {
    return staged.length > 0;
  }
}
