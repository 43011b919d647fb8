package dev.trestle.plugins.sla.clock;

import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a course hour by hour: 0 is the creation, and every hour is a working hour. */
final class Story {
  static final UUID POLICY = new UUID(0, 1);
  static final UUID OTHER = new UUID(0, 2);
  static final UUID TEAM = new UUID(0, 3);
  private static final long BEGIN = 1_000_000_000_000L;

  private final Map<UUID, Policy> policies = new LinkedHashMap<>();
  private final List<Course.Entry> entries = new ArrayList<>();
  private OnReopen onReopen = OnReopen.CONTINUE;
  private OnRetarget onRetarget = OnRetarget.CONTINUE;
  private OnMerge onMerge = OnMerge.CONTINUE;
  private StatusCategory category = StatusCategory.NEW;
  private TicketPriority priority = TicketPriority.NORMAL;
  private @Nullable UUID team;
  private boolean assigned;
  private List<UUID> applying = List.of(POLICY);

  static long hour(double hours) {
    return BEGIN + Math.round(hours * 3_600_000);
  }

  static long hours(double hours) {
    return Math.round(hours * 3_600_000);
  }

  Story on(OnReopen mode) {
    onReopen = mode;
    return this;
  }

  Story on(OnRetarget mode) {
    onRetarget = mode;
    return this;
  }

  Story on(OnMerge mode) {
    onMerge = mode;
    return this;
  }

  /** A policy with one target: 8 hours, for urgent tickets 4, for low ones none. */
  Story policy(UUID id, Kind kind) {
    return policy(id, target(kind, 8));
  }

  static Target target(Kind kind, int hours) {
    return target(kind, hours, kind.pausesUsually(), false);
  }

  static Target target(
      Kind kind, int hours, Set<StatusCategory> pausesIn, boolean startsWithRequest) {
    Map<TicketPriority, Long> spans =
        Map.of(TicketPriority.NORMAL, hours(hours), TicketPriority.URGENT, hours(hours / 2.0));
    return new Target(kind, spans, pausesIn, startsWithRequest, 80, List.of());
  }

  Story policy(UUID id, Target... targets) {
    policies.put(
        id,
        new Policy(id, Agreement.CUSTOMER, List.of(edition(0, OnEdit.CONTINUE, List.of(targets)))));
    return this;
  }

  /** Edits a policy. */
  Story edit(double at, UUID id, OnEdit onEdit, Target... targets) {
    Policy old = java.util.Objects.requireNonNull(policies.get(id));
    List<Edition> editions = new ArrayList<>(old.editions());
    editions.add(edition(hour(at), onEdit, List.of(targets)));
    policies.put(id, new Policy(id, old.agreement(), editions));
    return this;
  }

  private Edition edition(long from, OnEdit onEdit, List<Target> targets) {
    return new Edition(from, onEdit, null, onReopen, onRetarget, onMerge, targets);
  }

  private Story state(double at) {
    entries.add(new Course.State(hour(at), category, priority, team, assigned, null, applying));
    return this;
  }

  Story created() {
    return state(0);
  }

  Story is(double at, StatusCategory next) {
    category = next;
    return state(at);
  }

  Story is(double at, TicketPriority next) {
    priority = next;
    return state(at);
  }

  Story team(double at, @Nullable UUID next) {
    team = next;
    return state(at);
  }

  Story assigned(double at, boolean next) {
    assigned = next;
    return state(at);
  }

  Story applies(double at, UUID... next) {
    applying = List.of(next);
    return state(at);
  }

  Story in(double at) {
    entries.add(new Course.Word(hour(at), true));
    return this;
  }

  Story out(double at) {
    entries.add(new Course.Word(hour(at), false));
    return this;
  }

  Story mark(double at, Course.Merging merging, double otherCreatedAt) {
    entries.add(new Course.Mark(hour(at), merging, hour(otherCreatedAt)));
    return this;
  }

  List<Clock> clocks(double now) {
    return clocks(new Course(entries), policies::get, id -> WorkingTime.ALWAYS, hour(now));
  }

  /** The clocks of a course; each cycle's account is checked on the way. */
  static List<Clock> clocks(
      Course course,
      Function<UUID, @Nullable Policy> policies,
      Function<UUID, WorkingTime> calendars,
      long now) {
    List<Clock> clocks = Clocks.of(course, policies, calendars, now);
    for (Clock clock : clocks) {
      clock.cycles().forEach(Story::check);
    }
    return clocks;
  }

  /** The cycles of the only clock. */
  List<Cycle> cycles(double now) {
    List<Clock> clocks = clocks(now);
    return clocks.isEmpty() ? List.of() : clocks.getFirst().cycles();
  }

  private static void check(Cycle cycle) {
    long at = cycle.begin();
    long counted = 0;
    for (Interval interval : cycle.because()) {
      if (interval.from() != at) {
        throw new AssertionError("a gap before " + interval + " in " + cycle.because());
      }
      at = interval.until();
      counted += interval.counted() ? interval.until() - interval.from() : 0;
    }
    if (at != cycle.until() || counted != cycle.used()) {
      throw new AssertionError("the account is not complete: " + cycle.because());
    }
  }

  /** How the cycles stand, each as its state and its used hours. */
  List<String> told(double now) {
    return cycles(now).stream()
        .map(cycle -> cycle.state() + " " + Duration.ofMillis(cycle.used()).toString())
        .toList();
  }
}
