package dev.trestle.plugins.tests.reference;

import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.api.Hours;
import dev.trestle.plugins.calendars.api.SpecialDays;
import dev.trestle.plugins.calendars.api.WeeklyHours;
import dev.trestle.plugins.sla.clock.Clock;
import dev.trestle.plugins.sla.clock.Clocks;
import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Cycle;
import dev.trestle.plugins.sla.clock.Edition;
import dev.trestle.plugins.sla.clock.Interval;
import dev.trestle.plugins.sla.clock.OnEdit;
import dev.trestle.plugins.sla.clock.OnMerge;
import dev.trestle.plugins.sla.clock.OnReopen;
import dev.trestle.plugins.sla.clock.OnRetarget;
import dev.trestle.plugins.sla.clock.Policy;
import dev.trestle.plugins.sla.clock.Step;
import dev.trestle.plugins.sla.clock.Target;
import dev.trestle.plugins.sla.clock.WorkingTime;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks the plugin's own clocks about a history, and tells their answers in our words. */
final class EngineSide {
  private static final int TICK = 1000;

  private final Map<UUID, Policy> policies = new HashMap<>();
  private final Map<UUID, String> names = new HashMap<>();
  private final Set<SlowCalendar> calendars;
  private final Map<SlowCalendar, WorkingTime> byEditions;
  private final Course course;

  /**
   * @param byEditions the calendars that have been made already
   */
  EngineSide(SlowHistory history, Map<SlowCalendar, WorkingTime> byEditions) {
    this.byEditions = byEditions;
    for (SlowPolicy policy : history.policies()) {
      policies.put(id(policy.id()), policy(policy));
      names.put(id(policy.id()), policy.id());
    }
    calendars = history.calendars();
    Map<String, Long> absorbed = new HashMap<>();
    course = new Course(history.entries().stream().map(entry -> entry(entry, absorbed)).toList());
  }

  /** All cycles at an instant. */
  List<Reading> read(long now) {
    Map<UUID, WorkingTime> working = new HashMap<>();
    for (SlowCalendar calendar : calendars) {
      SlowCalendar known = calendar.asKnownAt(now);
      working.put(id(known.name()), byEditions.computeIfAbsent(known, EngineSide::working));
    }
    List<Reading> readings = new ArrayList<>();
    for (Clock clock : Clocks.of(course, policies::get, working::get, now * TICK)) {
      for (Cycle cycle : clock.cycles()) {
        readings.add(reading(clock, cycle));
      }
    }
    return readings;
  }

  private Reading reading(Clock clock, Cycle cycle) {
    Long due = orNull(cycle.due());
    List<@Nullable Long> steps = new ArrayList<>();
    for (Step step : cycle.target().steps()) {
      steps.add(orNull(cycle.instantOf(step)));
    }
    return new Reading(
        Agreement.valueOf(clock.agreement().name()),
        Kind.valueOf(clock.kind().name()),
        names.getOrDefault(cycle.policyId(), "unknown"),
        cycle.begin() / TICK,
        cycle.open() ? null : cycle.until() / TICK,
        Reading.State.valueOf(cycle.state().name()),
        cycle.span() / TICK,
        cycle.used() / TICK,
        due == null ? null : due / TICK,
        cycle.atRisk(),
        steps,
        because(cycle));
  }

  private static List<Reading.Run> because(Cycle cycle) {
    List<Reading.Run> runs = new ArrayList<>();
    for (Interval interval : cycle.because()) {
      Why why =
          switch (interval.why()) {
            case COUNTS -> interval.counted() ? Why.COUNTED : Why.CLOSED;
            case PAUSED -> Why.CATEGORY;
            case ENDED -> Why.ENDED;
            case MERGED -> Why.MERGED;
            case NO_TARGET -> Why.NO_TARGET;
          };
      Category category =
          why.namesTheCategory() ? Category.valueOf(interval.category().name()) : null;
      Reading.Run next =
          new Reading.Run(interval.from() / TICK, interval.until() / TICK, why, category);
      Reading.Run last = runs.isEmpty() ? null : runs.getLast();
      if (last != null && last.isContinuedBy(next)) {
        runs.set(runs.size() - 1, new Reading.Run(last.from(), next.to(), why, category));
      } else {
        runs.add(next);
      }
    }
    return runs;
  }

  private static @Nullable Long orNull(long instant) {
    return instant == WorkingTime.NEVER ? null : (Long) instant;
  }

  private static Course.Entry entry(SlowEntry entry, Map<String, Long> absorbed) {
    long at = entry.at() * TICK;
    return switch (entry) {
      case SlowEntry.State state ->
          new Course.State(
              at,
              StatusCategory.valueOf(state.category().name()),
              TicketPriority.values()[state.priority()],
              state.team() == null ? null : id(state.team()),
              state.assignee() != null,
              id(state.calendar().name()),
              state.policies().values().stream().map(policy -> id(policy.id())).toList());
      case SlowEntry.Word word -> new Course.Word(at, word.inbound());
      case SlowEntry.MergedAway _ -> new Course.Mark(at, Course.Merging.MERGED, 0);
      case SlowEntry.ComesBack _ -> new Course.Mark(at, Course.Merging.TAKEN_BACK, 0);
      case SlowEntry.Absorbs absorbs -> {
        absorbed.put(absorbs.other(), absorbs.otherCreatedAt() * TICK);
        yield new Course.Mark(at, Course.Merging.ABSORBED, absorbs.otherCreatedAt() * TICK);
      }
      case SlowEntry.Releases releases ->
          new Course.Mark(at, Course.Merging.RELEASED, absorbed.getOrDefault(releases.other(), 0L));
    };
  }

  private static Policy policy(SlowPolicy policy) {
    List<Edition> editions = new ArrayList<>();
    for (SlowPolicy.Edition edition : policy.editions()) {
      List<Target> targets = new ArrayList<>();
      edition.targets().forEach((kind, target) -> targets.add(target(kind, target)));
      SlowCalendar own = edition.own();
      editions.add(
          new Edition(
              edition.from() == Long.MIN_VALUE ? 0 : edition.from() * TICK,
              OnEdit.valueOf(edition.mode().name()),
              own == null ? null : id(own.name()),
              edition.restartsOnReopen() ? OnReopen.RESTART : OnReopen.CONTINUE,
              OnRetarget.valueOf(edition.onRetarget().name()),
              edition.mergesToEarliest() ? OnMerge.EARLIEST : OnMerge.CONTINUE,
              targets));
    }
    return new Policy(
        id(policy.id()),
        dev.trestle.plugins.sla.clock.Agreement.valueOf(policy.agreement().name()),
        editions);
  }

  private static Target target(Kind kind, SlowTarget target) {
    Map<TicketPriority, Long> spans = new EnumMap<>(TicketPriority.class);
    target
        .ticksByPriority()
        .forEach((priority, ticks) -> spans.put(TicketPriority.values()[priority], ticks * TICK));
    Set<StatusCategory> pauses = new HashSet<>();
    target.pausesIn().forEach(category -> pauses.add(StatusCategory.valueOf(category.name())));
    return new Target(
        dev.trestle.plugins.sla.clock.Kind.valueOf(kind.name()),
        spans,
        pauses,
        target.startsWithRequest(),
        target.atRiskShare(),
        target.steps().stream()
            .map(step -> new Step(Step.Basis.valueOf(step.place().name()), step.amount()))
            .toList());
  }

  private static WorkingTime working(SlowCalendar calendar) {
    return new OpenTime(
        BusinessCalendar.of(
            calendar.editions().stream()
                .map(edition ->
                    edition(
                        edition.from() == Long.MIN_VALUE ? Long.MIN_VALUE : edition.from() * TICK,
                        edition.hours()))
                .toList()));
  }

  private static dev.trestle.plugins.calendars.api.Edition edition(long from, SlowHours hours) {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    hours.week.forEach((day, spans) -> week.put(day, hours(spans)));
    List<SpecialDays> special = new ArrayList<>();
    hours.special.forEach((day, spans) ->
        special.add(
            spans.isEmpty()
                ? SpecialDays.holiday("Holiday", day)
                : SpecialDays.open("Special", day, hours(spans).toArray(Hours[]::new))));
    return new dev.trestle.plugins.calendars.api.Edition(
        from, hours.zone, List.of(new WeeklyHours(null, null, null, week)), special, List.of());
  }

  private static List<Hours> hours(List<SlowHours.Span> spans) {
    return spans.stream().map(span -> new Hours(span.from(), span.to())).toList();
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A calendar of the plugin beside, as the clocks want it. */
  private record OpenTime(BusinessCalendar calendar) implements WorkingTime {
    @Override
    public long between(long from, long until) {
      return until > from ? calendar.between(from, until) : 0;
    }

    @Override
    public long add(long from, long working) {
      return calendar.add(from, working);
    }

    @Override
    public List<Stretch> stretches(long from, long until) {
      return calendar.stretches(from, until).stream()
          .map(part -> new Stretch(part.fromMillis(), part.untilMillis(), part.open(), null, null))
          .toList();
    }
  }
}
