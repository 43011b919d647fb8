package dev.trestle.host.watch;

import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Methods of the Java platform as plugins get them: their calls to the real ones are turned into
 * calls to these while their classes are defined. Public because plugin classes are linked to it.
 */
public final class Tamed {
  private Tamed() {}

  /**
   * For {@link Thread#interrupt}, which would reach the desk's own threads: a plugin that is
   * interrupted is being stopped, so nobody waits for the sign.
   */
  public static void interrupt(Thread thread) {
    Objects.requireNonNull(thread);
  }

  /** For {@link Class#getResourceAsStream}: no files but those of plugins. */
  public static @Nullable InputStream getResourceAsStream(Class<?> type, String name) {
    return type.getClassLoader() instanceof Abandonable ? type.getResourceAsStream(name) : null;
  }

  public static boolean matches(String text, String pattern) {
    return Pattern.compile(pattern).matcher(beating(text)).matches();
  }

  public static String replaceAll(String text, String pattern, String by) {
    return Pattern.compile(pattern).matcher(beating(text)).replaceAll(by);
  }

  public static String replaceFirst(String text, String pattern, String by) {
    return Pattern.compile(pattern).matcher(beating(text)).replaceFirst(by);
  }

  public static String[] split(String text, String pattern) {
    return split(text, pattern, 0);
  }

  public static String[] split(String text, String pattern, int limit) {
    // Such short patterns cannot backtrack, and the platform has a quick way for them.
    return pattern.length() <= 2
        ? text.split(pattern, limit)
        : Pattern.compile(pattern).split(beating(text), limit);
  }

  /** The same text; whoever reads it can be stopped. */
  public static CharSequence beating(CharSequence text) {
    return text instanceof BeatingText ? text : new BeatingText(text);
  }

  /** A regular expression that goes astray reads its text again and again. */
  private record BeatingText(CharSequence text) implements CharSequence {
    private BeatingText {
      Objects.requireNonNull(text);
    }

    @Override
    public char charAt(int index) {
      Pulse.beat();
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
