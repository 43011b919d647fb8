package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import graphql.language.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One response key of an object in a plan: the merged field behind it and how to get its value. */
final class FieldPlan {
  final String responseKey;

  /** The quoted key with its colon, and with the comma before it where it is not the first. */
  final byte[] key;

  final BoundField bound;
  final FieldKind<Object> kind;

  /** The kind once more, where it is this one; reading it costs less than asking for its class. */
  final FieldKind.@Nullable Getter<Object> getter;

  final FieldKind.@Nullable IntGetter<Object> intGetter;
  final boolean guarded;
  final Shape shape;
  final @Nullable SelectionPlan selection;

  /** Where the value is loaded before writing: a batch or slow field, or one above such. */
  final boolean staged;

  /** The column of a staged field within its object's frame; else -1. */
  final int column;

  /** Coerced once, when no variable takes part: Arguments or the FieldProblem that hinders. */
  final @Nullable Object constantArguments;

  /** Where this request's coerced arguments are kept, when variables take part; else -1. */
  final int argumentSlot;

  final List<graphql.language.Argument> argumentNodes;
  final int line;
  final int lineColumn;

  FieldPlan(
      String responseKey,
      boolean first,
      Field node,
      BoundField bound,
      Shape shape,
      @Nullable SelectionPlan selection,
      int column,
      @Nullable Object constantArguments,
      int argumentSlot) {
    this.responseKey = responseKey;
    this.key = key(responseKey, first);
    this.bound = bound;
    this.kind = bound.kind();
    this.getter = kind instanceof FieldKind.Getter<Object> plain ? plain : null;
    this.intGetter = kind instanceof FieldKind.IntGetter<Object> number ? number : null;
    this.guarded = bound.entry().permission() != null;
    this.shape = shape;
    this.selection = selection;
    this.staged = column >= 0;
    this.column = column;
    this.constantArguments = constantArguments;
    this.argumentSlot = argumentSlot;
    this.argumentNodes = node.getArguments();
    this.line = node.getSourceLocation() == null ? 0 : node.getSourceLocation().getLine();
    this.lineColumn = node.getSourceLocation() == null ? 0 : node.getSourceLocation().getColumn();
  }

  static byte[] key(String responseKey, boolean first) {
    return ((first ? "\"" : ",\"") + responseKey + "\":").getBytes(StandardCharsets.UTF_8);
  }

  /** The coerced arguments known at compile time, or null when they differ by request. */
  @Nullable Arguments arguments() {
    return constantArguments instanceof Arguments arguments ? arguments : null;
  }
}
