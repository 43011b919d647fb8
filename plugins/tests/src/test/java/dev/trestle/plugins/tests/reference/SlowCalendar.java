package dev.trestle.plugins.tests.reference;

import java.util.List;

/** A calendar with all its editions, each valid from an instant on. */
record SlowCalendar(String name, List<Edition> editions) {

  /**
   * @param madeAt when it was entered, never after {@code from}
   * @param from from when on it holds
   */
  record Edition(long madeAt, long from, SlowHours hours) {}

  boolean isOpen(long tick) {
    return holdingAt(tick).hours().isOpen(tick);
  }

  /** This calendar as people knew it at that instant. */
  SlowCalendar asKnownAt(long now) {
    return new SlowCalendar(
        name, editions.stream().filter(edition -> edition.madeAt <= now).toList());
  }

  /** Whether nothing is open from this tick on, which ends the search for a due time. */
  boolean isNeverOpenFrom(long tick) {
    return holdingAt(tick).hours().isNeverOpenFrom(tick)
        && editions.stream()
            .filter(edition -> edition.from > tick)
            .allMatch(edition -> edition.hours.isNeverOpenFrom(tick));
  }

  private Edition holdingAt(long tick) {
    int holding = 0;
    for (int i = 1; i < editions.size(); i++) {
      if (editions.get(i).from <= tick) {
        holding = i;
      }
    }
    return editions.get(holding);
  }
}
