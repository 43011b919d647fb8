package dev.trestle.graphql.desk.live;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.state.State;
import dev.trestle.graphql.desk.view.EventView;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.LiveSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's events, pulled from the desk's feed commit by commit. It holds the events of one
 * commit at most; how far it may fall behind is bounded.
 */
final class EventSource implements LiveSource {
  /** How many commits a subscriber may fall behind, beyond what it had to catch up at the start. */
  static final long BEHIND_MAX = 100_000;

  /** Makes of an event what the subscription shows; null when it is not wanted. */
  @FunctionalInterface
  interface Shown {
    @Nullable LiveItem of(EventView event, Scope scope);
  }

  private final Scope.Source scopes;
  private final CurrentViewer viewers;
  private final Viewer opened;
  private final Shown shown;
  private final @Nullable EventCursor seen;
  private final CommitFeed feed;
  private final long behindMax;
  private final Deque<LiveItem> pending = new ArrayDeque<>();

  EventSource(
      Scope.Source scopes,
      CurrentViewer viewers,
      Viewer opened,
      Shown shown,
      @Nullable EventCursor seen) {
    this.scopes = scopes;
    this.viewers = viewers;
    this.opened = opened;
    this.shown = shown;
    this.seen = seen;
    Desk desk = scopes.desk();
    // The commit of the cursor is read once more: the subscriber may have seen only a part of it.
    this.feed = desk.feed(seen == null ? desk.snapshot().sequence() : seen.sequence() - 1);
    this.behindMax = feed.behind() + BEHIND_MAX;
  }

  @Override
  public @Nullable LiveItem next(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (pending.isEmpty()) {
      if (feed.behind() > behindMax) {
        throw new FieldProblem(
            ProblemType.LIMIT,
            "EVENTS_TOO_FAR_BEHIND",
            "This subscription is more than " + BEHIND_MAX + " commits behind.",
            "Read the list again and subscribe anew without a cursor.");
      }
      long left = Math.max(0, deadline - System.nanoTime());
      Commit commit = feed.next(Duration.ofNanos(left));
      if (commit == null) {
        return null;
      }
      if (!expand(commit)) {
        return null;
      }
    }
    return pending.poll();
  }

  /**
   * Collects what the commit shows; false when the viewer's credential has ended. The door is then
   * woken as if nothing had come: it asks who is there, and closes.
   */
  private boolean expand(Commit commit) {
    State state = scopes.desk().snapshot();
    Viewer viewer = viewers.now(opened, state);
    if (viewer == null) {
      return false;
    }
    Scope scope = scopes.of(state, viewer);
    CommitEvents.each(
        commit,
        scope,
        seen,
        event -> {
          LiveItem item = shown.of(event, scope);
          if (item != null) {
            pending.add(item);
          }
        });
    return true;
  }

  @Override
  public void close() {
    feed.close();
  }
}
