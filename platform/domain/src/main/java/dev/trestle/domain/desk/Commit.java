package dev.trestle.domain.desk;

import dev.trestle.domain.state.ChangeSetCodec;
import dev.trestle.domain.state.State;
import java.util.function.Supplier;

/**
 * A commit that is on disk and published. It knows the desk rather than a state of it: a thousand
 * commits are kept in mind for those who follow them, and as many states would be a thousand copies
 * of all that changes with each, which the collector would carry along.
 *
 * @param published the latest snapshot; asked by anybody at any time
 */
public record Commit(
    long sequence, long payloadAddress, ChangeSetCodec.Encoded encoded, Supplier<State> published) {
  /** The latest snapshot, which contains the commit, and perhaps later ones. */
  public State state() {
    return published.get();
  }
}
