package dev.trestle.plugins.sla;

import static dev.trestle.plugins.sla.Recount.RECOUNTS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.TimerHandler;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Brings the records of open tickets in line with changed policies and calendars, some hundred in a
 * commit, one commit after the other. What is asked of a ticket meanwhile is right all the same;
 * only lists may still be sorted as before.
 */
final class RecountTimer implements TimerHandler {
  static final String NAME = "recount";
  static final int BATCH = 250;
  private static final Map<String, Object> OPEN = Map.of("open", true);

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Begins anew with the oldest ticket, also when an earlier change is still being followed.
   *
   * @param changedAt when the change began to hold
   */
  static void begin(Draft draft, Instant changedAt) {
    int total = draft.snapshot().tickets(OPEN).count();
    Recount before = Recount.of(draft.snapshot());
    Instant latest =
        before != null && before.changedAt().isAfter(changedAt) ? before.changedAt() : changedAt;
    draft.put(RECOUNTS, new Recount(Recount.ONLY, 0, latest, Instant.EPOCH, 0, 0, total, null));
    draft.setTimer(new TimerSetting(NAME, NAME, draft.now(), null));
  }

  @Override
  public void fired(Alarm alarm) {
    Draft draft = alarm.draft();
    Recount recount = Recount.of(draft.snapshot());
    if (recount == null || recount.finishedAt() != null) {
      return;
    }
    List<Ticket> next =
        draft.snapshot().tickets(OPEN).first(BATCH + recount.skip(), recount.from());
    next = next.subList(Math.min(recount.skip(), next.size()), next.size());
    Keeping keeping = new Keeping(draft);
    // One snapshot for all: with each change of the draft the next one would have to be made anew.
    Snapshot snapshot = draft.snapshot();
    for (Ticket ticket : next) {
      bring(snapshot, keeping, ticket);
    }
    draft.put(RECOUNTS, after(recount, next, draft.now()));
    if (next.size() == BATCH) {
      draft.setTimer(new TimerSetting(NAME, NAME, draft.now(), null));
    }
  }

  private static void bring(Snapshot snapshot, Keeping keeping, Ticket ticket) {
    TicketClocks record = Keeping.of(snapshot, ticket.id());
    if (record == null) {
      keeping.begin(ticket, Courses.recalled(keeping.rules(), snapshot, ticket));
    } else {
      keeping.catchUp(record, ticket);
    }
  }

  private static Recount after(Recount recount, List<Ticket> looked, Instant now) {
    boolean last = looked.size() < BATCH;
    Instant from =
        looked.isEmpty()
            ? recount.from()
            : Instant.ofEpochMilli(looked.getLast().createdAtMillis());
    int skip = from.equals(recount.from()) ? recount.skip() : 0;
    for (Ticket ticket : looked) {
      skip += ticket.createdAtMillis() == from.toEpochMilli() ? 1 : 0;
    }
    return new Recount(
        recount.id(),
        0,
        recount.changedAt(),
        from,
        skip,
        recount.done() + looked.size(),
        recount.total(),
        last ? now : null);
  }
}
