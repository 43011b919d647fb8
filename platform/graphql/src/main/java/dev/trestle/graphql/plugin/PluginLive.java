package dev.trestle.graphql.plugin;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.state.State;
import dev.trestle.graphql.desk.live.CurrentViewer;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.LiveSource;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.ResumePoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A plugin's subscriptions: its stream behind guarded calls, each item told as the viewer may. */
final class PluginLive {
  /** So long at most one call waits for an item, so that a stopped plugin is let go of soon. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(1);

  private final PluginDoor door;
  private final Scope.Source scopes;
  private final CurrentViewer viewers;

  PluginLive(PluginDoor door, Scope.Source scopes, CurrentViewer viewers) {
    this.door = door;
    this.scopes = scopes;
    this.viewers = viewers;
  }

  FieldKind.Live of(String name, FieldKind.Live live, Answers.Turn turn) {
    String what = "subscription " + name;
    return (arguments, request) -> {
      // Opened anew in a later generation, it begins with what the desk knows by then.
      Scope scope = scopes.of(scopes.desk().snapshot(), request.get(Viewer.class));
      PluginFields.requireSignedIn(scope);
      RequestContext.Builder context = door.started(request, scope, door.computing());
      ResumePoint resume = request.find(ResumePoint.class);
      if (resume != null) {
        context.with(ResumePoint.class, resume);
      }
      RequestContext asked = context.build();
      Object opened = door.one(what, PluginCalls.USUAL_LIMIT, index -> live.open(arguments, asked));
      if (opened instanceof FieldProblem problem) {
        throw problem;
      }
      if (!(opened instanceof LiveSource source)) {
        throw new IllegalStateException(what + " of plugin " + door.id() + " opened nothing");
      }
      return new Guarded(what, source, turn, scope.viewer());
    };
  }

  /** The stream as the engine pulls it. */
  private final class Guarded implements LiveSource {
    private final String what;
    private final LiveSource source;
    private final Answers.Turn turn;
    private final Viewer opened;

    Guarded(String what, LiveSource source, Answers.Turn turn, Viewer opened) {
      this.what = what;
      this.source = source;
      this.turn = turn;
      this.opened = opened;
    }

    @Override
    public @Nullable LiveItem next(Duration timeout) throws InterruptedException {
      long deadline = System.nanoTime() + timeout.toNanos();
      while (true) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return null;
        }
        Duration wait = left < WAIT_MAX.toNanos() ? Duration.ofNanos(left) : WAIT_MAX;
        Object item =
            door.one(what, wait.plus(PluginCalls.USUAL_LIMIT), index -> told(source.next(wait)));
        if (item instanceof FieldProblem problem) {
          throw problem;
        }
        if (item instanceof LiveItem live) {
          return live;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }

    /** The item as the viewer may see it by now; null when it may not, the end when it left. */
    private @Nullable LiveItem told(@Nullable LiveItem item) {
      if (item == null || item == LiveItem.END) {
        return item;
      }
      State state = scopes.desk().snapshot();
      Viewer now = viewers.now(opened, state);
      if (now == null) {
        return LiveItem.END;
      }
      Scope scope = scopes.of(state, now);
      Object value = turn.of(item.value(), () -> scope);
      return value == null ? null : new LiveItem(value, item.cursor());
    }

    @Override
    public void close() {
      // A stream that cannot be closed has been counted and logged; there is nobody to tell.
      door.one(
          what + " closing",
          PluginCalls.USUAL_LIMIT,
          index -> {
            source.close();
            return null;
          });
    }
  }
}
