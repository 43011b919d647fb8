package dev.trestle.host.watch;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as text. Made while the call still counts, because an exception of the plugin's
 * may answer each question with code of its own.
 */
final class Story {
  private static final int MESSAGE_MAX = 500;
  private static final int FRAMES_MAX = 12;
  private static final int CAUSES_MAX = 3;

  private Story() {}

  static String of(Throwable thrown) {
    StringBuilder story = new StringBuilder();
    Throwable next = thrown;
    try {
      for (int depth = 0; next != null && depth <= CAUSES_MAX; depth++) {
        story.append(depth == 0 ? "" : "; caused by ").append(next.getClass().getName());
        append(story, next.getMessage());
        frames(story, next.getStackTrace());
        next = next.getCause();
      }
    } catch (Throwable again) {
      // The exception's own methods fail as well; its name is known by now and has to do.
      story.append(" (which cannot say more: ").append(again.getClass().getName()).append(')');
    }
    return story.toString();
  }

  private static void append(StringBuilder story, @Nullable String message) {
    if (message != null) {
      story.append(": ").append(message, 0, Math.min(message.length(), MESSAGE_MAX));
    }
  }

  /** The frames down to where the desk called. */
  static void frames(StringBuilder story, StackTraceElement[] trace) {
    int shown = 0;
    for (StackTraceElement frame : trace) {
      if (frame.getClassName().equals(PluginWatch.class.getName()) || shown++ == FRAMES_MAX) {
        break;
      }
      story.append("\n  at ").append(frame);
    }
  }
}
