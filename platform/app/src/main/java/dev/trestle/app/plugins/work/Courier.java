package dev.trestle.app.plugins.work;

import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.plugin.records.Payloads;
import dev.trestle.domain.plugin.work.OutboxWork;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.OutboxChannel.Backoff;
import dev.trestle.sdk.event.OutboxChannel.Delivery;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what waits in one channel of the outbox: several order keys at the same time, the
 * entries of one key one after the other. Attempts that ended are closed together in one commit; an
 * entry whose close did not reach the disk goes out again under the same key.
 *
 * <p>Entries keep their slot for good and get them in the order in which they were committed, so
 * the lowest pending slot of an order key is what goes out next, and the slots above the highest
 * one seen are what is new.
 */
final class Courier extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int CLOSED_AT_ONCE = 256;
  private static final double JITTER = 0.1;
  private static final Duration ENDING_LOOK = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RandomGenerator random;
  private final OutboxChannel channel;
  private final String table;
  private final int parallel;
  private final Backoff backoff;
  private final DeliveryPlan plan;
  private final ConcurrentLinkedQueue<OutboxWork.Attempt> ended = new ConcurrentLinkedQueue<>();
  private final List<OutboxWork.Attempt> unclosed = new ArrayList<>();
  private int underWay;
  private int seenSlots;
  private volatile boolean stale = true;

  Courier(
      Desk desk,
      InstantSource clock,
      RandomGenerator random,
      ActivePlugin plugin,
      OutboxChannel channel) {
    super(desk, clock, plugin, "channel " + channel.name());
    this.random = random;
    this.channel = channel;
    this.table = plugin.id() + "/" + channel.name();
    this.parallel = channel.parallel();
    this.backoff = channel.backoff();
    // Half of the attempts stay free for others, whatever one receiver does.
    this.plan = new DeliveryPlan(Math.max(1, parallel / 2));
  }

  /** Has it look at all that waits once more, since people have changed some of it. */
  void lookAgain() {
    stale = true;
    ring();
  }

  @Override
  void work() throws InterruptedException {
    Idle looked = looking();
    boolean closed = closeEnded();
    // What cannot be closed goes out again one day, so no more of it is begun meanwhile.
    int begun = plugin.calls().quarantined() || !unclosed.isEmpty() ? 0 : begin();
    boolean busy = underWay > 0 || !unclosed.isEmpty();
    if (!closed && begun == 0 && !busy) {
      restIdly(looked, LOOK);
    } else if (!closed && begun == 0 && ended.isEmpty()) {
      rest(LOOK);
    }
  }

  /** Begins what is due, as far as there is room. */
  private int begin() {
    State state = lookForNew();
    Table<OutboxEntry> outbox = state.table(Tables.OUTBOX);
    int begun = 0;
    long now = clock.millis();
    while (underWay < parallel) {
      String orderKey = plan.begin(now);
      if (orderKey == null) {
        break;
      }
      int slot = first(outbox, orderKey);
      OutboxEntry entry = slot < 0 ? null : outbox.require(slot);
      underWay++;
      if (entry == null || entry.nextAttemptAtMillis() > now) {
        // People changed it since it was planned.
        underWay--;
        plan.ended(orderKey, false);
        planNext(outbox, orderKey);
        continue;
      }
      begun++;
      Thread.ofVirtual()
          .name(plugin.id() + " delivery " + entry.id())
          .start(() -> deliver(entry, state));
    }
    return begun;
  }

  /** Plans the order keys of entries that came since the last look. */
  private State lookForNew() {
    boolean again = stale;
    stale = false;
    State state = desk.snapshot();
    Table<OutboxEntry> outbox = state.table(Tables.OUTBOX);
    if (again) {
      plan.forgetWaiting();
      outbox.group("channel", table).forEach(slot -> planNew(outbox, slot));
    } else {
      for (int slot = seenSlots; slot < outbox.slots(); slot++) {
        planNew(outbox, slot);
      }
    }
    seenSlots = outbox.slots();
    return state;
  }

  private void planNew(Table<OutboxEntry> outbox, int slot) {
    OutboxEntry entry = outbox.at(slot);
    if (entry != null
        && entry.state() == OutboxState.PENDING
        && entry.channel().equals(table)
        && !plan.has(entry.orderKey())) {
      plan.add(entry.orderKey(), entry.receiver(), entry.nextAttemptAtMillis(), slot);
    }
  }

  /** Plans what a begun order key has to deliver next, if it has. */
  private void planNext(Table<OutboxEntry> outbox, String orderKey) {
    int slot = first(outbox, orderKey);
    if (slot < 0) {
      plan.done(orderKey);
    } else {
      plan.goOn(orderKey, outbox.require(slot).nextAttemptAtMillis(), slot);
    }
  }

  /** The entry of this order key that was put first, and so goes out first; -1 for none. */
  private int first(Table<OutboxEntry> outbox, String orderKey) {
    return outbox.group("pendingUnder", List.of(table, orderKey)).nextSlot(0);
  }

  private void deliver(OutboxEntry entry, State state) {
    Delivery delivery;
    try {
      delivery =
          plugin
              .calls()
              .call(
                  "channel " + channel.name(),
                  channel.limit(),
                  () -> channel.deliver(new Attempt(entry, state, clock.instant())));
    } catch (PluginFailure failed) {
      delivery = Delivery.retry(String.valueOf(failed.getMessage()));
    } catch (ProblemException spoken) {
      delivery = Delivery.retry(String.valueOf(spoken.getMessage()));
    } catch (RuntimeException unexpected) {
      delivery = Delivery.retry("The desk failed at it: " + unexpected);
    }
    double stretch = 1 - JITTER + 2 * JITTER * random.nextDouble();
    ended.add(new OutboxWork.Attempt(entry, delivery, backoff, stretch));
    ring();
  }

  /** Closes what has ended; what could not be committed is closed at the next turn. */
  private boolean closeEnded() throws InterruptedException {
    while (unclosed.size() < CLOSED_AT_ONCE && !ended.isEmpty()) {
      OutboxWork.Attempt attempt = ended.remove();
      underWay--;
      plan.ended(
          attempt.entry().orderKey(), attempt.delivery().outcome() == Delivery.Outcome.RETRY);
      unclosed.add(attempt);
    }
    if (unclosed.isEmpty()) {
      return false;
    }
    OutboxWork closing = new OutboxWork(plugin, unclosed);
    Outcome outcome = execute(closing.close());
    if (!outcome.done()) {
      LOG.warn("Deliveries of {} could not be closed yet: {}", table, outcome.problems());
      rest(LOOK);
      return true;
    }
    for (String failed : closing.failedNotes()) {
      LOG.warn("A note on a delivery of {} was refused: {}", table, failed);
    }
    Table<OutboxEntry> outbox = desk.snapshot().table(Tables.OUTBOX);
    for (OutboxWork.Attempt attempt : unclosed) {
      planNext(outbox, attempt.entry().orderKey());
    }
    unclosed.clear();
    return true;
  }

  /** Lets attempts under way come to their end, and closes them. */
  @Override
  void ended() throws InterruptedException {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while ((underWay > 0 || !unclosed.isEmpty()) && System.nanoTime() < patience) {
      if (!closeEnded()) {
        Thread.sleep(ENDING_LOOK);
      }
    }
  }

  /** What a plugin is handed for one attempt. */
  private final class Attempt implements OutboxChannel.Outgoing {
    private final OutboxEntry entry;
    private final State state;
    private final Instant now;

    Attempt(OutboxEntry entry, State state, Instant now) {
      this.entry = entry;
      this.state = state;
      this.now = now;
    }

    @Override
    public UUID key() {
      return entry.id();
    }

    @Override
    public String orderKey() {
      return entry.orderKey();
    }

    @Override
    public int attempt() {
      return entry.attempts() + 1;
    }

    @Override
    public Instant createdAt() {
      return Instant.ofEpochMilli(entry.createdAtMillis());
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public Map<String, Object> payload() {
      return Payloads.read(entry.payload());
    }

    @Override
    public Snapshot snapshot() {
      return plugin.stores().snapshot(state);
    }

    @Override
    public Surroundings surroundings() {
      return plugin.surroundings();
    }
  }
}
