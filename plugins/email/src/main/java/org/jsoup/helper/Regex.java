package org.jsoup.helper;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Stands in the place of jsoup's class of this name, which reads a system property to choose
 * between two engines: here it is always the platform's.
 */
public final class Regex {
  private final Pattern pattern;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  public static Regex compile(String regex) {
    try {
      return new Regex(Pattern.compile(regex));
    } catch (PatternSyntaxException malformed) {
      throw new ValidationException("Pattern syntax error: " + malformed.getMessage());
    }
  }

  public static Regex fromPattern(Pattern pattern) {
    return new Regex(pattern);
  }

  public Matcher matcher(CharSequence input) {
    return pattern.matcher(input)::find;
  }

  @Override
  public String toString() {
    return pattern.toString();
  }

  /** Looks for the next place that matches. */
  public interface Matcher {
    boolean find();
  }
}
