package dev.trestle.app.plugins.work;

import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.work.Cursors;
import dev.trestle.domain.plugin.work.ReactionWork;
import dev.trestle.domain.record.PluginCursor;
import dev.trestle.sdk.event.Reaction;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Leads one reaction along the log, behind its stored cursor. */
final class ReactionWorker extends Worker {
  private static final Duration LOOK = Duration.ofMillis(250);

  /**
   * How long commits gather that follow closely on others: a busy desk makes a thousand groups of
   * them a second, and waking every reaction for each would cost more than what they do.
   */
  private static final Duration PACE = Duration.ofMillis(10);

  private final Reaction reaction;
  private @Nullable ReactionWork doing;
  private long tookUpNanos = System.nanoTime() - PACE.toNanos();
  private volatile @Nullable CommitFeed feed;

  ReactionWorker(Desk desk, InstantSource clock, ActivePlugin plugin, Reaction reaction) {
    super(desk, clock, plugin, "reaction " + reaction.name());
    this.reaction = reaction;
  }

  @Override
  void work() throws InterruptedException {
    ReactionWork work = doing;
    CommitFeed commits = feed;
    if (work == null || commits == null) {
      PluginCursor cursor = Cursors.find(desk.snapshot(), plugin.id(), reaction.name());
      if (cursor == null) {
        // The commit that enables a plugin writes its cursors, so it is on its way out already.
        rest(LOOK);
        return;
      }
      work = new ReactionWork(plugin, reaction, cursor);
      commits = desk.feed(work.resumeAfter());
      doing = work;
      feed = commits;
    }
    try {
      step(work, commits);
    } catch (RuntimeException trouble) {
      // What was in the making is not known any more; the stored cursor is.
      letGo();
      throw trouble;
    }
  }

  private void step(ReactionWork work, CommitFeed commits) throws InterruptedException {
    Idle looked = looking();
    boolean took = false;
    while (!work.full()) {
      Commit commit = commits.next(Duration.ZERO);
      if (commit == null) {
        break;
      }
      work.take(commit);
      took = true;
    }
    PluginCommand next = work.next(clock.millis());
    if (next != null) {
      work.heard(execute(next), clock.millis());
    } else if (work.full()) {
      rest(LOOK);
    } else if (!took) {
      Idle idle = work.waits() ? looked : new Idle(looked.sequence(), Long.MAX_VALUE);
      idly(
          idle,
          () -> {
            commits.await(work::wants, LOOK);
            return null;
          });
      if (commits.behind() > 0) {
        if (System.nanoTime() - tookUpNanos < PACE.toNanos()) {
          rest(PACE);
        }
        tookUpNanos = System.nanoTime();
      }
    }
  }

  @Override
  void ring() {
    super.ring();
    CommitFeed open = feed;
    if (open != null) {
      open.ring();
    }
  }

  @Override
  void stop() {
    super.stop();
    CommitFeed open = feed;
    if (open != null) {
      open.close();
    }
  }

  @Override
  void ended() {
    letGo();
  }

  private void letGo() {
    CommitFeed open = feed;
    if (open != null) {
      open.close();
    }
    feed = null;
    doing = null;
  }
}
