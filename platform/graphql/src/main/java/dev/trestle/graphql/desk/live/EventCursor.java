package dev.trestle.graphql.desk.live;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in the stream of events: everything up to this entry of this commit has been seen.
 *
 * @param ordinal the place among the commit's entries
 */
record EventCursor(long sequence, int ordinal) implements Comparable<EventCursor> {
  private static final int TEXT_MAX = 64;

  String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((sequence + "." + ordinal).getBytes(StandardCharsets.US_ASCII));
  }

  static EventCursor decode(String text, long lastSequence) {
    EventCursor cursor = parsed(text);
    if (cursor == null || cursor.sequence < 1 || cursor.sequence > lastSequence) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "CURSOR_INVALID",
          "This cursor was not handed out by this desk's events.",
          "Take one from an event, or leave it out to start now.");
    }
    return cursor;
  }

  private static @Nullable EventCursor parsed(String text) {
    if (text.length() > TEXT_MAX) {
      return null;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      int dot = plain.indexOf('.');
      return dot < 1
          ? null
          : new EventCursor(
              Long.parseLong(plain.substring(0, dot)), Integer.parseInt(plain.substring(dot + 1)));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  @Override
  public int compareTo(EventCursor other) {
    return sequence == other.sequence
        ? Integer.compare(ordinal, other.ordinal)
        : Long.compare(sequence, other.sequence);
  }
}
