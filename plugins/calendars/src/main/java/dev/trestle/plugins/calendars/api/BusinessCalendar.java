package dev.trestle.plugins.calendars.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * When somebody works, ready to be computed with. Times are milliseconds since 1970 in UTC, spans
 * of time milliseconds; what counts is the time that really passes, also on days on which clocks
 * change.
 *
 * <p>An opening instant is inside, a closing instant outside. A budget that ends exactly when the
 * calendar closes is used up at that closing time, not at the next opening. Arithmetic is exact and
 * additive: {@code between(a, c) = between(a, b) + between(b, c)} for any instants, and {@code
 * add(add(t, x), y) = add(t, x + y)} for any two spans of one sign.
 *
 * <p>Local times become instants by the zone's rules: a time that the clocks skip stands for the
 * time as much later as they skip (02:30 for 03:30), one that comes twice for the first of the two.
 * An interval of which nothing is left then vanishes.
 *
 * <p>The years 1900 to 2199 are covered, with some months on both sides; outside of {@link
 * #EARLIEST} and {@link #LATEST} every calendar is closed. So no question runs for ever: what would
 * lie beyond is answered with {@link #NEVER} or {@link #NEVER_BEFORE}.
 *
 * <p>Immutable, reads no clock, safe for any number of threads. Months are computed when they are
 * first asked for, in some 0.1 ms for 13 of them, and kept: 10 to 20 KB for usual hours.
 */
public final class BusinessCalendar {
  /** The answer when there is no such instant later. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The answer when there is no such instant before. */
  public static final long NEVER_BEFORE = Long.MIN_VALUE;

  /** The first instant that is covered. */
  public static final long EARLIEST = Timeline.begin(0);

  /** The first instant behind those that are covered. */
  public static final long LATEST = Timeline.begin(Timeline.CHUNKS);

  private final Timeline timeline;

  private BusinessCalendar(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * Makes a calendar of its editions, in any order; each is valid until the next one begins.
   *
   * @throws IllegalArgumentException without an edition, or when two begin at the same time
   */
  public static BusinessCalendar of(List<Edition> editions) {
    if (editions.isEmpty()) {
      throw new IllegalArgumentException("a calendar has at least one edition");
    }
    if (editions.stream().mapToLong(Edition::validFromMillis).distinct().count()
        < editions.size()) {
      throw new IllegalArgumentException("two editions begin at the same time");
    }
    return new BusinessCalendar(new Timeline(editions));
  }

  /** Makes a calendar of rules that have been true since ever. */
  public static BusinessCalendar of(Edition edition) {
    return of(List.of(edition));
  }

  /**
   * The instant at which so much open time will have passed since another instant; when it is used
   * up exactly as the calendar closes, that closing time. For a negative span, the latest instant
   * from which on so much open time passes until the other; when that reaches back exactly to where
   * the calendar opens, that opening. For 0 the instant itself, be it open or closed.
   *
   * @return {@link #NEVER}, or {@link #NEVER_BEFORE} for a negative span, when there are not so
   *     many hours
   */
  public long add(long from, long openMillis) {
    if (openMillis == 0) {
      return from;
    }
    // Told at once, because to find it out would paint three hundred years.
    if (openMillis > LATEST - EARLIEST) {
      return NEVER;
    }
    if (openMillis < EARLIEST - LATEST) {
      return NEVER_BEFORE;
    }
    return openMillis > 0 ? forward(from, openMillis) : backward(from, openMillis);
  }

  /** The same as {@link #add(long, long)}, empty when there are not so many hours. */
  public Optional<Instant> add(Instant from, Duration open) {
    // Spans that are too long for milliseconds are longer than all there is.
    return instant(add(from.toEpochMilli(), TimeUnit.MILLISECONDS.convert(open)));
  }

  /** The open time from one instant to another; negative when the second lies before the first. */
  public long between(long from, long until) {
    if (until <= from) {
      return until == from ? 0 : -between(until, from);
    }
    long begin = Math.max(from, EARLIEST);
    long end = Math.min(until, LATEST - 1);
    if (begin > end) {
      return 0;
    }
    int first = Timeline.chunkOf(begin);
    int last = Timeline.chunkOf(end);
    // The last millisecond that is covered counts in full.
    long open = timeline.chunk(last).openBefore(end) + (until > end && isOpen(end) ? 1 : 0);
    open -= timeline.chunk(first).openBefore(begin);
    int whole = Math.max(first, timeline.firstOpen());
    int stop = Math.min(last, timeline.lastOpen() + 1);
    for (int i = whole; i < stop; i++) {
      open += timeline.chunk(i).open();
    }
    return open;
  }

  /** The same as {@link #between(long, long)}. */
  public Duration between(Instant from, Instant until) {
    return Duration.ofMillis(between(from.toEpochMilli(), until.toEpochMilli()));
  }

  /** Whether the calendar is open at an instant. */
  public boolean isOpen(long at) {
    if (at < EARLIEST || at >= LATEST) {
      return false;
    }
    Chunk chunk = timeline.chunk(Timeline.chunkOf(at));
    return chunk.isOpen(chunk.stretchAt(at));
  }

  /** Why the calendar is open or closed at an instant. */
  public Reason reasonAt(long at) {
    if (at < EARLIEST || at >= LATEST) {
      return new Reason(Reason.Kind.NOT_VALID, null);
    }
    Chunk chunk = timeline.chunk(Timeline.chunkOf(at));
    return chunk.reason(chunk.stretchAt(at));
  }

  /**
   * The first instant from this one on at which it is open: itself when it is; or {@link #NEVER}.
   */
  public long nextOpening(long at) {
    return next(at, true);
  }

  /**
   * The next closing time behind an instant: the end of the open time the instant is in, else of
   * the next one; {@link #NEVER} when it does not close any more, or never opens.
   */
  public long nextClosing(long at) {
    long opening = next(at, true);
    return opening == NEVER ? NEVER : next(opening, false);
  }

  /**
   * The latest instant, this one included, that open time reaches up to: the instant itself while
   * it is open or has just closed, else the closing time before; {@link #NEVER_BEFORE} when it was
   * never open.
   */
  public long previousClosing(long at) {
    if (at <= EARLIEST) {
      return NEVER_BEFORE;
    }
    int last = Math.min(Timeline.chunkOf(at - 1), timeline.lastOpen());
    for (int i = last; i >= Math.max(0, timeline.firstOpen()); i--) {
      Chunk chunk = timeline.chunk(i);
      int stretch = at - 1 < Timeline.begin(i + 1) ? chunk.stretchAt(at - 1) : chunk.count() - 1;
      for (; stretch >= 0; stretch--) {
        if (chunk.isOpen(stretch)) {
          return Math.min(at, chunk.end(stretch));
        }
      }
    }
    return NEVER_BEFORE;
  }

  /** The open stretches between two instants, clipped to them, in order. */
  public List<Stretch> intervals(long from, long until) {
    return stretches(from, until).stream().filter(Stretch::open).toList();
  }

  /**
   * The time between two instants as stretches without gaps, open and closed ones, each with its
   * reason; clipped to the instants, and to what is covered. Empty when nothing lies between them.
   * The number of stretches grows with the time asked for: some three a day.
   */
  public List<Stretch> stretches(long from, long until) {
    long begin = Math.max(from, EARLIEST);
    long end = Math.min(until, LATEST);
    Chunk.Collector collector = new Chunk.Collector();
    while (begin < end) {
      int index = Timeline.chunkOf(begin);
      Chunk chunk = timeline.chunk(index);
      for (int i = chunk.stretchAt(begin); i < chunk.count() && chunk.begin(i) < end; i++) {
        collector.accept(
            new Stretch(
                Math.max(begin, chunk.begin(i)), Math.min(end, chunk.end(i)), chunk.reason(i)));
      }
      begin = Timeline.begin(index + 1);
    }
    return collector.stretches();
  }

  /** The zone whose clock on the wall hours are read from at an instant. */
  public ZoneId zoneAt(long at) {
    ZoneId zone = timeline.editions().getFirst().zone();
    for (Edition edition : timeline.editions()) {
      if (edition.validFromMillis() <= at) {
        zone = edition.zone();
      }
    }
    return zone;
  }

  /** Whether anything is open on a date of the calendar's zone. */
  public boolean isWorkingDay(LocalDate date) {
    Painter painter = timeline.painter(timeline.editionOn(date));
    return between(painter.midnight(date), painter.midnight(date.plusDays(1))) > 0;
  }

  /**
   * So many working days later, or earlier for a negative number. A date that is none itself first
   * moves on to the next one in that direction, without counting it.
   *
   * @return empty when there are not so many; the date itself for 0
   */
  public Optional<LocalDate> addDays(LocalDate date, int workingDays) {
    if (workingDays == 0) {
      return Optional.of(date);
    }
    int step = Integer.signum(workingDays);
    int left = Math.abs(workingDays) + (isWorkingDay(date) ? 0 : 1);
    LocalDate found = date;
    while (left > 0) {
      found = found.plusDays(step);
      if (!isCovered(found)) {
        return Optional.empty();
      }
      left -= isWorkingDay(found) ? 1 : 0;
    }
    return Optional.of(found);
  }

  /** The working days behind one date, up to and with another; negative when that is earlier. */
  public int daysBetween(LocalDate from, LocalDate until) {
    if (until.isBefore(from)) {
      return -daysBetween(until, from);
    }
    int days = 0;
    for (LocalDate date = from.plusDays(1);
        !date.isAfter(until) && isCovered(date);
        date = date.plusDays(1)) {
      days += isWorkingDay(date) ? 1 : 0;
    }
    return days;
  }

  /** The editions it was made of, by the time they begin. */
  public List<Edition> editions() {
    return timeline.editions();
  }

  private boolean isCovered(LocalDate date) {
    int chunk = Timeline.chunkOf(date, 0);
    return chunk >= timeline.firstOpen() - 1
        && chunk <= timeline.lastOpen() + 1
        && chunk < Timeline.CHUNKS - 1
        && chunk > 0;
  }

  private long forward(long from, long openMillis) {
    long left = openMillis;
    long begin = Math.max(from, Timeline.begin(Math.min(timeline.firstOpen(), Timeline.CHUNKS)));
    for (int i = Timeline.chunkOf(begin); i <= timeline.lastOpen(); i++) {
      Chunk chunk = timeline.chunk(i);
      int stretch = begin > Timeline.begin(i) ? chunk.stretchAt(begin) : 0;
      long before = begin > Timeline.begin(i) ? chunk.openBefore(begin, stretch) : 0;
      if (chunk.open() - before >= left) {
        return chunk.firstWith(before + left, stretch);
      }
      left -= chunk.open() - before;
    }
    return NEVER;
  }

  private long backward(long from, long openMillis) {
    // Negative, because the smallest number has no opposite.
    long left = openMillis;
    int last = timeline.lastOpen();
    long end = Math.min(from, Timeline.begin(last + 1));
    for (int i = Math.min(Timeline.chunkOf(end), last);
        i >= Math.max(0, timeline.firstOpen());
        i--) {
      Chunk chunk = timeline.chunk(i);
      boolean within = end < Timeline.begin(i + 1);
      int stretch = within ? chunk.stretchAt(end) : chunk.count() - 1;
      long before = within ? chunk.openBefore(end, stretch) : chunk.open();
      if (before + left >= 0) {
        return chunk.lastWith(before + left, stretch);
      }
      left += before;
    }
    return NEVER_BEFORE;
  }

  private long next(long at, boolean open) {
    long begin = Math.max(at, EARLIEST);
    int end = open ? timeline.lastOpen() + 1 : Timeline.CHUNKS;
    for (int i = Timeline.chunkOf(begin); i < end; i++) {
      Chunk chunk = timeline.chunk(i);
      int stretch = begin > Timeline.begin(i) ? chunk.stretchAt(begin) : 0;
      for (; stretch < chunk.count(); stretch++) {
        if (chunk.isOpen(stretch) == open) {
          return Math.max(at, chunk.begin(stretch));
        }
      }
    }
    return NEVER;
  }

  private static Optional<Instant> instant(long millis) {
    return millis == NEVER || millis == NEVER_BEFORE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(millis));
  }
}
