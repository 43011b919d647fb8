package dev.trestle.http.files;

import org.jspecify.annotations.Nullable;

/**
 * One range of bytes, both ends included.
 *
 * <p>Only a single range is served in part. Several ranges in one request are answered with the
 * whole file, as RFC 9110 section 14.2 allows: no client of files needs them, and overlapping ones
 * are a known way to make a server work.
 */
record ByteRange(long first, long last) {

  /** What a Range header asks of a file: part of it, all of it, or nothing that it has. */
  sealed interface Wanted {
    record Part(ByteRange range) implements Wanted {}

    record Whole() implements Wanted {}

    record Unsatisfiable() implements Wanted {}
  }

  long length() {
    return last - first + 1;
  }

  static Wanted wanted(@Nullable String header, long size) {
    if (header == null || !header.startsWith("bytes=") || header.indexOf(',') >= 0) {
      return new Wanted.Whole();
    }
    String spec = header.substring(6).trim();
    int dash = spec.indexOf('-');
    if (dash < 0) {
      return new Wanted.Whole();
    }
    long first = number(spec.substring(0, dash).trim());
    long last = number(spec.substring(dash + 1).trim());
    boolean suffix = spec.startsWith("-");
    boolean open = spec.endsWith("-");
    if (first == -2 || last == -2 || suffix && open) {
      return new Wanted.Whole();
    }
    if (suffix) {
      if (last == 0 || size == 0) {
        return new Wanted.Unsatisfiable();
      }
      return new Wanted.Part(new ByteRange(Math.max(0, size - last), size - 1));
    }
    if (!open && last < first) {
      return new Wanted.Whole();
    }
    if (first >= size) {
      return new Wanted.Unsatisfiable();
    }
    return new Wanted.Part(new ByteRange(first, open ? size - 1 : Math.min(last, size - 1)));
  }

  /** A number, -1 for no text, -2 for something else; more digits than fit count as very large. */
  private static long number(String digits) {
    if (digits.isEmpty()) {
      return -1;
    }
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -2;
    }
    return digits.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
  }
}
