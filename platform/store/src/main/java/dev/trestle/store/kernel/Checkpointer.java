package dev.trestle.store.kernel;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.graph.DirtyPage;
import dev.trestle.domain.graph.GraphException;
import dev.trestle.domain.graph.GraphStore;
import dev.trestle.domain.log.CommitLog;
import dev.trestle.domain.metrics.Counter;
import dev.trestle.domain.metrics.Histogram;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the graph follow the log: every so often it writes the pages that commits have touched. */
final class Checkpointer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  // Nobody waits for what is noted; but it must be noted while it is still in memory.
  private static final int NOTED_AT_ONCE = 256;

  private final DeskOptions options;
  private final CommitLog log;
  private final GraphStore graph;
  private final Map<String, Set<UUID>> touched = new LinkedHashMap<>();
  // Tables from which something was removed.
  private final Set<String> emptied = new LinkedHashSet<>();
  private final Histogram time;
  private final Counter bytes;
  // Fair, as the one that waits for commits would otherwise take it again and again before anybody
  // who asks for a checkpoint.
  private final ReentrantLock turn = new ReentrantLock(true);
  private State base;
  private @Nullable CommitFeed feed;
  private @Nullable Supplier<State> snapshot;
  private @Nullable Thread thread;
  private long seen;
  private volatile boolean closing;
  private volatile boolean failed;

  Checkpointer(DeskOptions options, CommitLog log, GraphStore graph, State base) {
    this.options = options;
    this.log = log;
    this.graph = graph;
    this.base = base;
    this.seen = base.sequence();
    this.time =
        options.metrics().timing("trestle_checkpoint_seconds", "Writing the graph's pages.");
    this.bytes =
        options.metrics().counter("trestle_checkpoint_bytes_total", "Bytes of pages written.");
  }

  void start(LongFunction<CommitFeed> commits, Supplier<State> current) {
    snapshot = current;
    if (base.sequence() == 0 && current.get().sequence() > 0) {
      // An empty graph takes every page anyway, so nobody needs to know what was touched.
      seen = current.get().sequence();
    }
    feed = commits.apply(seen);
    thread = Thread.ofPlatform().daemon().name("trestle-checkpoint").start(this::work);
  }

  private void work() {
    long last = System.nanoTime();
    try {
      while (!closing && !failed) {
        collect(POLL);
        boolean due = System.nanoTime() - last >= options.checkpointEvery().toNanos();
        if (due || seen - base.sequence() >= options.checkpointCommits()) {
          checkpointNow();
          last = System.nanoTime();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect(Duration wait) throws InterruptedException {
    turn.lock();
    try {
      collectInTurn(wait);
    } finally {
      turn.unlock();
    }
  }

  private void collectInTurn(Duration wait) throws InterruptedException {
    CommitFeed commits = Objects.requireNonNull(feed);
    long room = options.checkpointCommits() - (seen - base.sequence());
    commits.gather((int) Math.clamp(room, 1, NOTED_AT_ONCE), wait);
    Commit commit = commits.next(Duration.ZERO);
    while (commit != null) {
      note(commit);
      commit =
          seen - base.sequence() < options.checkpointCommits() ? commits.next(Duration.ZERO) : null;
    }
  }

  private void note(Commit commit) {
    ChangeSet changes = commit.encoded().changeSet();
    for (ChangeSet.Put<?> put : changes.puts()) {
      touch(put.table().name(), put.record().id());
    }
    for (ChangeSet.Removal removal : changes.removals()) {
      touch(removal.table().name(), removal.id());
      emptied.add(removal.table().name());
    }
    Set<UUID> tickets = touched.getOrDefault(Tables.TICKETS.name(), Set.of());
    for (TimelineEntry entry : changes.entries()) {
      UUID ticketId = entry.ticketId();
      if (ticketId != null && !tickets.contains(ticketId)) {
        touch(Pages.TIMELINES, ticketId);
      }
    }
    seen = commit.sequence();
  }

  private void touch(String table, UUID id) {
    touched.computeIfAbsent(table, any -> new LinkedHashSet<>()).add(id);
  }

  /** Writes what was touched since the last checkpoint; on trouble the graph stays where it was. */
  void checkpointNow() {
    turn.lock();
    try {
      checkpointInTurn();
    } finally {
      turn.unlock();
    }
  }

  private void checkpointInTurn() {
    if (failed) {
      return;
    }
    try {
      collect(Duration.ZERO);
      if (seen == base.sequence()) {
        return;
      }
      State current = Objects.requireNonNull(snapshot).get();
      while (seen < current.sequence()) {
        Commit commit = Objects.requireNonNull(feed).next(POLL);
        if (commit != null) {
          note(commit);
        }
      }
      long started = System.nanoTime();
      // A commit is published before the feed gives it, so the feed stands at this state exactly.
      List<DirtyPage> pages = pages(current);
      graph.checkpoint(
          current.sequence(),
          log.read(current.sequence()).chainHash(),
          Document.of(Pages.AT_MILLIS, current.atMillis()),
          pages);
      time.recordNanos(System.nanoTime() - started);
      pages.forEach(page -> bytes.add(page.bytes().length));
      base = current;
      touched.clear();
      emptied.clear();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (GraphException trouble) {
      failed = true;
      LOG.error(
          "The object graph takes no more checkpoints until the next start, which will replay the"
              + " log from entry {}. Nothing is lost. {}",
          base.sequence() + 1,
          trouble.getMessage());
    }
  }

  private List<DirtyPage> pages(State current) {
    List<DirtyPage> pages = new ArrayList<>();
    BitSet ofTickets = new BitSet();
    for (Table<?> table : current.tables()) {
      String name = Pages.name(table.schema());
      BitSet dirty = dirty(table);
      if (table.schema().name().equals(Tables.TICKETS.name())) {
        ofTickets.or(dirty);
      }
      dirty.stream()
          .forEach(page -> pages.add(new DirtyPage(name, page, Pages.records(table, page))));
    }
    BitSet timelines = grown(base.timelines().size(), current.timelines().size());
    Table<?> tickets = current.table(Tables.TICKETS);
    for (UUID id : touched.getOrDefault(Pages.TIMELINES, Set.of())) {
      mark(timelines, tickets.slotOf(id));
    }
    // A timeline stands in its ticket's slot, and grows with nearly every change of the ticket.
    ofTickets.and(grown(0, current.timelines().size()));
    timelines.or(ofTickets);
    timelines.stream()
        .forEach(page ->
            pages.add(new DirtyPage(Pages.TIMELINES, page, Pages.timelines(current, page))));
    BitSet receipts = grown(base.receipts().bySlot().size(), current.receipts().bySlot().size());
    receipts.or(grown(base.receipts().first(), current.receipts().first()));
    receipts.stream()
        .forEach(
            page -> pages.add(new DirtyPage(Pages.RECEIPTS, page, Pages.receipts(current, page))));
    return pages;
  }

  private BitSet dirty(Table<?> now) {
    Table<?> before = base.table(now.schema());
    BitSet dirty = new BitSet();
    boolean besideTickets = now.schema().ofTicket();
    if (!besideTickets) {
      dirty.or(grown(before.slots(), now.slots()));
    }
    if (besideTickets != before.schema().ofTicket()) {
      // Records have moved to other slots, or nobody knows which were touched.
      before.live().forEach(slot -> mark(dirty, slot));
      now.live().forEach(slot -> mark(dirty, slot));
    }
    // A record has its slot for good, unless it leaves it.
    boolean left = emptied.contains(now.schema().name());
    for (UUID id : touched.getOrDefault(now.schema().name(), Set.of())) {
      mark(dirty, now.slotOf(id));
      if (besideTickets || left) {
        mark(dirty, before.slotOf(id));
      }
    }
    return dirty;
  }

  private static BitSet grown(int from, int to) {
    BitSet pages = new BitSet();
    if (to > from) {
      pages.set(from / Pages.SLOTS, (to - 1) / Pages.SLOTS + 1);
    }
    return pages;
  }

  private static void mark(BitSet pages, int slot) {
    if (slot >= 0) {
      pages.set(slot / Pages.SLOTS);
    }
  }

  @Override
  public void close() {
    closing = true;
    CommitFeed commits = feed;
    Thread worker = thread;
    if (worker != null && commits != null) {
      // Wakes the worker; what was published before is still given to the last checkpoint.
      commits.close();
      try {
        worker.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      checkpointNow();
    }
  }
}
