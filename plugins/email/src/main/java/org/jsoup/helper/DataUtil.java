package org.jsoup.helper;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Stands in the place of jsoup's class of this name, of which nothing else is asked: that one reads
 * files, which no plugin does.
 */
public final class DataUtil {
  public static final Charset UTF_8 = StandardCharsets.UTF_8;

  private DataUtil() {}
}
