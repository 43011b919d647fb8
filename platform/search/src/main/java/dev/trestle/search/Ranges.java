package dev.trestle.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code >2026-01-01}, {@code <=5}, {@code 2026-01..2026-03} and the like; days are UTC days.
 */
final class Ranges {
  private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<)(.+)");
  private static final Pattern SPAN = Pattern.compile("(.+?)\\.\\.(.+)");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** A moment, day, month or year as its first and last millisecond. */
  private record Period(long first, long last) {}

  private Ranges() {}

  static QueryNode.@Nullable Times times(String field, String value) {
    Matcher compared = COMPARED.matcher(value);
    if (compared.matches()) {
      Period period = period(compared.group(2));
      if (period == null) {
        return null;
      }
      return switch (compared.group(1)) {
        case ">" -> new QueryNode.Times(field, period.last() + 1, Long.MAX_VALUE);
        case ">=" -> new QueryNode.Times(field, period.first(), Long.MAX_VALUE);
        case "<" -> new QueryNode.Times(field, Long.MIN_VALUE, period.first() - 1);
        default -> new QueryNode.Times(field, Long.MIN_VALUE, period.last());
      };
    }
    Matcher span = SPAN.matcher(value);
    if (span.matches()) {
      Period from = period(span.group(1));
      Period to = period(span.group(2));
      return from == null || to == null
          ? null
          : new QueryNode.Times(field, from.first(), to.last());
    }
    Period period = period(value);
    return period == null ? null : new QueryNode.Times(field, period.first(), period.last());
  }

  /** Null when the value is neither a range nor a number. */
  static QueryNode.@Nullable Values values(String field, String value) {
    if (!field.startsWith("cf.")) {
      return null;
    }
    Matcher compared = COMPARED.matcher(value);
    if (compared.matches()) {
      double[] ends = ends(compared.group(2));
      if (ends == null) {
        return null;
      }
      return switch (compared.group(1)) {
        case ">" -> new QueryNode.Values(field, Math.nextUp(ends[1]), Double.POSITIVE_INFINITY);
        case ">=" -> new QueryNode.Values(field, ends[0], Double.POSITIVE_INFINITY);
        case "<" -> new QueryNode.Values(field, Double.NEGATIVE_INFINITY, Math.nextDown(ends[0]));
        default -> new QueryNode.Values(field, Double.NEGATIVE_INFINITY, ends[1]);
      };
    }
    Matcher span = SPAN.matcher(value);
    if (span.matches()) {
      double[] from = ends(span.group(1));
      double[] to = ends(span.group(2));
      return from == null || to == null ? null : new QueryNode.Values(field, from[0], to[1]);
    }
    double[] ends = ends(value);
    return ends == null ? null : new QueryNode.Values(field, ends[0], ends[1]);
  }

  private static double @Nullable [] ends(String value) {
    if (value.indexOf('-', 1) > 0) {
      Period period = period(value);
      if (period != null) {
        return new double[] {period.first(), period.last()};
      }
    }
    try {
      double number = Double.parseDouble(value);
      return Double.isNaN(number) ? null : new double[] {number, number};
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable Period period(String value) {
    try {
      if (YEAR.matcher(value).matches()) {
        int year = Integer.parseInt(value);
        return between(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
      }
      if (MONTH.matcher(value).matches()) {
        YearMonth month = YearMonth.parse(value);
        return between(month.atDay(1), month.plusMonths(1).atDay(1));
      }
      if (DAY.matcher(value).matches()) {
        LocalDate day = LocalDate.parse(value);
        return between(day, day.plusDays(1));
      }
      Instant moment =
          value.endsWith("Z") ? Instant.parse(value) : OffsetDateTime.parse(value).toInstant();
      return new Period(moment.toEpochMilli(), moment.toEpochMilli());
    } catch (DateTimeException | ArithmeticException notATime) {
      return null;
    }
  }

  private static Period between(LocalDate start, LocalDate end) {
    return new Period(millis(start), millis(end) - 1);
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
