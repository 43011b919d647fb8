package dev.trestle.host.watch;

import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.plugin.PluginFailure.Kind;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.schema.FieldProblem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls into one plugin. They run on the caller's thread; a {@link Watchdog} looks at them from
 * aside and stops what takes too long or too much. Nothing of the plugin's classes leaves a call
 * that failed.
 */
public final class PluginWatch implements PluginCalls {
  /** After this many failures in a row a plugin is not called any more. */
  public static final int FAILURES_IN_A_ROW_MAX = 5;

  /** After this many failures of the same call in a row as well, whatever other calls do. */
  public static final int FAILURES_OF_ONE_MAX = 20;

  /** What the larger arrays that one call asks for may sum up to. */
  public static final long ARRAY_BYTES_MAX = 256L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(PluginWatch.class);
  private static final long LOG_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final String pluginId;
  private final Watchdog watchdog;
  private final InstantSource clock;
  private final @Nullable ClassLoader threadsBelongTo;
  private final Places places = new Places();
  private final Map<Kind, LongAdder> failures = new EnumMap<>(Kind.class);
  private final AtomicInteger failuresInARow = new AtomicInteger();

  /** How often in a row what failed last; those that do not fail are not in it. */
  private final ConcurrentHashMap<String, Integer> failuresOfOne = new ConcurrentHashMap<>();

  private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOG_PAUSE_NANOS);
  private volatile @Nullable Quarantine quarantine;

  /**
   * @param clock for the time a quarantine began
   * @param threadsBelongTo the loader that threads started by the plugin carry, so that they can be
   *     found; null when it may start none
   */
  public PluginWatch(
      String pluginId,
      Watchdog watchdog,
      InstantSource clock,
      @Nullable ClassLoader threadsBelongTo) {
    this.pluginId = pluginId;
    this.watchdog = watchdog;
    this.clock = clock;
    this.threadsBelongTo = threadsBelongTo;
    for (Kind kind : Kind.values()) {
      failures.put(kind, new LongAdder());
    }
  }

  @Override
  public <T> T call(String what, Duration limit, Callable<T> code) {
    return call(what, limit.toNanos(), code);
  }

  @Override
  public void callEndless(String what, Task code) {
    call(
        what,
        Call.ENDLESS,
        () -> {
          code.run();
          return true;
        });
  }

  @Override
  public void end(String what) {
    places.forEach(call -> {
      if (call.endless() && call.what.equals(what)) {
        call.end(watchdog.now());
      }
    });
  }

  @Override
  public <T> T sheltered(Supplier<T> work) {
    Call call = Pulse.mine().call;
    if (call == null || call.sheltered()) {
      return work.get();
    }
    call.enterShelter();
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      call.leaveShelter();
    }
  }

  private <T> T call(String what, long limitNanos, Callable<T> code) {
    Quarantine shut = quarantine;
    if (shut != null) {
      count(Kind.QUARANTINED);
      throw new PluginFailure(pluginId, what, Kind.QUARANTINED, shut.reason());
    }
    Thread thread = Thread.currentThread();
    Pulse.Innermost mine = Pulse.mine();
    Call outer = mine.call;
    boolean interruptedBefore = Thread.interrupted();
    Call call = new Call(what, limitNanos, outer, thread, watchdog.now());
    Places.Place place = places.enter(call);
    mine.call = call;
    Throwable thrown;
    String story;
    try {
      T result = threadsBelongTo == null ? code.call() : calledAsHome(code, thread);
      if (call.sentence() == null) {
        succeeded(what);
        return result;
      }
      thrown = new PluginStopped("it came back after it was condemned");
      story = "";
    } catch (Throwable any) {
      thrown = any;
      story = passes(any) ? "" : Story.of(any);
    } finally {
      mine.call = outer;
      call.over();
      places.leave(call, place, watchdog.now() - call.startedAt);
      // Neither the watchdog's interrupt nor the plugin's own may stop what the caller does next.
      Thread.interrupted();
      if (interruptedBefore) {
        thread.interrupt();
      }
    }
    throw failed(call, thrown, story);
  }

  private <T> T calledAsHome(Callable<T> code, Thread thread) throws Exception {
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(threadsBelongTo);
    try {
      return code.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static boolean passes(Throwable thrown) {
    return thrown instanceof FieldProblem
        || thrown instanceof ProblemException
        || thrown instanceof PluginFailure
        || thrown instanceof PluginStopped;
  }

  /** What the caller gets to see. */
  private RuntimeException failed(Call call, Throwable thrown, String story) {
    Call.Sentence sentence = call.sentence();
    if (sentence != null) {
      return failure(call, sentence.kind(), sentence.reason());
    }
    return switch (thrown) {
      case FieldProblem problem -> spoken(call.what, rebuilt(problem));
      case ProblemException problem ->
          spoken(call.what, new ProblemException(rebuilt(problem.problem())));
      // Another plugin's, which this one had called; that one was counted where it failed.
      case PluginFailure inner -> inner;
      // A call around this one is being stopped, which is none of this plugin's doing.
      case PluginStopped stopped when condemnedOutside(call) -> throw stopped;
      case OutOfMemoryError _ -> failure(call, Kind.TOOK_TOO_MUCH, story);
      default -> failure(call, Kind.THREW, story);
    };
  }

  private static boolean condemnedOutside(Call call) {
    for (Call around = call.outer; around != null; around = around.outer) {
      if (around.sentence() != null) {
        return true;
      }
    }
    return false;
  }

  private RuntimeException spoken(String what, RuntimeException answer) {
    succeeded(what);
    return answer;
  }

  private void succeeded(String what) {
    if (failuresInARow.getPlain() != 0) {
      failuresInARow.set(0);
    }
    if (!failuresOfOne.isEmpty()) {
      failuresOfOne.remove(what);
    }
  }

  private static FieldProblem rebuilt(FieldProblem problem) {
    return new FieldProblem(problem.type(), problem.code(), problem.sentence(), problem.remedy());
  }

  private static Problem rebuilt(Problem problem) {
    List<String> path = new ArrayList<>();
    for (Object part : problem.path()) {
      path.add(part instanceof String text ? text : part.getClass().getName());
    }
    return problem.at(path);
  }

  private PluginFailure failure(Call call, Kind kind, String detail) {
    String what = call.what;
    count(kind);
    long now = System.nanoTime();
    long before = loggedAt.get();
    if (now - before >= LOG_PAUSE_NANOS && loggedAt.compareAndSet(before, now)) {
      LOG.warn("Plugin {} failed ({}) in {}: {}", pluginId, kind, what, detail);
    }
    if (call.endless()) {
      return new PluginFailure(pluginId, what, kind, detail);
    }
    int ofOne = failuresOfOne.merge(what, 1, Integer::sum);
    String last = what + ": " + detail.lines().findFirst().orElse(kind.name());
    if (failuresInARow.incrementAndGet() >= FAILURES_IN_A_ROW_MAX) {
      quarantine("It failed " + FAILURES_IN_A_ROW_MAX + " times in a row, at last in " + last);
    } else if (ofOne >= FAILURES_OF_ONE_MAX) {
      quarantine("It failed " + FAILURES_OF_ONE_MAX + " times in a row in " + last);
    }
    return new PluginFailure(pluginId, what, kind, detail);
  }

  private void count(Kind kind) {
    LongAdder adder = failures.get(kind);
    if (adder != null) {
      adder.increment();
    }
  }

  /** Refuses all further calls until {@link #release}. The first reason stands. */
  void quarantine(String reason) {
    if (quarantine == null) {
      quarantine = new Quarantine(reason, clock.instant());
      LOG.error("Plugin {} is quarantined. {}", pluginId, reason);
    }
  }

  @Override
  public boolean quarantined() {
    return quarantine != null;
  }

  /** Why and since when it is not called any more; empty while it is. */
  public Optional<Quarantine> quarantine() {
    return Optional.ofNullable(quarantine);
  }

  /** Calls it again, because somebody believes that the trouble is over. */
  public void release() {
    failuresInARow.set(0);
    failuresOfOne.clear();
    quarantine = null;
  }

  /** What the calls came to so far. */
  public PluginFigures figures() {
    Map<Kind, Long> failed = new EnumMap<>(Kind.class);
    failures.forEach((kind, adder) -> failed.put(kind, adder.sum()));
    int[] running = {0};
    places.forEach(call -> running[0]++);
    return new PluginFigures(places.calls(), places.nanos(), running[0], failed);
  }

  /**
   * How long the call into a plugin that this thread is in may still take, for those who wait on
   * its behalf; empty outside of calls.
   */
  public static Optional<Duration> timeLeft(Watchdog watchdog) {
    Call call = Pulse.mine().call;
    if (call == null) {
      return Optional.empty();
    }
    long left = Long.MAX_VALUE;
    for (Call around = call; around != null; around = around.outer) {
      left = Math.min(left, around.limitNanos - (watchdog.now() - around.startedAt));
    }
    return Optional.of(Duration.ofNanos(Math.max(0, left)));
  }

  /** Whether the innermost call of this thread has a limit of its own, and so may wait. */
  public static boolean mayWait() {
    Call call = Pulse.mine().call;
    return call == null || call.limitNanos != USUAL_LIMIT.toNanos();
  }

  /** Whether threads that the plugin started may be left when it is closed. */
  public boolean mayHaveThreads() {
    return threadsBelongTo != null;
  }

  Places places() {
    return places;
  }
}
