package dev.trestle.plugins.tests.reference;

import dev.trestle.testkit.TestPerson;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The policies of docs/plugins/sla.md, section Real incidents, for the desk and the reference. */
final class ReplayPolicies {
  private static final List<DayOfWeek> DAYS =
      List.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);
  private static final int MINUTE_SECONDS = 60;
  private static final int AT_RISK_SHARE = 80;
  private static final int OPENS = 8 * 3600;
  private static final int CLOSES = 18 * 3600;

  private final Map<Agreement, SlowPolicy> policies = new EnumMap<>(Agreement.class);
  private final SlowCalendar calendar;

  /** One promise: hours by priority, most pressing first. */
  private record Promise(Kind kind, Set<Category> pausesIn, double... hours) {}

  ReplayPolicies(TestPerson ada) {
    calendar = office(ada);
    Set<Category> none = EnumSet.noneOf(Category.class);
    save(
        ada,
        "Customer",
        Agreement.CUSTOMER,
        Mode.CONTINUE,
        new Promise(Kind.RESOLUTION, EnumSet.of(Category.WAITING_ON_REQUESTER), 4, 8, 40, 80),
        new Promise(Kind.REQUESTER_WAIT_TIME, none, 6, 12, 60, 120));
    save(
        ada,
        "Inside",
        Agreement.OPERATIONAL,
        Mode.RECOMPUTE,
        new Promise(Kind.ASSIGNMENT, none, 0.5, 1, 4, 8),
        new Promise(
            Kind.TEAM_OWNERSHIP,
            EnumSet.of(Category.WAITING_ON_REQUESTER, Category.WAITING_ON_THIRD_PARTY),
            2,
            4,
            16,
            32),
        new Promise(Kind.AGENT_WORK_TIME, none, 3, 6, 30, 60));
    save(
        ada,
        "Suppliers",
        Agreement.SUPPLIER,
        Mode.CONTINUE,
        new Promise(Kind.SUPPLIER, none, 10, 20, 40, 40));
  }

  Map<Agreement, SlowPolicy> policies() {
    return policies;
  }

  SlowCalendar calendar() {
    return calendar;
  }

  private static SlowCalendar office(TestPerson ada) {
    Map<String, Object> hours =
        Map.of(
            "days", DAYS.stream().map(DayOfWeek::name).toList(), "from", "08:00", "until", "18:00");
    Map<String, Object> save =
        Map.of(
            "name", "Office", "timeZone", "UTC", "weeks", List.of(Map.of("hours", List.of(hours))));
    String id = ada.does("calendarSave", save, "calendar { id }").text("calendar.id");
    ada.does("calendarAssign", Map.of("subject", "STANDARD", "calendarId", id), "");
    Map<DayOfWeek, List<SlowHours.Span>> week = new EnumMap<>(DayOfWeek.class);
    DAYS.forEach(day -> week.put(day, List.of(new SlowHours.Span(OPENS, CLOSES))));
    long base = LocalDateTime.of(2016, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC) / MINUTE_SECONDS;
    SlowHours slow = new SlowHours(ZoneId.of("UTC"), week, Map.of(), MINUTE_SECONDS, base);
    return new SlowCalendar(
        "Office", List.of(new SlowCalendar.Edition(Long.MIN_VALUE, Long.MIN_VALUE, slow)));
  }

  private void save(
      TestPerson ada, String name, Agreement agreement, Mode onRetarget, Promise... promises) {
    List<Map<String, Object>> said = new ArrayList<>();
    Map<Kind, SlowTarget> targets = new EnumMap<>(Kind.class);
    for (Promise promise : promises) {
      List<Map<String, String>> spans = new ArrayList<>();
      Map<Integer, Long> minutes = new TreeMap<>();
      for (int priority = 0; priority < promise.hours.length; priority++) {
        long allowed = Math.round(promise.hours[priority] * 60);
        minutes.put(priority, allowed);
        spans.add(
            Map.of(
                "priority",
                DrivenPolicies.PRIORITIES.get(priority),
                "allowed",
                Duration.ofMinutes(allowed).toString()));
      }
      Map<String, Object> target = new LinkedHashMap<>();
      target.put("kind", promise.kind.name());
      target.put("spans", spans);
      if (promise.kind.pausesAsThePolicySays()) {
        target.put("pausesIn", promise.pausesIn.stream().map(Category::name).toList());
      }
      said.add(target);
      targets.put(
          promise.kind, new SlowTarget(minutes, promise.pausesIn, List.of(), false, AT_RISK_SHARE));
    }
    String id =
        ada.does(
                "slaPolicySave",
                Map.of(
                    "name",
                    name,
                    "agreement",
                    agreement.name(),
                    "onRetarget",
                    onRetarget.name(),
                    "targets",
                    said),
                "policy { id }")
            .text("policy.id");
    SlowPolicy.Edition edition =
        new SlowPolicy.Edition(
            0, Long.MIN_VALUE, Mode.CONTINUE, false, onRetarget, false, null, targets);
    policies.put(agreement, new SlowPolicy(id, agreement, List.of(edition)));
  }
}
