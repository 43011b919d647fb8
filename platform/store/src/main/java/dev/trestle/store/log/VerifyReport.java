package dev.trestle.store.log;

import dev.trestle.domain.log.LogDamaged;
import java.util.Optional;

/**
 * What a full check of a log found.
 *
 * @param entries how many entries are sound, from the first on
 * @param erased how many of them were redacted
 * @param segments how many segment files there are
 * @param bytes how many bytes were checked
 * @param lastSequence the last sound entry; 0 when there is none
 * @param tornBytes bytes of a group behind it that was never acknowledged; the next start cuts them
 * @param problem the first damage, with file and offset; empty when the log is sound
 */
public record VerifyReport(
    long entries,
    long erased,
    int segments,
    long bytes,
    long lastSequence,
    long tornBytes,
    Optional<LogDamaged> problem) {

  public boolean isSound() {
    return problem.isEmpty();
  }
}
