package dev.trestle.host.watch;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one plugin that are under way, and how many there were. A call takes a place of its
 * own for as long as it lasts, so that counting needs no shared writes; the watchdog looks through
 * all places.
 */
final class Places {
  /** More calls than this at once are kept in a map, which is slower. */
  private static final int COUNT = 64;

  /** One place; the counts are written by whoever holds it. */
  static final class Place {
    private final AtomicReference<@Nullable Call> call = new AtomicReference<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    private boolean take(Call mine) {
      return call.getPlain() == null && call.compareAndSet(null, mine);
    }

    private void leave(long spent) {
      calls.setRelease(calls.getPlain() + 1);
      nanos.setRelease(nanos.getPlain() + spent);
      call.setRelease(null);
    }
  }

  private final Place[] places = new Place[COUNT];
  private final ConcurrentHashMap<Call, Boolean> crowd = new ConcurrentHashMap<>();
  private final LongAdder crowdCalls = new LongAdder();
  private final LongAdder crowdNanos = new LongAdder();

  Places() {
    for (int i = 0; i < COUNT; i++) {
      places[i] = new Place();
    }
  }

  /** The place taken; null when all are and the call stands in the crowd. */
  @Nullable Place enter(Call call) {
    int first = (int) (call.thread.threadId() * 0x9E3779B9L >>> 8);
    for (int i = 0; i < COUNT; i++) {
      Place place = places[first + i & COUNT - 1];
      if (place.take(call)) {
        return place;
      }
    }
    crowd.put(call, true);
    return null;
  }

  void leave(Call call, @Nullable Place place, long spent) {
    if (place != null) {
      place.leave(spent);
      return;
    }
    crowdCalls.increment();
    crowdNanos.add(spent);
    crowd.remove(call);
  }

  void forEach(Consumer<Call> look) {
    for (Place place : places) {
      Call call = place.call.get();
      if (call != null) {
        look.accept(call);
      }
    }
    crowd.keySet().forEach(look);
  }

  /** Calls that are over. */
  long calls() {
    long sum = crowdCalls.sum();
    for (Place place : places) {
      sum += place.calls.get();
    }
    return sum;
  }

  /** The time they took. */
  long nanos() {
    long sum = crowdNanos.sum();
    for (Place place : places) {
      sum += place.nanos.get();
    }
    return sum;
  }
}
