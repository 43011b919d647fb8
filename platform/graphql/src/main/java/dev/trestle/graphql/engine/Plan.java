package dev.trestle.graphql.engine;

/** A compiled operation. Safe for use by several threads. */
final class Plan {
  private static final int SMALLEST = 256;
  private static final int LARGEST_HINT = 1 << 18;

  private final OperationKind kind;
  private final ObjectPlan root;
  private final PlanCompiler compiler;

  /** The size of an answer not long ago; a race loses nothing but a guess. */
  private volatile int sizeHint = SMALLEST;

  Plan(OperationKind kind, ObjectPlan root, PlanCompiler compiler) {
    this.kind = kind;
    this.root = root;
    this.compiler = compiler;
  }

  OperationKind kind() {
    return kind;
  }

  ObjectPlan root() {
    return root;
  }

  PlanCompiler compiler() {
    return compiler;
  }

  int sizeHint() {
    return sizeHint;
  }

  void wrote(int bytes) {
    int wanted = Math.min(LARGEST_HINT, bytes + bytes / 8 + 64);
    if (wanted > sizeHint || wanted < sizeHint / 2) {
      sizeHint = wanted;
    }
  }
}
