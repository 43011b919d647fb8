package dev.trestle.app.plugins.work;

import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.plugin.records.Payloads;
import dev.trestle.domain.plugin.work.OutboxWork;
import dev.trestle.domain.record.OutboxEntry;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what waits in one channel of the outbox: several order keys at the same time, the
 * entries of one key one after the other. Attempts that ended are closed together in one commit; an
 * entry whose close did not reach the disk goes out again under the same key.
 */
final class Courier extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int CLOSED_AT_ONCE = 256;
  private static final double JITTER = 0.1;
  private static final Duration ENDING_LOOK = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Times of commits never go back, and ids grow within a commit. */
  private static final Comparator<OutboxEntry> AGE =
      Comparator.comparingLong(OutboxEntry::createdAtMillis).thenComparing(OutboxEntry::id);

  private final RandomGenerator random;
  private final OutboxChannel channel;
  private final String table;
  private final int parallel;
  private final Backoff backoff;
  private final ConcurrentLinkedQueue<OutboxWork.Attempt> ended = new ConcurrentLinkedQueue<>();
  private final Set<UUID> underWay = new HashSet<>();
  private final Set<String> keysUnderWay = new HashSet<>();
  private final List<OutboxWork.Attempt> unclosed = new ArrayList<>();

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
  }

  @Override
  void work() throws InterruptedException {
    Idle looked = looking();
    boolean closed = closeEnded();
    int begun = plugin.calls().quarantined() ? 0 : begin();
    if (!closed && begun == 0 && underWay.isEmpty()) {
      restIdly(looked, LOOK);
    } else if (!closed && begun == 0 && ended.isEmpty()) {
      rest(LOOK);
    }
  }

  /** Begins what is due, as far as there is room. */
  private int begin() {
    int room = parallel - underWay.size();
    State state = desk.snapshot();
    Table<OutboxEntry> outbox = state.table(Tables.OUTBOX);
    SortedSlots due = outbox.sorted("pendingIn:nextAttemptAt", table);
    Map<String, OutboxEntry> firsts = new HashMap<>();
    int begun = 0;
    long now = clock.millis();
    for (int rank = 0; due != null && rank < due.size() && begun < room; rank++) {
      OutboxEntry entry = outbox.require(due.at(rank));
      if (entry.nextAttemptAtMillis() > now) {
        break;
      }
      OutboxEntry first = firsts.computeIfAbsent(entry.orderKey(), _ -> firstOf(outbox, entry));
      if (first == entry && !keysUnderWay.contains(entry.orderKey())) {
        keysUnderWay.add(entry.orderKey());
        underWay.add(entry.id());
        begun++;
        Thread.ofVirtual()
            .name(plugin.id() + " delivery " + entry.id())
            .start(() -> deliver(entry, state));
      }
    }
    return begun;
  }

  /** The entry of this order key that was put first, and so goes out first. */
  private static OutboxEntry firstOf(Table<OutboxEntry> outbox, OutboxEntry entry) {
    SlotSet waiting = outbox.group("pendingUnder", List.of(entry.channel(), entry.orderKey()));
    OutboxEntry first = entry;
    for (int slot = waiting.nextSlot(0); slot >= 0; slot = waiting.nextSlot(slot + 1)) {
      OutboxEntry other = outbox.require(slot);
      if (AGE.compare(other, first) < 0) {
        first = other;
      }
    }
    return first;
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
      unclosed.add(ended.remove());
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
    for (OutboxWork.Attempt attempt : unclosed) {
      underWay.remove(attempt.entry().id());
      keysUnderWay.remove(attempt.entry().orderKey());
    }
    unclosed.clear();
    return true;
  }

  /** Lets attempts under way come to their end, and closes them. */
  @Override
  void ended() throws InterruptedException {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (!underWay.isEmpty() && System.nanoTime() < patience) {
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
