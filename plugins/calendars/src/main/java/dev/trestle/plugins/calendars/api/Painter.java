package dev.trestle.plugins.calendars.api;

import dev.trestle.plugins.calendars.api.DatedRules.Day;
import dev.trestle.plugins.calendars.api.DatedRules.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns the rules of one edition into stretches of time, day by day.
 *
 * <p>Times on the wall become instants by the zone's rules. A time that the clocks skip stands for
 * the time as much later as they skip, one that comes twice for the first of the two; an interval
 * of which nothing is left, or all of which lies in what is skipped, vanishes.
 */
final class Painter {
  private final Edition edition;
  private final DatedRules rules;
  private final ZoneRules zone;

  /** Something open or closed, in milliseconds, half open. */
  private record Span(long from, long until, Reason reason) {
    boolean holds(long at) {
      return from <= at && at < until;
    }
  }

  Painter(Edition edition, DatedRules rules) {
    this.edition = edition;
    this.rules = rules;
    this.zone = edition.zone().getRules();
  }

  /** Paints the time between two instants: without gaps, in order. */
  void paint(long from, long until, Consumer<Stretch> canvas) {
    // Two days earlier, because the day before may be one that the clocks skip.
    LocalDate date = dateAt(from).minusDays(2);
    List<Span> reaching = List.of();
    long begin = midnight(date);
    while (begin < until) {
      LocalDate next = date.plusDays(1);
      long end = midnight(next);
      Day day = rules.on(date);
      List<Span> own = spans(date, day.open());
      if (end == begin) {
        // A date that never was: what opened the day before reaches over it.
        own = reaching;
      } else if (end > from) {
        List<Span> open = new ArrayList<>(own);
        if (!day.whole()) {
          open.addAll(reaching);
        }
        List<Span> closed = closures(begin, end);
        closed.addAll(spans(date, day.closed()));
        paintDay(Math.max(begin, from), Math.min(end, until), open, closed, day.rest(), canvas);
      }
      reaching = own;
      date = next;
      begin = end;
    }
  }

  /** The date on the wall at an instant. */
  LocalDate dateAt(long at) {
    ZoneOffset offset = zone.getOffset(Instant.ofEpochMilli(at));
    return LocalDate.ofEpochDay(
        Math.floorDiv(Math.floorDiv(at, 1_000L) + offset.getTotalSeconds(), 86_400L));
  }

  /** When a date begins. */
  long midnight(LocalDate date) {
    return instant(date.atStartOfDay());
  }

  private static void paintDay(
      long from,
      long until,
      List<Span> open,
      List<Span> closed,
      Reason rest,
      Consumer<Stretch> canvas) {
    long[] edges = edges(from, until, open, closed);
    for (int i = 0; i + 1 < edges.length; i++) {
      if (edges[i] < edges[i + 1]) {
        canvas.accept(new Stretch(edges[i], edges[i + 1], reason(edges[i], open, closed, rest)));
      }
    }
  }

  private static Reason reason(long at, List<Span> open, List<Span> closed, Reason rest) {
    for (Span span : closed) {
      if (span.holds(at)) {
        return span.reason();
      }
    }
    for (Span span : open) {
      if (span.holds(at)) {
        return span.reason();
      }
    }
    return rest;
  }

  private static long[] edges(long from, long until, List<Span> open, List<Span> closed) {
    long[] edges = new long[2 + 2 * (open.size() + closed.size())];
    int count = 0;
    edges[count++] = from;
    edges[count++] = until;
    for (List<Span> spans : List.of(open, closed)) {
      for (Span span : spans) {
        edges[count++] = Math.clamp(span.from(), from, until);
        edges[count++] = Math.clamp(span.until(), from, until);
      }
    }
    Arrays.sort(edges);
    return edges;
  }

  private List<Span> closures(long from, long until) {
    List<Span> spans = new ArrayList<>(0);
    for (Closure closure : edition.closures()) {
      if (closure.fromMillis() < until && closure.untilMillis() > from) {
        spans.add(
            new Span(
                closure.fromMillis(),
                closure.untilMillis(),
                new Reason(Reason.Kind.EXCEPTION, closure.name())));
      }
    }
    return spans;
  }

  private List<Span> spans(LocalDate date, List<Part> parts) {
    List<Span> spans = new ArrayList<>(parts.size());
    for (Part part : parts) {
      LocalDateTime opens = date.atStartOfDay().plusSeconds(part.hours().fromSecond());
      LocalDateTime closes = date.atStartOfDay().plusSeconds(part.hours().untilSecond());
      long from = instant(opens);
      long until = instant(closes);
      if (from < until && !isSkipped(opens, closes)) {
        spans.add(new Span(from, until, part.reason()));
      }
    }
    return spans;
  }

  /** Whether the clocks skip all of it, such as a whole day on Samoa in 2011. */
  private boolean isSkipped(LocalDateTime opens, LocalDateTime closes) {
    ZoneOffsetTransition skip = zone.getTransition(opens);
    return skip != null && skip.isGap() && !closes.isAfter(skip.getDateTimeAfter());
  }

  /** In a gap this is the offset before it, which moves the time on by the length of the gap. */
  private long instant(LocalDateTime onTheWall) {
    return onTheWall.toEpochSecond(zone.getOffset(onTheWall)) * 1_000;
  }
}
