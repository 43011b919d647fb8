package dev.trestle.plugins.tests.reference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a ticket's course consists of, dated in ticks. */
sealed interface SlowEntry {
  long at();

  /** From now on the ticket stands so. The first entry of every course is one. */
  record State(
      long at,
      Category category,
      int priority,
      @Nullable String team,
      @Nullable String assignee,
      Map<Agreement, SlowPolicy> policies,
      SlowCalendar calendar)
      implements SlowEntry {}

  /** A customer's word, or an answer. */
  record Word(long at, boolean inbound) implements SlowEntry {}

  /** The ticket is merged into another. */
  record MergedAway(long at) implements SlowEntry {}

  /** That merge is taken back. */
  record ComesBack(long at) implements SlowEntry {}

  /** Another ticket is merged into this one. */
  record Absorbs(long at, String other, long otherCreatedAt) implements SlowEntry {}

  /** That merge is taken back. */
  record Releases(long at, String other) implements SlowEntry {}
}
