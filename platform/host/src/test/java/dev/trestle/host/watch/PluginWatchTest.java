package dev.trestle.host.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.plugin.PluginFailure.Kind;
import dev.trestle.host.Await;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls into a plugin come back, count, and never take their caller along. */
class PluginWatchTest {
  private static final Instant NOON = Instant.parse("2031-03-03T12:00:00Z");
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final AtomicLong collected = new AtomicLong();
  private final Heap heap = new Heap(100, () -> 90, () -> new Heap.Collection(collected.get(), 90));
  private final Watchdog watchdog = new Watchdog(heap, ProcessorTime.ofThisProcess());
  private final PluginWatch watch = watch("one");

  private PluginWatch watch(String id) {
    PluginWatch made = new PluginWatch(id, watchdog, InstantSource.fixed(NOON), null);
    watchdog.look(made);
    return made;
  }

  @AfterEach
  void stop() {
    watchdog.close();
  }

  private PluginFailure failure(Duration limit, Callable<?> code) {
    return assertThrows(PluginFailure.class, () -> watch.call("trial", limit, code::call));
  }

  /** What a woven loop without end does. */
  private static Object spin() {
    while (true) {
      Pulse.beat();
    }
  }

  private static Object fail() {
    throw new IllegalStateException("broken");
  }

  @Test
  void aCallGivesWhatTheCodeGives_alsoNull() {
    assertEquals("x", watch.call("trial", LONG, () -> "x"));
    assertNull(watch.call("trial", LONG, () -> null));
    PluginFigures figures = watch.figures();
    assertEquals(2, figures.calls());
    assertTrue(figures.nanos() > 0);
    assertEquals(0, figures.running());
  }

  @Test
  void whoGotNoneOfTheProcessorsIsNotBlamed_butNobodyHasForEver() {
    try (Watchdog starving = new Watchdog(heap, new ProcessorTime(() -> 0))) {
      PluginWatch starved = new PluginWatch("starved", starving, InstantSource.fixed(NOON), null);
      starving.look(starved);
      long patient = SHORT.multipliedBy(3).toNanos();
      assertEquals(
          "done",
          starved.call(
              "computing",
              SHORT,
              () -> {
                for (long begin = System.nanoTime(); System.nanoTime() - begin < patient; ) {
                  Pulse.beat();
                }
                return "done";
              }));
      PluginFailure failure =
          assertThrows(
              PluginFailure.class, () -> starved.call("endless", SHORT, PluginWatchTest::spin));
      assertEquals(Kind.TOOK_TOO_LONG, failure.kind());
    }
  }

  @Test
  void whoWaitsForALockIsStoppedAtItsLimit_althoughNobodyComputes() throws InterruptedException {
    Duration limit = Duration.ofMillis(300);
    AtomicBoolean done = new AtomicBoolean();
    Object lock = new Object();
    try (Watchdog starving = new Watchdog(heap, new ProcessorTime(() -> 0))) {
      PluginWatch starved = new PluginWatch("starved", starving, InstantSource.fixed(NOON), null);
      starving.look(starved);
      Thread computes =
          Thread.ofPlatform()
              .start(() ->
                  starved.call(
                      "computing",
                      limit,
                      () -> {
                        while (!done.get()) {
                          Pulse.beat();
                        }
                        return "done";
                      }));
      Await.until("it computes", () -> starved.figures().running() == 1);
      Thread waits;
      Set<String> stopped = new LinkedHashSet<>();
      synchronized (lock) {
        waits =
            Thread.ofPlatform()
                .start(() ->
                    assertThrows(
                        PluginFailure.class,
                        () ->
                            starved.call(
                                "waiting",
                                limit,
                                () -> {
                                  synchronized (lock) {
                                    return "never in time";
                                  }
                                })));
        Await.until(
            "one is stopped",
            () -> {
              starved
                  .places()
                  .forEach(call -> {
                    if (call.sentence() != null) {
                      stopped.add(call.what);
                    }
                  });
              return !stopped.isEmpty();
            });
        assertEquals(Set.of("waiting"), stopped);
      }
      done.set(true);
      waits.join();
      computes.join();
      assertEquals(1, starved.figures().failures().get(Kind.TOOK_TOO_LONG));
    }
  }

  @Test
  void whatItThrowsBecomesText() {
    class Secretive extends RuntimeException {
      @Override
      public String getMessage() {
        throw new IllegalStateException("not even that");
      }
    }
    PluginFailure failure =
        failure(
            LONG,
            () -> {
              throw new Secretive();
            });
    assertEquals(Kind.THREW, failure.kind());
    assertEquals("one", failure.pluginId());
    assertEquals("trial", failure.what());
    assertNull(failure.getCause());
    assertEquals(0, failure.getSuppressed().length);
    assertTrue(failure.getMessage().contains("Secretive"), failure.getMessage());
    assertEquals(1, watch.figures().failures().get(Kind.THREW));
  }

  @Test
  void errorsOfTheMachineAreCaughtToo() {
    for (Error error :
        List.of(new StackOverflowError(), new NoClassDefFoundError(), new AssertionError())) {
      assertEquals(
          Kind.THREW,
          failure(
                  LONG,
                  () -> {
                    throw error;
                  })
              .kind());
    }
    assertEquals(
        Kind.TOOK_TOO_MUCH,
        failure(
                LONG,
                () -> {
                  throw new OutOfMemoryError();
                })
            .kind());
  }

  @Test
  void problemsForClientsPass_rebuiltAndUncounted() {
    FieldProblem said = new FieldProblem(ProblemType.LIMIT, "TOO_MUCH", "Too much.", "Ask less.");
    FieldProblem heard =
        assertThrows(
            FieldProblem.class,
            () ->
                watch.call(
                    "trial",
                    LONG,
                    () -> {
                      throw said;
                    }));
    assertNotSame(said, heard);
    assertEquals(
        List.of("TOO_MUCH", "Too much.", "Ask less."),
        List.of(heard.code(), heard.sentence(), String.valueOf(heard.remedy())));
    ProblemException problem =
        assertThrows(
            ProblemException.class,
            () ->
                watch.call(
                    "trial",
                    LONG,
                    () -> {
                      throw new ProblemException(ProblemType.INVALID, "A", "B.", "c");
                    }));
    assertEquals(List.of("c"), problem.problem().path());
    assertEquals(0, watch.figures().failures().get(Kind.THREW));
  }

  @Test
  void fiveFailuresInARowShutItOff_untilSomebodyLetsItOn() {
    for (int i = 0; i < PluginWatch.FAILURES_IN_A_ROW_MAX - 1; i++) {
      failure(LONG, PluginWatchTest::fail);
    }
    assertEquals(1, watch.call("trial", LONG, () -> 1));
    for (int i = 0; i < PluginWatch.FAILURES_IN_A_ROW_MAX; i++) {
      assertFalse(watch.quarantined());
      failure(LONG, PluginWatchTest::fail);
    }
    assertTrue(watch.quarantined());
    Quarantine quarantine = watch.quarantine().orElseThrow();
    assertEquals(NOON, quarantine.since());
    assertTrue(quarantine.reason().contains("IllegalStateException: broken"), quarantine.reason());
    AtomicBoolean called = new AtomicBoolean();
    PluginFailure refused = failure(LONG, () -> called.getAndSet(true));
    assertEquals(Kind.QUARANTINED, refused.kind());
    assertFalse(called.get());
    watch.release();
    assertEquals(1, watch.call("trial", LONG, () -> 1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLoopWithoutEndIsStopped_onEveryKindOfThread(boolean virtual) throws InterruptedException {
    AtomicReference<PluginFailure> failure = new AtomicReference<>();
    AtomicBoolean interrupted = new AtomicBoolean(true);
    Runnable caller =
        () -> {
          failure.set(failure(SHORT, PluginWatchTest::spin));
          interrupted.set(Thread.currentThread().isInterrupted());
        };
    Thread thread = virtual ? Thread.startVirtualThread(caller) : Thread.ofPlatform().start(caller);
    thread.join();
    assertEquals(Kind.TOOK_TOO_LONG, failure.get().kind());
    assertTrue(failure.get().getMessage().contains("100 ms"), failure.get().getMessage());
    assertFalse(interrupted.get());
  }

  @Test
  void codeThatComesBackTooLateHasFailed() {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<PluginFailure> failure = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() ->
                failure.set(
                    failure(
                        SHORT,
                        () -> {
                          while (!stop.get()) {
                            Thread.onSpinWait();
                          }
                          return "late";
                        })));
    Await.until("it ran away", watch::quarantined);
    stop.set(true);
    Await.until("it came back", () -> !thread.isAlive());
    assertEquals(Kind.TOOK_TOO_LONG, failure.get().kind());
  }

  @Test
  void aCallThatCannotBeStoppedShutsThePluginOff_andIsReplacedByACarrier() {
    AtomicBoolean stop = new AtomicBoolean();
    Thread thread =
        Thread.startVirtualThread(() ->
            failure(
                SHORT,
                () -> {
                  while (!stop.get()) {
                    Thread.onSpinWait();
                  }
                  return 1;
                }));
    Await.until("it is quarantined", watch::quarantined);
    Await.until("a carrier is lent", () -> watchdog.carriersLent() == 1);
    String reason = watch.quarantine().orElseThrow().reason();
    assertTrue(reason.contains("could not be stopped: trial"), reason);
    stop.set(true);
    Await.until("it came back", () -> !thread.isAlive());
    Await.until("the carrier is back", () -> watchdog.carriersLent() == 0);
  }

  @Test
  void aWaitInTheDesksOwnCodeIsNotInterrupted() throws InterruptedException {
    CountDownLatch answer = new CountDownLatch(1);
    AtomicReference<Object> seen = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() ->
                seen.set(
                    failure(
                        SHORT,
                        () -> {
                          answer.await();
                          return 1;
                        })));
    // This class is not a plugin's, so the wait counts as the desk's.
    Await.until("it is over its limit", () -> watch.figures().running() == 1 && overdue());
    LockSupport.parkNanos(Watchdog.GRACE.plusMillis(500).toNanos());
    assertTrue(thread.isAlive());
    assertFalse(watch.quarantined());
    answer.countDown();
    thread.join();
    assertEquals(Kind.TOOK_TOO_LONG, ((PluginFailure) seen.get()).kind());
  }

  private boolean overdue() {
    boolean[] condemned = {false};
    watch.places().forEach(call -> condemned[0] |= call.sentence() != null);
    return condemned[0];
  }

  @Test
  void interruptsOfTheCodesOwnStayInside_andEarlierOnesStayOutside() {
    watch.call(
        "trial",
        LONG,
        () -> {
          Thread.currentThread().interrupt();
          return 1;
        });
    assertFalse(Thread.interrupted());
    Thread.currentThread().interrupt();
    assertFalse(watch.call("trial", LONG, () -> Thread.currentThread().isInterrupted()));
    assertTrue(Thread.interrupted());
  }

  @Test
  void whoeverHangsIsToBlame_notWhoIsCalledThen() {
    PluginWatch other = watch("other");
    PluginFailure outer = failure(SHORT, () -> other.call("service", LONG, PluginWatchTest::spin));
    assertEquals("one", outer.pluginId());
    assertEquals(0, other.figures().failures().get(Kind.TOOK_TOO_LONG));
    PluginFailure inner = failure(LONG, () -> other.call("service", SHORT, PluginWatchTest::spin));
    assertEquals("other", inner.pluginId());
    assertEquals(1, other.figures().failures().get(Kind.TOOK_TOO_LONG));
    assertEquals(1, watch.figures().failures().get(Kind.TOOK_TOO_LONG));
    assertFalse(watch.quarantined());
  }

  @Test
  void callsNest_alsoOfThePluginItself() {
    PluginWatch other = watch("other");
    Object result =
        watch.call(
            "outer",
            LONG,
            () -> other.call("service", LONG, () -> watch.call("inner", LONG, () -> "back")));
    assertEquals("back", result);
    assertEquals(2, watch.figures().calls());
    assertEquals(1, other.figures().calls());
  }

  @Test
  void whatRunsWhileTheHeapIsNearlyFullIsStopped() {
    AtomicReference<PluginFailure> failure = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform().start(() -> failure.set(failure(LONG, PluginWatchTest::spin)));
    // The first collections may come too early to be this call's doing.
    Await.until(
        "it is stopped",
        () -> {
          collected.incrementAndGet();
          return !thread.isAlive();
        });
    assertEquals(Kind.TOOK_TOO_MUCH, failure.get().kind());
    assertEquals("quick", watch.call("trial", LONG, () -> "quick"));
  }

  @Test
  void largeArraysAreCounted() {
    assertEquals(
        Kind.TOOK_TOO_MUCH,
        failure(
                LONG,
                () -> {
                  for (int i = 0; i < 300; i++) {
                    Pulse.array(1 << 20, 1);
                  }
                  return 1;
                })
            .kind());
    assertEquals(
        Kind.TOOK_TOO_MUCH,
        failure(
                LONG,
                () -> {
                  Pulse.volume(Pulse.times(Pulse.times(1, 1 << 30), 1 << 30), 8);
                  return 1;
                })
            .kind());
    assertEquals(-1, watch.call("trial", LONG, () -> Pulse.array(-1, 8)));
  }

  @Test
  void manyCallsAtOnceAreAllSeenAndCounted() throws InterruptedException {
    int callers = 200;
    CountDownLatch all = new CountDownLatch(callers);
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      threads.add(
          Thread.startVirtualThread(() ->
              watch.call(
                  "trial",
                  LONG,
                  () -> {
                    all.countDown();
                    go.await();
                    return 1;
                  })));
    }
    all.await();
    assertEquals(callers, watch.figures().running());
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(callers, watch.figures().calls());
    assertEquals(0, watch.figures().running());
  }

  @Test
  void whoWaitsForAPluginKnowsHowLongItMayTake() {
    assertTrue(PluginWatch.timeLeft(watchdog).isEmpty());
    assertTrue(PluginWatch.mayWait());
    Duration left =
        watch.call(
            "outer",
            LONG,
            () ->
                watch.call(
                    "inner",
                    Duration.ofHours(1),
                    () -> {
                      assertTrue(PluginWatch.mayWait());
                      return PluginWatch.timeLeft(watchdog).orElseThrow();
                    }));
    assertTrue(left.compareTo(LONG) <= 0 && left.isPositive(), left.toString());
    assertFalse(watch.call("usual", PluginCalls.USUAL_LIMIT, PluginWatch::mayWait));
  }
}
