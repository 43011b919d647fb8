package dev.trestle.plugins.sla.clock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows courses. */
public final class Clocks {
  private static final long[] NO_EDITS = {};

  private Clocks() {}

  /**
   * All clocks of a ticket, by agreement and kind; those that never had a target are left out.
   *
   * @param policies by id; null for one that is not known, which then does not apply
   * @param calendars by id; must answer the same object for the same id
   * @param now later entries of the course, and later editions, are not looked at
   */
  public static List<Clock> of(
      Course course,
      Function<UUID, @Nullable Policy> policies,
      Function<UUID, WorkingTime> calendars,
      long now) {
    Map<UUID, Policy> named = named(course, policies);
    long[] edits = edits(course, named, now);
    List<Clock> clocks = new ArrayList<>();
    for (Agreement agreement : Agreement.values()) {
      List<Kind> kinds = kinds(agreement, named);
      if (!kinds.isEmpty()) {
        follow(course, new Leg(agreement, kinds, edits, now), named::get, calendars, clocks);
      }
    }
    return clocks;
  }

  private record Leg(Agreement agreement, List<Kind> kinds, long[] edits, long now) {}

  private static Map<UUID, Policy> named(Course course, Function<UUID, @Nullable Policy> policies) {
    Map<UUID, Policy> named = new LinkedHashMap<>();
    for (Course.Entry entry : course.entries()) {
      if (entry instanceof Course.State state) {
        for (UUID id : state.policyIds()) {
          Policy policy = named.containsKey(id) ? null : policies.apply(id);
          if (policy != null) {
            named.put(id, policy);
          }
        }
      }
    }
    return named;
  }

  private static long[] edits(Course course, Map<UUID, Policy> policies, long now) {
    TreeSet<Long> edits = null;
    for (Policy policy : policies.values()) {
      for (Edition edition : policy.editions().subList(1, policy.editions().size())) {
        if (edition.fromMillis() > course.createdAtMillis() && edition.fromMillis() <= now) {
          edits = edits == null ? new TreeSet<>() : edits;
          edits.add(edition.fromMillis());
        }
      }
    }
    return edits == null ? NO_EDITS : edits.stream().mapToLong(Long::longValue).toArray();
  }

  private static List<Kind> kinds(Agreement agreement, Map<UUID, Policy> policies) {
    List<Kind> kinds = new ArrayList<>();
    for (Policy policy : policies.values()) {
      if (policy.agreement() == agreement) {
        for (Edition edition : policy.editions()) {
          for (Target target : edition.targets()) {
            if (!kinds.contains(target.kind())) {
              kinds.add(target.kind());
            }
          }
        }
      }
    }
    kinds.sort(null);
    return kinds;
  }

  private static void follow(
      Course course,
      Leg leg,
      Function<UUID, @Nullable Policy> policies,
      Function<UUID, WorkingTime> calendars,
      List<Clock> clocks) {
    List<Course.Entry> entries = course.entries();
    Situation situation =
        new Situation(leg.agreement(), (Course.State) entries.getFirst(), policies, calendars);
    List<Track> tracks = new ArrayList<>();
    for (Kind kind : leg.kinds()) {
      tracks.add(new Track(kind, situation));
    }
    int edit = 0;
    for (Course.Entry entry : entries.subList(1, entries.size())) {
      if (entry.atMillis() > leg.now()) {
        break;
      }
      while (edit < leg.edits().length && leg.edits()[edit] <= entry.atMillis()) {
        edited(situation, tracks, leg.edits()[edit++]);
      }
      take(entry, situation, tracks);
    }
    while (edit < leg.edits().length) {
      edited(situation, tracks, leg.edits()[edit++]);
    }
    situation.at(leg.now());
    for (Track track : tracks) {
      List<Cycle> cycles = track.cycles(situation);
      if (!cycles.isEmpty()) {
        clocks.add(new Clock(leg.agreement(), track.kind(), cycles));
      }
    }
  }

  private static void edited(Situation situation, List<Track> tracks, long time) {
    situation.edited(time);
    for (Track track : tracks) {
      track.settle(situation);
    }
  }

  private static void take(Course.Entry entry, Situation situation, List<Track> tracks) {
    switch (entry) {
      case Course.State state -> {
        situation.enter(state);
        for (Track track : tracks) {
          track.state(situation);
          track.settle(situation);
        }
      }
      case Course.Word word -> {
        situation.at(word.atMillis());
        for (Track track : tracks) {
          track.word(situation, word.inbound());
          track.settle(situation);
        }
        if (!word.inbound()) {
          situation.outbound();
        }
      }
      case Course.Mark mark -> {
        situation.mark(mark);
        for (Track track : tracks) {
          track.mark(situation, mark);
          track.settle(situation);
        }
      }
    }
  }
}
