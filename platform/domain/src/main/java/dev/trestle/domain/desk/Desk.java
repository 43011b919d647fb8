package dev.trestle.domain.desk;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.state.State;

/** The desk: the one way in for changes, and the snapshots everybody reads. */
public interface Desk {
  /** The latest published snapshot; everything in it is on disk. */
  State snapshot();

  /**
   * Decides and commits; returns when the change is on disk. Blocks; call it on a virtual thread.
   * Passing trouble, such as a full disk, is a problem of type UNAVAILABLE in the outcome.
   */
  Outcome execute(Command command, Envelope envelope);

  /** Reads a timeline entry of a published ticket. */
  TimelineEntry entry(long pointer);

  /** Commits after this sequence number; 0 for all. */
  CommitFeed feed(long afterSequence);
}
