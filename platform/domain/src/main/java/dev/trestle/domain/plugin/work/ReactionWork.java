package dev.trestle.domain.plugin.work;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.record.PluginCursor;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.PluginFaultKind;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One reaction of one plugin at work: takes in commits, gives the command to execute next, and
 * hears what became of it. A command holds what several events in a row caused together with the
 * cursor behind them, so that each takes effect exactly once. An event that fails is asked again
 * alone, a few times, and then set aside.
 *
 * <p>Belongs to one thread; reads no clock and waits for nothing.
 */
public final class ReactionWork {
  /** So many reactions to reactions may follow each other. */
  public static final int DEPTH_MAX = 8;

  /**
   * How many events one reaction may cause, by its depth; deeper ones the last. What one event may
   * lead to in the end is the product of these, so they fall quickly.
   */
  private static final List<Integer> CAUSED_MAX = List.of(1_000, 30, 3, 3, 1);

  /** A commit with so many changes is full: further events go into the next one. */
  private static final int CHANGES_MAX = 10_000;

  static final int EVENTS_MAX = 256;
  static final int ATTEMPTS_MAX = 3;

  /**
   * So much is passed over before the cursor is stored for that alone. A start reads what came
   * since, which costs less than a commit of each reaction in every second of a desk at work.
   */
  private static final int LAZY_EVENTS = 4_000;

  private static final long LAZY_MILLIS = 5_000;

  private static final long RETRY_MILLIS = 1_000;
  private static final int REASON_MAX = 2_000;

  private final ActivePlugin plugin;
  private final Reaction reaction;
  private final String name;
  private final Predicate<String> wanted;
  private final boolean readsText;
  private final Deque<Occurrence> waiting = new ArrayDeque<>();
  // Up to here everything has been dealt with, whether or not the stored cursor says so.
  private long doneSequence;
  private int doneOrdinal;
  // The last commit that was taken in.
  private long takenSequence;
  private int passed;
  private long passedSinceMillis = -1;
  private int attempts;
  private boolean alone;
  private long notBeforeMillis;
  private String reason = "";
  private @Nullable Batch batch;

  /** A reaction that goes on behind a cursor. */
  public ReactionWork(ActivePlugin plugin, Reaction reaction, PluginCursor cursor) {
    this.plugin = plugin;
    this.reaction = reaction;
    this.name = cursor.reaction();
    this.wanted = wanted(reaction.events(), plugin.consented().events());
    this.readsText = plugin.consented().reads().contains("message");
    this.doneSequence = cursor.sequence();
    this.doneOrdinal = cursor.ordinal();
    this.takenSequence = resumeAfter();
  }

  /** How many events and messages a reaction so deep, from 1 on, may cause. */
  static int eventsMax(int depth) {
    return CAUSED_MAX.get(Math.min(depth, CAUSED_MAX.size()) - 1);
  }

  /** Behind which commit the feed must start: the cursor's own may be done in part only. */
  public long resumeAfter() {
    return doneOrdinal == PluginCursor.WHOLE ? doneSequence : Math.max(0, doneSequence - 1);
  }

  /** Whether no more commits should be taken in for now. */
  public boolean full() {
    return waiting.size() >= EVENTS_MAX;
  }

  /** Takes in the next commit. */
  public void take(Commit commit) {
    takenSequence = commit.sequence();
    if (leavesTo(commit)) {
      for (Occurrence one : Occurrence.of(commit, wanted, readsText)) {
        if (one.sequence() > doneSequence || one.ordinal() > doneOrdinal) {
          waiting.add(one);
        }
      }
    }
    passed += commit.encoded().changeSet().entries().size();
  }

  /** Whether a commit holds anything that the reaction is told of. */
  public boolean wants(Commit commit) {
    if (leavesTo(commit)) {
      for (TimelineEntry entry : commit.encoded().changeSet().entries()) {
        if (wanted.test(Occurrence.typeOf(entry))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a commit leaves anything to a reaction that only repairs. */
  private boolean leavesTo(Commit commit) {
    return !reaction.repairs()
        || !commit.encoded().changeSet().header().accompaniedBy().contains(plugin.id());
  }

  /** The types it is told of: the consented ones of those it asks for, which are all by default. */
  private static Predicate<String> wanted(Set<String> asked, List<String> consented) {
    if (consented.contains("*")) {
      return asked.isEmpty() ? any -> true : Set.copyOf(asked)::contains;
    }
    Set<String> told = new HashSet<>(consented);
    if (!asked.isEmpty()) {
      told.retainAll(asked);
    }
    return told::contains;
  }

  /** Whether events were taken in that are not dealt with yet. */
  public boolean waits() {
    return !waiting.isEmpty();
  }

  /** When there will be something to do at the latest; now, or later when a failure has to wait. */
  public long dueAtMillis() {
    return notBeforeMillis;
  }

  /**
   * What to execute now, as the plugin itself, without an operation key; null when there is nothing
   * to do yet. Each command must be followed by {@link #heard}.
   */
  public @Nullable PluginCommand next(long nowMillis) {
    if (nowMillis < notBeforeMillis) {
      return null;
    }
    if (!waiting.isEmpty()) {
      Occurrence first = waiting.getFirst();
      if (attempts >= ATTEMPTS_MAX) {
        batch = new Batch(List.of(first), true);
        return command(first.depth(), draft -> setAside(first, draft));
      }
      Batch next = new Batch(together(), false);
      batch = next;
      return command(first.depth() + 1, next::fill);
    }
    return lazily(nowMillis);
  }

  /** The events that go into one commit: those of one depth, so that none is told too deep. */
  private List<Occurrence> together() {
    List<Occurrence> events = new ArrayList<>();
    int depth = waiting.getFirst().depth();
    for (Occurrence one : waiting) {
      if (one.depth() != depth || events.size() == (alone ? 1 : EVENTS_MAX)) {
        break;
      }
      events.add(one);
    }
    return events;
  }

  private PluginCommand command(int depth, Consumer<Draft> work) {
    return new PluginCommand("React", Math.min(depth, DEPTH_MAX), work);
  }

  /** Events that caused nothing are not worth a commit each; some day their cursor is. */
  private @Nullable PluginCommand lazily(long nowMillis) {
    if (passed == 0) {
      passedSinceMillis = -1;
      return null;
    }
    if (passedSinceMillis < 0) {
      passedSinceMillis = nowMillis;
    }
    if (passed < LAZY_EVENTS && nowMillis - passedSinceMillis < LAZY_MILLIS) {
      return null;
    }
    long through = takenSequence;
    batch = new Batch(List.of(), true);
    return command(0, draft -> Cursors.put(draft, plugin.id(), name, through, PluginCursor.WHOLE));
  }

  private void setAside(Occurrence event, Draft draft) {
    draft.put(
        Tables.PLUGIN_FAULTS,
        new PluginFault(
            draft.newId(),
            1,
            plugin.id(),
            PluginFaultKind.EVENT,
            name,
            event.sequence(),
            event.ordinal(),
            null,
            0,
            event.ticketId(),
            Document.empty(),
            reason,
            draft.now(),
            Document.empty()));
    Cursors.put(draft, plugin.id(), name, event.sequence(), event.ordinal());
  }

  /** Hears what became of the command given last. */
  public void heard(Outcome outcome, long nowMillis) {
    Batch tried = batch;
    batch = null;
    if (tried == null) {
      throw new IllegalStateException("nothing was to be heard of");
    }
    if (!outcome.done()) {
      refused(outcome, tried, nowMillis);
      return;
    }
    if (tried.events.isEmpty()) {
      noted(takenSequence, PluginCursor.WHOLE);
      return;
    }
    int done = tried.whole ? tried.events.size() : tried.done;
    for (int i = 0; i < done; i++) {
      Occurrence event = waiting.removeFirst();
      doneSequence = event.sequence();
      doneOrdinal = event.ordinal();
      attempts = 0;
      alone = false;
    }
    if (outcome.sequence() > 0 && waiting.isEmpty()) {
      passed = 0;
    }
    Deeds.Failed failed = tried.failed;
    if (failed != null && !tried.whole) {
      failed(failed.reason(), failed.away(), nowMillis);
    }
  }

  private void noted(long sequence, int ordinal) {
    doneSequence = sequence;
    doneOrdinal = ordinal;
    passed = 0;
    passedSinceMillis = -1;
  }

  /** The whole commit was refused; alone, each event shows whether it is the one. */
  private void refused(Outcome outcome, Batch tried, long nowMillis) {
    boolean passing =
        outcome.problems().stream().anyMatch(problem -> problem.type() == ProblemType.UNAVAILABLE);
    if (passing || tried.whole) {
      notBeforeMillis = nowMillis + RETRY_MILLIS;
    } else if (tried.events.size() > 1) {
      alone = true;
    } else {
      failed(Deeds.sentence(outcome.problems()), false, nowMillis);
    }
  }

  private void failed(String why, boolean away, long nowMillis) {
    alone = true;
    reason = why.length() <= REASON_MAX ? why : why.substring(0, REASON_MAX);
    attempts += away ? 0 : 1;
    notBeforeMillis = attempts >= ATTEMPTS_MAX ? nowMillis : nowMillis + RETRY_MILLIS * attempts;
    if (away) {
      notBeforeMillis = nowMillis + RETRY_MILLIS;
    }
  }

  /** Some events in a row, with how far the last decision on them came. */
  private final class Batch {
    private final List<Occurrence> events;
    // Whether it is done with as soon as it is committed.
    private final boolean whole;
    private int done;
    private Deeds.@Nullable Failed failed;

    Batch(List<Occurrence> events, boolean whole) {
      this.events = events;
      this.whole = whole;
    }

    /** Asked once for each time the commit is decided. */
    void fill(Draft draft) {
      done = 0;
      failed = null;
      for (Occurrence event : events) {
        failed =
            Deeds.done(
                plugin,
                "reaction " + name,
                event.depth() + 1,
                draft,
                own -> reaction.react(new Told(event, own, plugin.surroundings())));
        if (failed != null) {
          break;
        }
        done++;
        if (draft.size() > CHANGES_MAX) {
          break;
        }
      }
      if (draft.size() > 0) {
        Occurrence last = events.get(done - 1);
        Cursors.put(draft, plugin.id(), name, last.sequence(), last.ordinal());
      }
    }
  }

  private record Told(
      DeskEvent event, dev.trestle.sdk.command.Draft draft, Surroundings surroundings)
      implements Reaction.Occasion {}
}
