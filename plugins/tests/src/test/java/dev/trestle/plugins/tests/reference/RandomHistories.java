package dev.trestle.plugins.tests.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a history of a seed: everything that can happen to a ticket, in a few hours. */
final class RandomHistories {
  private static final int PRIORITIES = 4;

  /** So many histories take place in one scene. */
  private static final int A_SCENE = 16;

  private final long seed;
  private final Random random;
  private final long begin;
  private final long window;
  private final List<SlowCalendar> calendars;
  private final Map<Agreement, List<SlowPolicy>> policies = new EnumMap<>(Agreement.class);

  private RandomHistories(long seed, RandomScene scene) {
    this.seed = seed;
    // Neighbouring seeds begin alike, so the first bits are thrown away.
    this.random = new Random(seed * 0xD1B54A32D192ED03L);
    random.nextLong();
    this.begin = scene.begin();
    this.window = scene.window();
    this.calendars = scene.calendars();
    for (Agreement agreement : Agreement.values()) {
      List<SlowPolicy> some = new ArrayList<>();
      boolean has = agreement == Agreement.CUSTOMER || random.nextInt(3) == 0;
      for (int i = 0; has && i < 1 + random.nextInt(2 + random.nextInt(2)); i++) {
        some.add(policy(agreement, i));
      }
      policies.put(agreement, some);
    }
  }

  /** The scene in which the history of a seed takes place. */
  static long scene(long seed) {
    return Math.floorDiv(seed, A_SCENE);
  }

  static SlowHistory of(long seed, RandomScene scene) {
    return new RandomHistories(seed, scene).history();
  }

  private SlowPolicy policy(Agreement agreement, int number) {
    List<SlowPolicy.Edition> editions = new ArrayList<>();
    int count = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
    TreeMap<Long, Integer> froms = new TreeMap<>();
    froms.put(Long.MIN_VALUE, 0);
    while (froms.size() < count) {
      froms.put(instant(), froms.size());
    }
    Map<Kind, SlowTarget> targets = targets();
    for (long from : froms.keySet()) {
      boolean first = editions.isEmpty();
      if (!first && random.nextInt(4) == 0) {
        targets = targets();
      } else if (!first) {
        targets = changed(targets);
      }
      editions.add(
          new SlowPolicy.Edition(
              editions.size(),
              from,
              first ? Mode.CONTINUE : Mode.values()[random.nextInt(4)],
              random.nextInt(3) == 0,
              Mode.values()[random.nextInt(3)],
              random.nextBoolean(),
              random.nextInt(6) == 0 ? anyCalendar() : null,
              targets));
    }
    return new SlowPolicy(agreement.name().charAt(0) + "" + number, agreement, editions);
  }

  private Map<Kind, SlowTarget> targets() {
    Map<Kind, SlowTarget> targets = new EnumMap<>(Kind.class);
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      targets.put(Kind.values()[random.nextInt(Kind.values().length)], target());
    }
    return targets;
  }

  /** As before, but for one kind. */
  private Map<Kind, SlowTarget> changed(Map<Kind, SlowTarget> targets) {
    Map<Kind, SlowTarget> changed = new EnumMap<>(targets);
    List<Kind> kinds = List.copyOf(targets.keySet());
    Kind one = kinds.get(random.nextInt(kinds.size()));
    if (random.nextInt(4) == 0 && kinds.size() > 1) {
      changed.remove(one);
    } else {
      changed.put(one, target());
    }
    return changed;
  }

  private SlowTarget target() {
    Map<Integer, Long> spans = new TreeMap<>();
    for (int priority = 0; priority < PRIORITIES; priority++) {
      if (random.nextInt(6) > 0) {
        spans.put(priority, span());
      }
    }
    Set<Category> pauses = EnumSet.noneOf(Category.class);
    for (Category category : Category.values()) {
      int odds = category == Category.NEW || category == Category.OPEN ? 12 : 2;
      if (!category.ended() && random.nextInt(odds) == 0) {
        pauses.add(category);
      }
    }
    List<SlowStep> steps = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      steps.add(step());
    }
    int risk = random.nextInt(4) == 0 ? 1 + random.nextInt(99) : 80;
    return new SlowTarget(spans, pauses, steps, random.nextBoolean(), risk);
  }

  private SlowStep step() {
    return switch (SlowStep.Place.values()[random.nextInt(3)]) {
      case AT_SHARE ->
          new SlowStep(
              SlowStep.Place.AT_SHARE,
              random.nextInt(5) == 0 ? 1 + random.nextInt(250) : 10 * (1 + random.nextInt(15)));
      case BEFORE -> new SlowStep(SlowStep.Place.BEFORE, 1000 * span() / 2);
      case AFTER -> new SlowStep(SlowStep.Place.AFTER, 1000 * span() / 3);
    };
  }

  /** Often whole minutes, so that ends of budgets, of hours and of states fall together. */
  private long span() {
    long most = Math.max(120, Math.min(window, 7200));
    long seconds = 1 + random.nextInt((int) (random.nextBoolean() ? most : most / 4));
    return random.nextInt(3) == 0 ? seconds : 60 * (1 + seconds / 60);
  }

  private long instant() {
    long at = begin + 1 + random.nextInt((int) window);
    return random.nextBoolean() ? at : Math.max(begin + 1, Math.floorDiv(at, 60) * 60);
  }

  private SlowHistory history() {
    int count = 1 + random.nextInt(12);
    List<Long> times = new ArrayList<>();
    times.add(begin);
    for (int i = 1; i < count; i++) {
      boolean together = random.nextInt(7) == 0;
      times.add(together ? times.get(random.nextInt(times.size())) : instant());
    }
    Collections.sort(times);
    RandomCourse course = new RandomCourse(random, this::anyPolicies, this::anyCalendar);
    times.forEach(course::add);
    List<Long> nows = new ArrayList<>();
    nows.add(begin + window);
    for (int i = 0; i < 3; i++) {
      nows.add(random.nextInt(3) == 0 ? times.get(random.nextInt(times.size())) : instant());
    }
    List<Long> ascending =
        nows.stream().filter(now -> now <= begin + window).distinct().sorted().toList();
    return new SlowHistory(seed, course.entries(), ascending);
  }

  private Map<Agreement, SlowPolicy> anyPolicies(@Nullable Map<Agreement, SlowPolicy> before) {
    Map<Agreement, SlowPolicy> applying = new EnumMap<>(Agreement.class);
    if (before != null) {
      applying.putAll(before);
    }
    for (Agreement agreement : Agreement.values()) {
      List<SlowPolicy> some = policies.getOrDefault(agreement, List.of());
      if (!some.isEmpty() && (before == null || random.nextBoolean())) {
        int which = random.nextInt(5 * some.size() + 2);
        if (which >= 5 * some.size()) {
          applying.remove(agreement);
        } else {
          applying.put(agreement, some.get(which % some.size()));
        }
      }
    }
    return applying;
  }

  private SlowCalendar anyCalendar() {
    return calendars.get(random.nextInt(calendars.size()));
  }
}
