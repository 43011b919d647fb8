package dev.trestle.domain.plugin.work;

import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The desk's log as far as one plugin may hear of it. */
public final class DeskEventLog implements EventLog {
  private static final int COMMITS_MAX = 1_000;
  private static final int EVENTS_MAX = 1_000;

  private final Desk desk;
  private final Asked consented;

  public DeskEventLog(Desk desk, Asked consented) {
    this.desk = desk;
    this.consented = consented;
  }

  @Override
  public long lastSequence() {
    return desk.snapshot().sequence();
  }

  @Override
  public Stretch after(long sequence, int ordinal, int max) {
    int wanted = Math.clamp(max, 1, EVENTS_MAX);
    List<DeskEvent> events = new ArrayList<>();
    long doneSequence = Math.max(0, sequence);
    int doneOrdinal = ordinal;
    // The commit of the place is read once more: it may have been told of in part only.
    try (CommitFeed feed = desk.feed(Math.max(0, sequence - 1))) {
      for (int commits = 0; commits <= COMMITS_MAX; commits++) {
        Commit commit = feed.next(Duration.ZERO);
        if (commit == null) {
          return new Stretch(events, doneSequence, doneOrdinal, true);
        }
        for (Occurrence one :
            Occurrence.of(commit, this::wanted, consented.reads().contains("message"))) {
          if (one.sequence() > sequence || one.ordinal() > ordinal) {
            if (events.size() == wanted) {
              return new Stretch(events, doneSequence, doneOrdinal, false);
            }
            events.add(one);
            doneSequence = one.sequence();
            doneOrdinal = one.ordinal();
          }
        }
        if (commit.sequence() > doneSequence) {
          doneSequence = commit.sequence();
          doneOrdinal = commit.encoded().changeSet().entries().size() - 1;
        }
      }
      return new Stretch(events, doneSequence, doneOrdinal, feed.behind() == 0);
    } catch (InterruptedException stopped) {
      // Whoever interrupts a call into a plugin wants it to end, not to go on with less.
      throw new IllegalStateException("the log was left in the middle of a read", stopped);
    }
  }

  private boolean wanted(String type) {
    return consented.events().contains("*") || consented.events().contains(type);
  }
}
