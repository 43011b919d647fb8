package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.Agreement;
import dev.trestle.plugins.sla.clock.Edition;
import dev.trestle.plugins.sla.clock.Kind;
import dev.trestle.plugins.sla.clock.OnEdit;
import dev.trestle.plugins.sla.clock.OnMerge;
import dev.trestle.plugins.sla.clock.OnReopen;
import dev.trestle.plugins.sla.clock.OnRetarget;
import dev.trestle.plugins.sla.clock.Policy;
import dev.trestle.plugins.sla.clock.Step;
import dev.trestle.plugins.sla.clock.Target;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy, with all it ever said.
 *
 * @param nameKey the name in lower case, so that no two are called the same
 * @param place in the order in which policies are tried
 * @param filter shaped like {@code TicketFilter}; null for every ticket
 * @param shownToRequester whether contacts see its clocks
 * @param terms oldest first; the last ones are in force
 */
record SlaPolicy(
    UUID id,
    int version,
    String name,
    String nameKey,
    Agreement agreement,
    long place,
    State state,
    @Nullable Map<String, Object> filter,
    boolean shownToRequester,
    List<Terms> terms)
    implements DeskRecord {

  static final RecordType<SlaPolicy> POLICIES =
      RecordType.of("policy", SlaPolicy.class)
          .unique("name", "SLA_POLICY_NAME_TAKEN", "nameKey")
          .sorted("place", "place");

  SlaPolicy {
    terms = List.copyOf(terms);
  }

  /** Whether tickets are given to it. */
  enum State {
    ENABLED,
    DISABLED,
    ARCHIVED
  }

  /** What it says from one edit to the next. */
  record Terms(
      Instant from,
      OnEdit onEdit,
      @Nullable UUID calendarId,
      OnReopen onReopen,
      OnRetarget onRetarget,
      OnMerge onMerge,
      List<Promise> targets) {
    Terms {
      targets = List.copyOf(targets);
    }

    Edition compiled() {
      return new Edition(
          from.toEpochMilli(),
          onEdit,
          calendarId,
          onReopen,
          onRetarget,
          onMerge,
          targets.stream().map(Promise::compiled).toList());
    }
  }

  /**
   * One target.
   *
   * @param spans working time in milliseconds by the name of the priority
   */
  record Promise(
      Kind kind,
      Map<String, Long> spans,
      List<StatusCategory> pausesIn,
      boolean startsWithRequest,
      int atRiskShare,
      List<Rung> steps) {
    Promise {
      spans = Map.copyOf(spans);
      pausesIn = List.copyOf(pausesIn);
      steps = List.copyOf(steps);
    }

    Target compiled() {
      Map<TicketPriority, Long> byPriority = new EnumMap<>(TicketPriority.class);
      spans.forEach((priority, span) -> byPriority.put(TicketPriority.valueOf(priority), span));
      return new Target(
          kind,
          byPriority,
          Set.copyOf(pausesIn),
          startsWithRequest,
          atRiskShare,
          steps.stream().map(Rung::step).toList());
    }

    @Nullable Rung rung(Step step) {
      for (Rung rung : steps) {
        if (rung.step().equals(step)) {
          return rung;
        }
      }
      return null;
    }
  }

  /**
   * A warning or an escalation.
   *
   * @param value percent, or milliseconds of working time
   * @param actions what is done besides the event
   */
  record Rung(Step.Basis basis, long value, List<Action> actions) {
    Rung {
      actions = List.copyOf(actions);
    }

    Step step() {
      return new Step(basis, value);
    }
  }

  /** What an escalation does. */
  enum Deed {
    NOTE,
    COMMENT,
    ASSIGN,
    PRIORITIZE,
    RUN
  }

  /**
   * One thing that an escalation does.
   *
   * @param text of a note or comment; the name of what another plugin is to run
   * @param priority its name
   */
  record Action(
      Deed deed,
      @Nullable String text,
      @Nullable UUID assigneeId,
      @Nullable UUID teamId,
      @Nullable TicketPriority priority) {}

  Terms inForce() {
    return terms.getLast();
  }

  boolean enabled() {
    return state == State.ENABLED;
  }

  Policy compiled() {
    return new Policy(id, agreement, terms.stream().map(Terms::compiled).toList());
  }

  @Nullable Promise promise(Kind kind) {
    for (Promise promise : inForce().targets()) {
      if (promise.kind() == kind) {
        return promise;
      }
    }
    return null;
  }

  SlaPolicy in(State next) {
    return new SlaPolicy(
        id, version, name, nameKey, agreement, place, next, filter, shownToRequester, terms);
  }

  SlaPolicy at(long next) {
    return new SlaPolicy(
        id, version, name, nameKey, agreement, next, state, filter, shownToRequester, terms);
  }
}
