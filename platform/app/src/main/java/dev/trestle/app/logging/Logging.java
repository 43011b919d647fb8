package dev.trestle.app.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets up the log on standard error. */
public final class Logging {
  // Libraries that tell at start what nobody can act on.
  private static final Map<String, Level> QUIET =
      Map.of(
          "org.eclipse.store", Level.WARNING,
          "org.eclipse.serializer", Level.WARNING,
          "io.helidon", Level.WARNING,
          "org.apache.lucene.internal.vectorization", Level.SEVERE);
  // The log manager forgets loggers that nobody holds, and their levels with them.
  private static final List<Logger> HELD = new ArrayList<>();

  private Logging() {}

  /** Short lines on a terminal, JSON lines elsewhere; {@code TRESTLE_LOG} may say which. */
  public static void setUp(Map<String, String> environment, boolean terminal) {
    String wanted = environment.getOrDefault("TRESTLE_LOG", terminal ? "text" : "json");
    Formatter formatter = wanted.equals("text") ? new TextLines() : new JsonLines();
    LogManager.getLogManager().reset();
    Handler handler = new ConsoleHandler();
    handler.setFormatter(formatter);
    handler.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    root.setLevel(Level.INFO);
    QUIET.forEach((name, level) -> {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(level);
      HELD.add(logger);
    });
  }
}
