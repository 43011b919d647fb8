package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.LiveSource;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.ResumePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A subscription over its source. It holds the newest schema generation: when another takes its
 * place, the engine has its operation planned anew. Events of the desk go on from the same source;
 * those of a plugin from a new one, behind the last cursor. Where the operation does not fit the
 * new schema, the subscription ends and says why.
 */
final class OpenSubscription implements Subscription {
  /** What it reads with, all of one generation. */
  private record View(LiveRoot root, LiveSource source) {
    SchemaGeneration generation() {
      return root.prepared().generation();
    }
  }

  private final SchemaEngine engine;
  private final ReentrantLock changing = new ReentrantLock();

  /** How it was asked for; kept only where a plugin's source may have to be opened again. */
  private final @Nullable RequestContext asked;

  private volatile View now;

  /** The view that the latest item came from. */
  private volatile @Nullable View served;

  private volatile @Nullable FieldProblem ended;
  private volatile @Nullable String cursor;
  private boolean closed;

  OpenSubscription(SchemaEngine engine, LiveRoot root, LiveSource source, RequestContext asked) {
    this.engine = engine;
    this.now = new View(root, source);
    this.asked = root.ofPlugin() ? asked : null;
  }

  @Override
  public @Nullable LiveItem next(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      View view = now;
      LiveItem item;
      try {
        long left = Math.max(0, deadline - System.nanoTime());
        item = view.source().next(Duration.ofNanos(left));
      } catch (RuntimeException thrown) {
        throwIfEnded();
        if (view.source() != now.source()) {
          continue;
        }
        throw thrown;
      }
      throwIfEnded();
      if (view.source() != now.source()) {
        // The new source gives it again, for it begins behind the last one handed out.
        continue;
      }
      if (item != null && item != LiveItem.END) {
        served = view;
        cursor = item.cursor() == null ? cursor : item.cursor();
      }
      return item;
    }
  }

  private void throwIfEnded() {
    FieldProblem problem = ended;
    if (problem != null) {
      throw problem;
    }
  }

  @Override
  public GraphQlResponse render(LiveItem item, RequestContext context) {
    while (true) {
      View newest = now;
      View from = served;
      // An object of a plugin that has been replaced fits only the plan it came with.
      View view = from != null && from.source() != newest.source() ? from : newest;
      boolean held = view.generation().hold();
      if (!held && view == now) {
        return Answers.refused(outdated(view.generation(), "it has ended"), context.traceId());
      }
      if (held || view == from) {
        try {
          return render(view.root(), item, context);
        } finally {
          if (held) {
            view.generation().release();
          }
        }
      }
    }
  }

  private static GraphQlResponse render(LiveRoot root, LiveItem item, RequestContext context) {
    try {
      return new PlanRun(root.plan(), root.prepared().variables(), context).render(item.value());
    } catch (Abort abort) {
      return Answers.refused(abort.problem(), context.traceId());
    } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
      return Answers.refused(
          Failures.of(thrown, "rendering an event", context.traceId()), context.traceId());
    }
  }

  /** Takes up the engine's newest generation; called by whoever put it in its place. */
  void follow() {
    changing.lock();
    try {
      View before = now;
      if (closed || ended != null || before.generation() == engine.generation()) {
        return;
      }
      LiveRoot root = null;
      try {
        root = LiveRoot.of(engine.again(before.root().prepared().request()));
        LiveSource source = source(before, root);
        now = new View(root, source);
        before.root().prepared().close();
        if (source != before.source()) {
          before.source().close();
        }
      } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
        String why =
            thrown instanceof FieldProblem problem ? problem.sentence() : "it cannot be opened.";
        ended = outdated(before.generation(), why);
        if (root != null) {
          root.prepared().close();
        }
        before.root().prepared().close();
        // Wakes whoever waits there, who then finds out.
        before.source().close();
      }
    } finally {
      changing.unlock();
    }
  }

  private LiveSource source(View before, LiveRoot root) {
    RequestContext context = asked;
    if (context == null || !root.ofPlugin()) {
      return before.source();
    }
    String seen = cursor;
    if (seen != null) {
      context.pin(ResumePoint.class, new ResumePoint(seen));
    }
    return root.open(context);
  }

  private FieldProblem outdated(SchemaGeneration before, String why) {
    List<String> gone = new ArrayList<>(before.plugins());
    gone.removeAll(engine.generation().plugins());
    String off =
        gone.isEmpty() ? "" : " No longer there: the plugin " + String.join(", ", gone) + ".";
    FieldProblem problem =
        new FieldProblem(
            ProblemType.PRECONDITION,
            "SUBSCRIPTION_OUTDATED",
            "The schema has changed, and the subscription does not fit it any more: " + why + off,
            "Subscribe anew with a document that fits the schema.");
    return gone.size() == 1 ? problem.ofPlugin(gone.getFirst()) : problem;
  }

  @Override
  public void close() {
    changing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      changing.unlock();
    }
    engine.forget(this);
    try {
      now.source().close();
    } finally {
      now.root().prepared().close();
    }
  }
}
