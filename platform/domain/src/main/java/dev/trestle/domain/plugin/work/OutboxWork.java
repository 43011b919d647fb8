package dev.trestle.domain.plugin.work;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.event.OutboxChannel.Backoff;
import dev.trestle.sdk.event.OutboxChannel.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Closes attempts to deliver, several in one commit: what arrived leaves the outbox, what failed
 * waits for its next attempt or is set aside as dead.
 */
public final class OutboxWork {
  private static final int REASON_MAX = 2_000;

  private final ActivePlugin plugin;
  private final List<Attempt> attempts;
  private final List<String> failedNotes = new ArrayList<>();

  /**
   * One attempt that has ended.
   *
   * @param entry as it was when the attempt began
   * @param stretch what to multiply the wait by, so that many retries do not come at once
   */
  public record Attempt(OutboxEntry entry, Delivery delivery, Backoff backoff, double stretch) {}

  public OutboxWork(ActivePlugin plugin, List<Attempt> attempts) {
    this.plugin = plugin;
    this.attempts = List.copyOf(attempts);
  }

  /** Closes them all. An attempt whose entry is gone, or was changed by people, is passed over. */
  public PluginCommand close() {
    return new PluginCommand("CloseDeliveries", 0, this::close);
  }

  private void close(Draft draft) {
    failedNotes.clear();
    for (Attempt attempt : attempts) {
      OutboxEntry entry = draft.find(Tables.OUTBOX, attempt.entry().id());
      if (entry == null || entry.version() != attempt.entry().version()) {
        continue;
      }
      close(draft, entry, attempt);
      Consumer<dev.trestle.sdk.command.Draft> note = attempt.delivery().note();
      if (note != null) {
        Deeds.Failed failed = Deeds.done(plugin, "note on " + entry.channel(), 0, draft, note);
        if (failed != null) {
          // It went out all the same; without its close it would go out again for ever.
          failedNotes.add(entry.id() + ": " + failed.reason());
        }
      }
    }
  }

  private static void close(Draft draft, OutboxEntry entry, Attempt attempt) {
    Delivery delivery = attempt.delivery();
    switch (delivery.outcome()) {
      case DELIVERED, DROPPED -> draft.remove(Tables.OUTBOX, entry);
      case REFUSED -> draft.put(Tables.OUTBOX, tried(entry, OutboxState.DEAD, 0, delivery));
      case RETRY -> {
        long next = draft.now() + wait(attempt, entry.attempts()).toMillis();
        boolean givenUp =
            next > entry.countedFromMillis() + attempt.backoff().giveUpAfter().toMillis();
        draft.put(
            Tables.OUTBOX,
            givenUp
                ? tried(entry, OutboxState.DEAD, 0, delivery)
                : tried(entry, OutboxState.PENDING, next, delivery));
      }
    }
  }

  private static Duration wait(Attempt attempt, int before) {
    List<Duration> waits = attempt.backoff().waits();
    Duration usual = waits.get(Math.min(before, waits.size() - 1));
    Duration stretched = Duration.ofMillis((long) (usual.toMillis() * attempt.stretch()));
    Duration asked = attempt.delivery().after();
    return asked != null && asked.compareTo(stretched) > 0 ? asked : stretched;
  }

  private static OutboxEntry tried(
      OutboxEntry entry, OutboxState state, long nextAttemptAtMillis, Delivery delivery) {
    return new OutboxEntry(
        entry.id(),
        entry.version() + 1,
        entry.channel(),
        entry.orderKey(),
        state,
        entry.attempts() + 1,
        nextAttemptAtMillis,
        bounded(delivery.reason()),
        entry.payload(),
        entry.createdAtMillis(),
        entry.retriedAtMillis(),
        entry.extra());
  }

  private static @Nullable String bounded(@Nullable String reason) {
    return reason == null || reason.length() <= REASON_MAX
        ? reason
        : reason.substring(0, REASON_MAX);
  }

  /** The notes that failed when the close was decided last, for the log. */
  public List<String> failedNotes() {
    return List.copyOf(failedNotes);
  }
}
