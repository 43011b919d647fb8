package dev.trestle.plugins.tests.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A ticket's course, and the instants at which its clocks are read.
 *
 * @param seed makes the same history again
 */
record SlowHistory(long seed, List<SlowEntry> entries, List<Long> nows) {

  Set<SlowPolicy> policies() {
    Set<SlowPolicy> policies = new LinkedHashSet<>();
    for (SlowEntry entry : entries) {
      if (entry instanceof SlowEntry.State state) {
        policies.addAll(state.policies().values());
      }
    }
    return policies;
  }

  Set<SlowCalendar> calendars() {
    Set<SlowCalendar> calendars = new LinkedHashSet<>();
    for (SlowEntry entry : entries) {
      if (entry instanceof SlowEntry.State state) {
        calendars.add(state.calendar());
      }
    }
    for (SlowPolicy policy : policies()) {
      for (SlowPolicy.Edition edition : policy.editions()) {
        if (edition.own() != null) {
          calendars.add(edition.own());
        }
      }
    }
    return calendars;
  }

  /** For people who look for the reason of a difference. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("history of seed " + seed + ", read at " + nows);
    for (SlowCalendar calendar : calendars()) {
      lines.add("calendar " + calendar.name());
      for (SlowCalendar.Edition edition : calendar.editions()) {
        lines.add(
            "  known at "
                + (edition.madeAt() == Long.MIN_VALUE ? "any time" : edition.madeAt())
                + ", from "
                + (edition.from() == Long.MIN_VALUE ? "ever" : edition.from())
                + ": "
                + edition.hours());
      }
    }
    for (SlowPolicy policy : policies()) {
      lines.add("policy " + policy.id() + " " + policy.agreement());
      for (SlowPolicy.Edition edition : policy.editions()) {
        lines.add(
            "  edition "
                + edition.number()
                + (edition.from() == Long.MIN_VALUE ? "" : " from " + edition.from())
                + ", edit "
                + edition.mode()
                + ", retarget "
                + edition.onRetarget()
                + (edition.restartsOnReopen() ? ", restarts on reopen" : "")
                + (edition.mergesToEarliest() ? ", merges to earliest" : "")
                + (edition.own() == null ? "" : ", by " + edition.own().name()));
        edition.targets().forEach((kind, target) -> lines.add("    " + kind + " " + target));
      }
    }
    for (SlowEntry entry : entries) {
      lines.add(entry.at() + " " + line(entry));
    }
    return String.join("\n", lines);
  }

  private static String line(SlowEntry entry) {
    return switch (entry) {
      case SlowEntry.State state ->
          state.category()
              + " P"
              + state.priority()
              + " team "
              + state.team()
              + ", assignee "
              + state.assignee()
              + ", by "
              + state.calendar().name()
              + ", policies "
              + state.policies().values().stream().map(SlowPolicy::id).toList();
      case SlowEntry.Word word -> word.inbound() ? "INBOUND" : "OUTBOUND";
      case SlowEntry.MergedAway _ -> "merged away";
      case SlowEntry.ComesBack _ -> "comes back";
      case SlowEntry.Absorbs absorbs ->
          "absorbs " + absorbs.other() + " of " + absorbs.otherCreatedAt();
      case SlowEntry.Releases releases -> "releases " + releases.other();
    };
  }
}
