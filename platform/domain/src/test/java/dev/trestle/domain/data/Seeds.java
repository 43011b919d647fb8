package dev.trestle.domain.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The seeds of the property tests, and the old versions that must never change. */
final class Seeds {
  private Seeds() {}

  static LongStream all() {
    return LongStream.range(0, 24);
  }

  /** Versions kept together with a check that they still are what they were. */
  static final class OldVersions {
    private final List<Runnable> checks = new ArrayList<>();

    void keep(Runnable check) {
      checks.add(check);
    }

    void check() {
      checks.forEach(Runnable::run);
    }
  }
}
