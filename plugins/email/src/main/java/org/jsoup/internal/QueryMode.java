package org.jsoup.internal;

/**
 * Stands in the place of jsoup's class of this name, which reads a system property to choose how
 * selectors are understood: here it is the usual one.
 */
public enum QueryMode {
  Legacy,
  Web,
  Check;

  public static QueryMode current() {
    return Legacy;
  }
}
