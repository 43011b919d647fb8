package dev.trestle.graphql.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * ISO 8601 text of instants: UTC, always with three decimals of a second, so texts sort as times.
 */
final class IsoText {
  /** 0000-01-01 and 10000-01-01 in seconds since 1970: outside, the year has no four digits. */
  private static final long YEAR_0 = -62_167_219_200L;

  private static final long YEAR_10000 = 253_402_300_800L;

  private static final int LENGTH = 24;

  private IsoText() {}

  static String of(Instant instant) {
    byte[] out = new byte[LENGTH];
    return write(instant, out, 0) == 0
        ? instant.truncatedTo(ChronoUnit.MILLIS).toString()
        : new String(out, StandardCharsets.ISO_8859_1);
  }

  /**
   * Writes the 24 bytes of the text.
   *
   * @return how many were written; 0, and nothing, when the year has not four digits
   */
  static int write(Instant instant, byte[] out, int at) {
    long seconds = instant.getEpochSecond();
    if (seconds < YEAR_0 || seconds >= YEAR_10000) {
      return 0;
    }
    long day = Math.floorDiv(seconds, 86_400);
    int second = (int) (seconds - day * 86_400);
    // Days to year, month, day after Howard Hinnant's "chrono-compatible low-level date
    // algorithms":
    // years begin in March, so that the leap day is the last of a year.
    long z = day + 719_468;
    long era = Math.floorDiv(z, 146_097);
    int dayOfEra = (int) (z - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * shifted + 2) / 5 + 1;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    int milli = instant.getNano() / 1_000_000;
    digits(out, at, 4, year);
    out[at + 4] = '-';
    digits(out, at + 5, 2, month);
    out[at + 7] = '-';
    digits(out, at + 8, 2, dayOfMonth);
    out[at + 10] = 'T';
    digits(out, at + 11, 2, second / 3600);
    out[at + 13] = ':';
    digits(out, at + 14, 2, second / 60 % 60);
    out[at + 16] = ':';
    digits(out, at + 17, 2, second % 60);
    out[at + 19] = '.';
    digits(out, at + 20, 3, milli);
    out[at + 23] = 'Z';
    return LENGTH;
  }

  private static void digits(byte[] out, int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
