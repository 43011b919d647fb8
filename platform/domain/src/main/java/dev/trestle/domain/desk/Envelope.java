package dev.trestle.domain.desk;

import dev.trestle.domain.access.Viewer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a command.
 *
 * @param operationKey repeating a command under the same key gives the first answer again, to the
 *     same party only; that of an anonymous viewer counts for nothing, since nobody can tell one
 *     such from another
 * @param inputHash identifies the input; the same key with another hash is refused
 * @param dryRun decide and answer, but commit nothing
 */
public record Envelope(
    Viewer viewer,
    @Nullable UUID operationKey,
    long inputHash,
    boolean dryRun,
    @Nullable String traceId) {
  public Envelope {
    operationKey = viewer.signedIn() ? operationKey : null;
  }

  /** The same of somebody else. */
  public Envelope by(Viewer other) {
    return new Envelope(other, operationKey, inputHash, dryRun, traceId);
  }
}
