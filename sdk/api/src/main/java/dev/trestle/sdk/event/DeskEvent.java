package dev.trestle.sdk.event;

import dev.trestle.sdk.desk.EventFacts;
import dev.trestle.sdk.promise.Api;

/** One thing that happened, as the log has it. A new message is an event of its own type. */
@Api
public interface DeskEvent extends EventFacts {
  /** The type of the event that stands for a new public comment. */
  String COMMENT_ADDED = "CommentAdded";

  /** The type of the event that stands for a new internal note. */
  String NOTE_ADDED = "NoteAdded";

  /** The commit it belongs to. */
  long sequence();

  /** Its place among the commit's events, from 0. */
  int ordinal();

  /** Where to resume behind it; also in the public subscription {@code events}. */
  String cursor();
}
