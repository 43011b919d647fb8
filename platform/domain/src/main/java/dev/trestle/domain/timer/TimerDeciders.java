package dev.trestle.domain.timer;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.event.Event.Change;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.Tables;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides timers. A timer fires by a commit that removes it and tells that it fired, with the time
 * it was due: so it fires once, also after a crash or a week off.
 */
public final class TimerDeciders {
  private TimerDeciders() {}

  /** Sets a timer, or moves the owner's timer of this key. */
  public record SetTimer(
      String owner, String key, Instant dueAt, @Nullable UUID ticketId, Document payload)
      implements Command {}

  /** Takes back a timer; without effect when there is none. */
  public record CancelTimer(String owner, String key) implements Command {}

  /** Says that a timer's time has come; without effect before that, and the second time. */
  public record FireTimer(UUID timerId) implements Command {}

  public static void register(Deciders deciders) {
    deciders.add(SetTimer.class, TimerDeciders::set);
    deciders.add(CancelTimer.class, TimerDeciders::cancel);
    deciders.add(FireTimer.class, TimerDeciders::fire);
  }

  private static @Nullable Timer find(Draft draft, String owner, String key) {
    return draft.state().table(Tables.TIMERS).unique("key", List.of(owner, key));
  }

  private static void set(SetTimer wish, Draft draft) {
    Timer before = find(draft, wish.owner(), wish.key());
    UUID id = before == null ? draft.newId() : before.id();
    draft.put(
        Tables.TIMERS,
        new Timer(
            id,
            before == null ? 1 : before.version() + 1,
            wish.owner(),
            wish.key(),
            wish.dueAt().toEpochMilli(),
            wish.ticketId(),
            wish.payload(),
            draft.now(),
            0,
            Document.empty()));
    draft.result("timer", id);
  }

  private static void cancel(CancelTimer wish, Draft draft) {
    Timer timer = find(draft, wish.owner(), wish.key());
    if (timer != null) {
      draft.remove(Tables.TIMERS, timer);
    }
  }

  private static void fire(FireTimer wish, Draft draft) {
    Timer timer = draft.find(Tables.TIMERS, wish.timerId());
    if (timer == null || timer.dueAtMillis() > draft.now()) {
      return;
    }
    draft.remove(Tables.TIMERS, timer);
    draft.event(
        "TimerFired",
        Tables.TIMERS,
        timer.id(),
        timer.ticketId(),
        List.of(
            new Change("owner", null, timer.owner(), null, null),
            new Change("key", null, timer.key(), null, null),
            new Change(
                "dueAt", null, Instant.ofEpochMilli(timer.dueAtMillis()).toString(), null, null)),
        null,
        false);
  }
}
