package dev.trestle.plugins.tests.reference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a ticket's course tick by tick and counts.
 *
 * <p>At each tick first come new editions of policies, then the entries of its instant, one by one,
 * then the readings that were asked for, and at last every cycle that goes on gets its mark.
 */
final class SlowClocks {
  /** What is further away than this counts as never; no history here is meant to come so far. */
  private static final int TICKS_AHEAD = 40 * 86_400;

  /** Every so often a walk ahead asks whether there is anything left to come. */
  private static final int TICKS_A_DAY = 86_400;

  private final int tickMillis;
  private final List<SlowEntry> entries;
  private final SlowEntry.State creation;
  private final List<SlowCycle> cycles = new ArrayList<>();
  private final List<Past> past = new ArrayList<>();
  private final Set<Long> editionsFrom = new HashSet<>();

  /** What is promised at some time; nobody sees the cycles of other kinds. */
  private final Map<Agreement, Set<Kind>> kinds = new EnumMap<>(Agreement.class);

  private SlowEntry.State state;
  private boolean merged;
  private boolean held;
  private boolean answered;

  /** Where a word that came in a hold waits for an answer. */
  private final Set<Agreement> owedAfterHold = EnumSet.noneOf(Agreement.class);

  /** How the ticket stood from a tick on. */
  private record Past(long from, Category category, boolean held, boolean merged) {}

  private SlowClocks(List<SlowEntry> entries, int tickMillis) {
    this.entries = entries;
    this.tickMillis = tickMillis;
    this.creation = (SlowEntry.State) entries.getFirst();
    this.state = creation;
    for (Agreement agreement : Agreement.values()) {
      kinds.put(agreement, EnumSet.noneOf(Kind.class));
    }
    for (SlowEntry entry : entries) {
      if (entry instanceof SlowEntry.State changed) {
        for (SlowPolicy policy : changed.policies().values()) {
          for (SlowPolicy.Edition edition : policy.editions()) {
            editionsFrom.add(edition.from());
            kinds.get(policy.agreement()).addAll(edition.targets().keySet());
          }
        }
      }
    }
  }

  /**
   * What the clocks show at each of these instants.
   *
   * @param entries in the order of their times, the creation first
   * @param nows ascending, none before the creation
   */
  static List<List<Reading>> read(List<SlowEntry> entries, int tickMillis, List<Long> nows) {
    return new SlowClocks(entries, tickMillis).walk(nows);
  }

  private List<List<Reading>> walk(List<Long> nows) {
    List<List<Reading>> readings = new ArrayList<>();
    int next = 0;
    for (long tick = creation.at(); tick <= nows.getLast(); tick++) {
      if (tick > creation.at() && !held && editionsFrom.contains(tick)) {
        takeNewEditions(tick);
      }
      while (next < entries.size() && entries.get(next).at() == tick) {
        enter(entries.get(next++));
        past.add(new Past(tick, state.category(), held, merged));
      }
      for (long now : nows) {
        if (now == tick) {
          readings.add(read(now));
        }
      }
      for (SlowCycle cycle : cycles) {
        if (cycle.isLive()) {
          cycle.marks.add(why(cycle, past.getLast(), tick, state.calendar()), state.category());
        }
      }
    }
    return readings;
  }

  private void enter(SlowEntry entry) {
    long at = entry.at();
    switch (entry) {
      case SlowEntry.State changed when changed == creation -> create();
      case SlowEntry.State changed -> change(changed);
      case SlowEntry.Word word when word.inbound() -> ask(at);
      case SlowEntry.Word _ -> answer(at);
      case SlowEntry.MergedAway _ -> {
        merged = true;
        hold(at, true);
      }
      case SlowEntry.ComesBack _ -> {
        merged = false;
        currentCycles().forEach(cycle -> cycle.heldByMerge = false);
        if (held && !state.category().ended()) {
          live(at, false);
        }
      }
      case SlowEntry.Absorbs absorbed -> absorb(absorbed);
      case SlowEntry.Releases released ->
          currentCycles()
              .forEach(cycle -> cycle.reachesBackNoLongerTo(released.other(), creation.at()));
    }
  }

  private void create() {
    beginWhatIsMissing(
        creation.at(),
        EnumSet.of(
            Kind.FIRST_RESPONSE, Kind.AGENT_WORK_TIME, Kind.REQUESTER_WAIT_TIME, Kind.RESOLUTION));
    if (creation.category().ended()) {
      hold(creation.at(), false);
    }
  }

  private void change(SlowEntry.State changed) {
    SlowEntry.State before = state;
    long at = changed.at();
    state = changed;
    if (before.team() != null && !before.team().equals(changed.team())) {
      finish(Kind.TEAM_OWNERSHIP, at);
    }
    if (changed.assignee() != null) {
      finish(Kind.ASSIGNMENT, at);
    }
    if (changed.category().ended()) {
      hold(at, false);
    } else if (held && !merged) {
      live(at, true);
    } else if (!held) {
      takeNewTargets(at);
      beginWhatIsMissing(at, Set.of());
    }
  }

  private void ask(long at) {
    for (Agreement agreement : Agreement.values()) {
      SlowPolicy.Edition edition = edition(agreement, at);
      SlowTarget target =
          edition == null ? null : edition.target(Kind.NEXT_RESPONSE, state.priority());
      boolean owed = answered || (target != null && target.startsWithRequest());
      if (owed && held) {
        owedAfterHold.add(agreement);
      } else if (owed && current(agreement, Kind.NEXT_RESPONSE) == null) {
        begin(agreement, Kind.NEXT_RESPONSE, at);
      }
    }
  }

  private void answer(long at) {
    answered = true;
    owedAfterHold.clear();
    finish(Kind.FIRST_RESPONSE, at);
    finish(Kind.NEXT_RESPONSE, at);
    finish(Kind.PERIODIC_UPDATE, at);
    finish(Kind.PAUSABLE_UPDATE, at);
    if (!held) {
      beginWhatIsMissing(at, Set.of());
    }
  }

  private void hold(long at, boolean byMerge) {
    if (!held) {
      held = true;
      currentCycles().forEach(cycle -> cycle.hold(at, byMerge));
    }
  }

  /** A hold is over. */
  private void live(long at, boolean reopened) {
    held = false;
    for (SlowCycle cycle : currentCycles()) {
      SlowPolicy.Edition edition = edition(cycle.agreement, at);
      if (reopened && edition != null && edition.restartsOnReopen()) {
        cycle.finish(at);
        begin(cycle.agreement, cycle.kind, at);
      } else {
        cycle.goOn(at, tick -> why(cycle, at(tick), tick, state.calendar()));
      }
    }
    takeNewTargets(at);
    takeNewEditions(at);
    beginWhatIsMissing(at, Set.of());
    for (Agreement agreement : owedAfterHold) {
      if (current(agreement, Kind.NEXT_RESPONSE) == null) {
        begin(agreement, Kind.NEXT_RESPONSE, at);
      }
    }
    owedAfterHold.clear();
  }

  /** Another policy or another priority applies to what goes on. */
  private void takeNewTargets(long at) {
    for (SlowCycle cycle : currentCycles()) {
      SlowPolicy policy = state.policies().get(cycle.agreement);
      if (cycle.policy != policy || cycle.priority != state.priority()) {
        SlowPolicy.Edition edition = edition(cycle.agreement, at);
        take(cycle, edition, edition == null ? Mode.CONTINUE : edition.onRetarget(), at);
      }
    }
  }

  /** A policy that applies has another edition. */
  private void takeNewEditions(long at) {
    for (SlowCycle cycle : currentCycles()) {
      SlowPolicy.Edition edition = edition(cycle.agreement, at);
      if (edition != null && cycle.edition != null && cycle.edition != edition) {
        boolean noticed = edition.differsFrom(cycle.edition, cycle.kind, cycle.priority);
        take(cycle, edition, noticed ? edition.mode() : Mode.CONTINUE, at);
      }
    }
  }

  private void take(SlowCycle cycle, SlowPolicy.@Nullable Edition edition, Mode mode, long at) {
    SlowPolicy policy = state.policies().get(cycle.agreement);
    boolean promised = edition != null && edition.target(cycle.kind, state.priority()) != null;
    if (promised && mode == Mode.RESTART && cycle.begin < at) {
      cycle.giveUp(at);
      begin(cycle.agreement, cycle.kind, at);
      return;
    }
    cycle.runUnder(policy, edition, state.priority());
    if (promised && mode == Mode.RECOMPUTE) {
      cycle.marks.clear();
      for (long tick = cycle.begin; tick < at; tick++) {
        Past then = at(tick);
        cycle.marks.add(why(cycle, then, tick, state.calendar()), then.category);
      }
    }
  }

  private void absorb(SlowEntry.Absorbs absorbed) {
    for (SlowCycle cycle : currentCycles()) {
      if (!held
          && cycle.edition != null
          && cycle.edition.mergesToEarliest()
          && cycle.kind.beginsAtTheCreation()
          && cycle.fromTheCreation
          && cycle.reachesBackTo(absorbed.other(), absorbed.otherCreatedAt())) {
        Marks earlier = new Marks();
        SlowPolicy.Edition first = firstEdition(cycle.agreement);
        SlowCalendar calendar =
            first != null && first.own() != null ? first.own() : creation.calendar();
        for (long tick = absorbed.otherCreatedAt(); tick < cycle.begin; tick++) {
          earlier.add(whyOpen(cycle, Category.NEW, calendar, tick), Category.NEW);
        }
        cycle.putBefore(absorbed.otherCreatedAt(), earlier);
      }
    }
  }

  private void finish(Kind kind, long at) {
    for (SlowCycle cycle : currentCycles()) {
      if (cycle.kind == kind) {
        cycle.finish(at);
      }
    }
  }

  /** Begins what has reason to run and does not, besides these kinds that begin only once. */
  private void beginWhatIsMissing(long at, Set<Kind> once) {
    Set<Kind> wanted = EnumSet.of(Kind.PERIODIC_UPDATE, Kind.PAUSABLE_UPDATE);
    wanted.addAll(once);
    if (state.team() != null) {
      wanted.add(Kind.TEAM_OWNERSHIP);
    }
    if (state.assignee() == null) {
      wanted.add(Kind.ASSIGNMENT);
    }
    if (state.category() == Category.WAITING_ON_THIRD_PARTY) {
      wanted.add(Kind.SUPPLIER);
    }
    for (Agreement agreement : Agreement.values()) {
      for (Kind kind : kinds.get(agreement)) {
        if (wanted.contains(kind) && current(agreement, kind) == null) {
          begin(agreement, kind, at);
        }
      }
    }
  }

  private void begin(Agreement agreement, Kind kind, long at) {
    SlowCycle cycle = new SlowCycle(agreement, kind, at, past.isEmpty());
    cycle.runUnder(state.policies().get(agreement), edition(agreement, at), state.priority());
    cycles.add(cycle);
  }

  private @Nullable SlowCycle current(Agreement agreement, Kind kind) {
    for (SlowCycle cycle : cycles) {
      if (!cycle.over && cycle.agreement == agreement && cycle.kind == kind) {
        return cycle;
      }
    }
    return null;
  }

  private List<SlowCycle> currentCycles() {
    return cycles.stream().filter(cycle -> !cycle.over).toList();
  }

  private SlowPolicy.@Nullable Edition edition(Agreement agreement, long at) {
    SlowPolicy policy = state.policies().get(agreement);
    return policy == null ? null : policy.holdingAt(at, creation.at());
  }

  private SlowPolicy.@Nullable Edition firstEdition(Agreement agreement) {
    SlowPolicy policy = creation.policies().get(agreement);
    return policy == null ? null : policy.holdingAt(creation.at(), creation.at());
  }

  /** Before its creation a ticket counts as new: so does the time that a merge brings. */
  private Past at(long tick) {
    for (int i = past.size() - 1; i >= 0; i--) {
      if (past.get(i).from <= tick) {
        return past.get(i);
      }
    }
    return new Past(tick, Category.NEW, false, false);
  }

  private static Why why(SlowCycle cycle, Past then, long tick, SlowCalendar ofTheTicket) {
    if (then.held) {
      return then.merged ? Why.MERGED : Why.ENDED;
    }
    SlowPolicy.Edition edition = cycle.edition;
    SlowCalendar own = edition == null ? null : edition.own();
    return whyOpen(cycle, then.category, own == null ? ofTheTicket : own, tick);
  }

  private static Why whyOpen(SlowCycle cycle, Category category, SlowCalendar calendar, long tick) {
    SlowTarget target = cycle.target();
    if (target == null) {
      return Why.NO_TARGET;
    }
    if (!target.counts(cycle.kind, category)) {
      return Why.CATEGORY;
    }
    return calendar.isOpen(tick) ? Why.COUNTED : Why.CLOSED;
  }

  private List<Reading> read(long now) {
    List<Reading> readings = new ArrayList<>();
    for (SlowCycle cycle : cycles) {
      if (cycle.isShown()) {
        readings.add(
            cycle.read(
                state.category(),
                calendar(now, cycle).isOpen(now),
                tickMillis,
                millis -> ahead(now, millis, cycle)));
      }
    }
    return readings;
  }

  private SlowCalendar calendar(long now, SlowCycle cycle) {
    SlowCalendar own = cycle.edition == null ? null : cycle.edition.own();
    return (own == null ? state.calendar() : own).asKnownAt(now);
  }

  private @Nullable Long ahead(long now, long millis, SlowCycle cycle) {
    SlowCalendar calendar = calendar(now, cycle);
    long counted = 0;
    for (long tick = now; tick < now + TICKS_AHEAD; tick++) {
      if ((tick - now) % TICKS_A_DAY == 0 && calendar.isNeverOpenFrom(tick)) {
        return null;
      }
      if (calendar.isOpen(tick)) {
        if (millis <= counted + tickMillis) {
          return tick * tickMillis + millis - counted;
        }
        counted += tickMillis;
      }
    }
    return null;
  }
}
