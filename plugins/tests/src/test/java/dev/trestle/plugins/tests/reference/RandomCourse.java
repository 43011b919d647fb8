package dev.trestle.plugins.tests.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lets things happen to a ticket, one after the other. */
final class RandomCourse {
  private static final List<Category> USUAL =
      List.of(
          Category.OPEN,
          Category.OPEN,
          Category.OPEN,
          Category.WAITING_ON_REQUESTER,
          Category.WAITING_ON_THIRD_PARTY,
          Category.SCHEDULED,
          Category.NEW,
          Category.RESOLVED,
          Category.RESOLVED,
          Category.CLOSED);

  private final Random random;
  private final UnaryOperator<@Nullable Map<Agreement, SlowPolicy>> policies;
  private final Supplier<SlowCalendar> calendars;
  private final List<SlowEntry> entries = new ArrayList<>();
  private final Map<String, Long> absorbed = new LinkedHashMap<>();
  private SlowEntry.@Nullable State state;
  private boolean merged;
  private int others;

  RandomCourse(
      Random random,
      UnaryOperator<@Nullable Map<Agreement, SlowPolicy>> policies,
      Supplier<SlowCalendar> calendars) {
    this.random = random;
    this.policies = policies;
    this.calendars = calendars;
  }

  List<SlowEntry> entries() {
    return entries;
  }

  void add(long at) {
    SlowEntry.State now = state;
    if (now == null) {
      create(at);
      return;
    }
    int what = random.nextInt(100);
    if (what < 50) {
      change(now, at);
    } else if (what < 66) {
      entries.add(new SlowEntry.Word(at, true));
    } else if (what < 82) {
      entries.add(new SlowEntry.Word(at, false));
    } else if (what < 90) {
      mergeAwayOrBack(now, at);
    } else {
      absorbOrRelease(at);
    }
  }

  private void create(long at) {
    Category first =
        switch (random.nextInt(8)) {
          case 0 -> USUAL.get(random.nextInt(USUAL.size()));
          case 1, 2 -> Category.OPEN;
          default -> Category.NEW;
        };
    enter(
        new SlowEntry.State(
            at,
            first,
            random.nextInt(4),
            anyOf("T", 3),
            anyOf("A", 2),
            policies.apply(null),
            calendars.get()));
    if (random.nextInt(3) > 0) {
      entries.add(new SlowEntry.Word(at, true));
    }
  }

  private void change(SlowEntry.State now, long at) {
    // Nobody waits for a third party with a ticket that went into another.
    Category category =
        random.nextBoolean() ? now.category() : USUAL.get(random.nextInt(USUAL.size()));
    boolean odd = merged && category == Category.WAITING_ON_THIRD_PARTY;
    enter(
        new SlowEntry.State(
            at,
            odd ? now.category() : category,
            random.nextInt(4) == 0 ? random.nextInt(4) : now.priority(),
            random.nextInt(5) == 0 ? anyOf("T", 3) : now.team(),
            random.nextInt(4) == 0 ? anyOf("A", 2) : now.assignee(),
            random.nextInt(4) == 0 ? policies.apply(now.policies()) : now.policies(),
            random.nextInt(5) == 0 ? calendars.get() : now.calendar()));
  }

  /** A merge closes the ticket in the same commit, and its taking back may open it. */
  private void mergeAwayOrBack(SlowEntry.State now, long at) {
    if (!merged) {
      entries.add(new SlowEntry.MergedAway(at));
      if (random.nextInt(3) > 0) {
        enter(withCategory(now, at, Category.CLOSED));
      }
    } else {
      if (random.nextInt(3) > 0) {
        enter(withCategory(now, at, Category.OPEN));
      }
      entries.add(new SlowEntry.ComesBack(at));
    }
    merged = !merged;
  }

  private void absorbOrRelease(long at) {
    if (absorbed.isEmpty() || random.nextBoolean()) {
      String other = "M" + others++;
      long created = entries.getFirst().at() + 600 - random.nextInt(3000);
      absorbed.put(other, created);
      entries.add(new SlowEntry.Absorbs(at, other, Math.min(created, at)));
    } else {
      List<String> names = List.copyOf(absorbed.keySet());
      String other = names.get(random.nextInt(names.size()));
      absorbed.remove(other);
      entries.add(new SlowEntry.Releases(at, other));
    }
  }

  private void enter(SlowEntry.State changed) {
    state = changed;
    entries.add(changed);
  }

  private static SlowEntry.State withCategory(SlowEntry.State now, long at, Category category) {
    return new SlowEntry.State(
        at, category, now.priority(), now.team(), now.assignee(), now.policies(), now.calendar());
  }

  private @Nullable String anyOf(String name, int count) {
    int which = random.nextInt(count);
    return which == 0 ? null : name + which;
  }
}
