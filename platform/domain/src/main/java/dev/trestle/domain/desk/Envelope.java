package dev.trestle.domain.desk;

import dev.trestle.domain.access.Viewer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a command.
 *
 * @param operationKey repeating a command under the same key gives the first answer again
 * @param inputHash identifies the input; the same key with another hash is refused
 * @param dryRun decide and answer, but commit nothing
 */
public record Envelope(
    Viewer viewer,
    @Nullable UUID operationKey,
    long inputHash,
    boolean dryRun,
    @Nullable String traceId) {}
