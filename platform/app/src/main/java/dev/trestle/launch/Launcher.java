package dev.trestle.launch;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;

/**
 * The jar's entry. It is compiled for Java 8, so that a Java which is too old answers with one
 * clear sentence instead of a stack trace about class file versions.
 */
public final class Launcher {

  static final int OLDEST_JAVA = 25;

  private Launcher() {}

  /**
   * Checks the Java that runs us, then hands over to the application.
   *
   * @param args the application's arguments, untouched
   * @throws Exception whatever the application throws
   */
  public static void main(String[] args) throws Exception {
    String version = System.getProperty("java.specification.version", "0");
    if (feature(version) < OLDEST_JAVA) {
      System.err.println(refusal(version, System.getProperty("java.home", "an unknown place")));
      System.exit(1);
    }
    acceptUnsafe();
    try {
      Class.forName("dev.trestle.app.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Error) {
        throw (Error) cause;
      }
      throw cause instanceof Exception ? (Exception) cause : e;
    }
  }

  /** The feature number in a specification version: 8 for "1.8", 25 for "25"; 0 when unreadable. */
  static int feature(String specificationVersion) {
    String[] parts = specificationVersion.split("\\.");
    String number = parts.length > 1 && parts[0].equals("1") ? parts[1] : parts[0];
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  static String refusal(String version, String home) {
    return "Trestle needs Java "
        + OLDEST_JAVA
        + " or newer, but this is Java "
        + version
        + " from "
        + home
        + "; start it with the java of a newer JDK, for example one from https://adoptium.net.";
  }

  // Eclipse Store reaches memory through sun.misc.Unsafe, and Java prints four lines about that at
  // the
  // first use. The flag --sun-misc-unsafe-memory-access=allow has no counterpart in a jar's
  // manifest,
  // so we mark the warning as already given. Where the field is missing, the lines are printed.
  private static void acceptUnsafe() {
    try {
      Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
      warned.setAccessible(true);
      warned.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // The warning is noise, never a reason not to start.
      return;
    }
  }
}
