package dev.trestle.domain.command;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.state.State;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a decider may know: one snapshot, who asks, and the time, ids and numbers fixed before.
 *
 * @param numbers gives the next ticket number
 * @param inputHash identifies the input together with the operation key
 */
public record DecisionContext(
    State state,
    Viewer viewer,
    long nowMillis,
    IdSource ids,
    Supplier<String> numbers,
    @Nullable UUID operationKey,
    long inputHash,
    @Nullable String traceId) {}
