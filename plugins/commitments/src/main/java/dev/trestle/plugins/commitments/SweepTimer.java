package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Sweep.SWEEPS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.TimerHandler;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Brings the standings of open tickets in line, some in a commit, one commit after the other. */
final class SweepTimer implements TimerHandler {
  static final String NAME = "sweep";
  private static final int BATCH = 250;
  private static final Map<String, Object> OPEN = Map.of("open", true);

  @Override
  public String name() {
    return NAME;
  }

  /** Begins anew with the oldest ticket, also when an earlier change is still being followed. */
  static void begin(Draft draft) {
    draft.put(SWEEPS, new Sweep(Sweep.ONLY, 0, Instant.EPOCH, 0, 0, null));
    draft.setTimer(new TimerSetting(NAME, NAME, draft.now(), null));
  }

  @Override
  public void fired(Alarm alarm) {
    Draft draft = alarm.draft();
    Sweep sweep = Sweep.of(draft.snapshot());
    if (sweep == null || sweep.finishedAt() != null) {
      return;
    }
    List<Ticket> next = draft.snapshot().tickets(OPEN).first(BATCH + sweep.skip(), sweep.from());
    next = next.subList(Math.min(sweep.skip(), next.size()), next.size());
    Rules rules = Keepers.rules(draft);
    for (Ticket ticket : next) {
      Keepers.catchUp(draft, rules, ticket.id(), true);
    }
    draft.put(SWEEPS, after(sweep, next, draft.now()));
    if (next.size() == BATCH) {
      draft.setTimer(new TimerSetting(NAME, NAME, draft.now(), null));
    }
  }

  private static Sweep after(Sweep sweep, List<Ticket> looked, Instant now) {
    Instant from =
        looked.isEmpty() ? sweep.from() : Instant.ofEpochMilli(looked.getLast().createdAtMillis());
    int skip = from.equals(sweep.from()) ? sweep.skip() : 0;
    for (Ticket ticket : looked) {
      skip += ticket.createdAtMillis() == from.toEpochMilli() ? 1 : 0;
    }
    return new Sweep(
        sweep.id(),
        0,
        from,
        skip,
        sweep.done() + looked.size(),
        looked.size() < BATCH ? now : null);
  }
}
