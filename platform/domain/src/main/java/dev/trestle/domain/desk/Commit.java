package dev.trestle.domain.desk;

import dev.trestle.domain.state.ChangeSetCodec;
import dev.trestle.domain.state.State;

/**
 * A commit that is on disk and published.
 *
 * @param state the snapshot that first contains it, or a later one when it is read from the log
 */
public record Commit(
    long sequence, long payloadAddress, ChangeSetCodec.Encoded encoded, State state) {}
