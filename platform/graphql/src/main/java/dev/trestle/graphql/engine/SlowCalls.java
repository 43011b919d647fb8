package dev.trestle.graphql.engine;

import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one slow field for all objects of a level, on virtual threads. After the limit they
 * are interrupted, and what they may still answer is not looked at.
 */
final class SlowCalls {
  /** So many calls of one field and level run at once, however many objects there are. */
  private static final int MAX_AT_ONCE = 32;

  private static final Object NOTHING = new Object();

  private final BoundField field;
  private final FieldKind.Slow<Object> slow;
  private final List<Object> sources;
  private final RequestContext context;
  private final AtomicReferenceArray<@Nullable Object> answers;
  private final AtomicInteger nextCall = new AtomicInteger();
  private final CountDownLatch open;
  private final List<Thread> threads = new ArrayList<>();
  private final long until;

  private SlowCalls(
      BoundField field, FieldKind.Slow<Object> slow, List<Object> sources, RequestContext context) {
    this.field = field;
    this.slow = slow;
    this.sources = sources;
    this.context = context;
    this.answers = new AtomicReferenceArray<>(sources.size());
    this.open = new CountDownLatch(sources.size());
    long now = System.nanoTime();
    this.until = now + Math.min(slow.limit().toNanos(), Math.max(0, context.deadlineNanos() - now));
  }

  static SlowCalls start(
      BoundField field,
      FieldKind.Slow<Object> slow,
      List<Object> sources,
      Arguments arguments,
      RequestContext context) {
    SlowCalls calls = new SlowCalls(field, slow, sources, context);
    for (int i = 0; i < Math.min(MAX_AT_ONCE, sources.size()); i++) {
      calls.threads.add(
          Thread.ofVirtual().name("slow-field-" + i).start(() -> calls.work(arguments)));
    }
    return calls;
  }

  private void work(Arguments arguments) {
    for (int i = nextCall.getAndIncrement();
        i < sources.size() && !Thread.currentThread().isInterrupted();
        i = nextCall.getAndIncrement()) {
      answers.set(i, call(sources.get(i), arguments));
      open.countDown();
    }
  }

  private Object call(Object source, Arguments arguments) {
    try {
      Object value = slow.call().get(source, arguments, context);
      return value == null ? NOTHING : value;
    } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
      if (System.nanoTime() - until >= 0) {
        // Most likely our own interrupt; the field is reported as late, not as broken.
        return timeout();
      }
      return Failures.of(thrown, field.coordinates(), context.traceId());
    }
  }

  /** The values in the order of the sources; a FieldProblem where there is none in time. */
  @Nullable Object[] await() {
    try {
      if (!open.await(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        threads.forEach(Thread::interrupt);
      }
    } catch (InterruptedException stopped) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
    @Nullable Object[] values = new Object[sources.size()];
    for (int i = 0; i < values.length; i++) {
      Object answer = answers.get(i);
      values[i] = answer == null ? timeout() : answer == NOTHING ? null : answer;
    }
    return values;
  }

  private FieldProblem timeout() {
    String plugin = field.plugin();
    if (plugin != null) {
      return PluginProblems.of(
          new PluginFailure(
              plugin,
              "field " + field.coordinates(),
              PluginFailure.Kind.TOOK_TOO_LONG,
              "over " + slow.limit()));
    }
    return new FieldProblem(
        ProblemType.LIMIT,
        "FIELD_TIMEOUT",
        field.coordinates() + " took longer than " + slow.limit() + ".",
        "Ask again later, or leave the field out.");
  }
}
