package dev.trestle.store.log;

import dev.trestle.domain.log.LogDamaged;

/** Words for damage, so that every finding comes with the same remedy. */
final class Damage {

  private static final String REMEDY =
      "Run `verify` to see how far the log is sound, then `restore` a backup, or restore this log"
          + " up to the last sound entry.";

  private Damage() {}

  static LogDamaged at(String path, long offset, long sequence, String finding) {
    return new LogDamaged(path, offset, sequence, finding, REMEDY);
  }
}
