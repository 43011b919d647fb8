package dev.trestle.plugins.tests.reference;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Opening hours, asked tick by tick what the wall clock shows. Answers are remembered, because the
 * clocks of one history ask for the same ticks again and again.
 */
final class SlowHours {
  private static final int SECONDS_A_DAY = 86_400;
  private static final byte OPEN = 1;
  private static final byte CLOSED = 2;

  /** Seconds of a local day, the last one outside. */
  record Span(int from, int to) {
    @Override
    public String toString() {
      return LocalTime.ofSecondOfDay(from) + "-" + LocalTime.ofSecondOfDay(to % SECONDS_A_DAY);
    }
  }

  final ZoneId zone;
  final Map<DayOfWeek, List<Span>> week;

  /** Days with hours of their own, none for a holiday. */
  final Map<LocalDate, List<Span>> special;

  private final int tickSeconds;
  private final long base;
  private final Map<LocalDate, List<long[]>> instants = new HashMap<>();
  private byte[] remembered = new byte[4096];

  /**
   * @param base no tick before this one is ever asked for
   */
  SlowHours(
      ZoneId zone,
      Map<DayOfWeek, List<Span>> week,
      Map<LocalDate, List<Span>> special,
      int tickSeconds,
      long base) {
    this.zone = zone;
    this.week = week;
    this.special = special;
    this.tickSeconds = tickSeconds;
    this.base = base;
  }

  boolean isOpen(long tick) {
    int index = Math.toIntExact(tick - base);
    if (index >= remembered.length) {
      remembered = Arrays.copyOf(remembered, Math.max(index + 1, 2 * remembered.length));
    }
    if (remembered[index] == 0) {
      remembered[index] = ask(tick * tickSeconds) ? OPEN : CLOSED;
    }
    return remembered[index] == OPEN;
  }

  private boolean ask(long second) {
    LocalDate day = Instant.ofEpochSecond(second).atZone(zone).toLocalDate();
    return isIn(day.minusDays(1), second) || isIn(day, second);
  }

  private boolean isIn(LocalDate day, long second) {
    List<long[]> spans = instants.computeIfAbsent(day, this::instants);
    for (int i = 0; i < spans.size(); i++) {
      if (spans.get(i)[0] <= second && second < spans.get(i)[1]) {
        return true;
      }
    }
    return false;
  }

  /**
   * A local time that is skipped stands for one as much later, a doubled one for the first; what
   * lies wholly in skipped time does not exist.
   */
  private List<long[]> instants(LocalDate day) {
    List<Span> own = special.get(day);
    List<long[]> instants = new ArrayList<>();
    for (Span span : own != null ? own : week.getOrDefault(day.getDayOfWeek(), List.of())) {
      LocalDateTime from = day.atStartOfDay().plusSeconds(span.from);
      LocalDateTime to = day.atStartOfDay().plusSeconds(span.to);
      ZoneOffsetTransition skip = zone.getRules().getTransition(from);
      boolean skipped = skip != null && skip.isGap() && !to.isAfter(skip.getDateTimeAfter());
      if (!skipped) {
        instants.add(
            new long[] {from.atZone(zone).toEpochSecond(), to.atZone(zone).toEpochSecond()});
      }
    }
    return instants;
  }

  /** Whether no day after this tick's has any hours. */
  boolean isNeverOpenFrom(long tick) {
    LocalDate yesterday =
        Instant.ofEpochSecond(tick * tickSeconds).atZone(zone).toLocalDate().minusDays(1);
    return week.values().stream().allMatch(List::isEmpty)
        && special.entrySet().stream()
            .allMatch(day -> day.getKey().isBefore(yesterday) || day.getValue().isEmpty());
  }

  @Override
  public String toString() {
    return zone + " " + week + (special.isEmpty() ? "" : " but " + special);
  }
}
