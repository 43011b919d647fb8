package dev.trestle.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/** What the domain may not name. */
final class Pure {

  private static final List<String> PACKAGES =
      List.of("java.io", "java.net", "java.nio", "java.util.concurrent.locks");

  // Words about bytes and addresses that reach nothing outside the process.
  private static final Set<String> HARMLESS =
      Set.of(
          "java.io.IOException",
          "java.io.UncheckedIOException",
          "java.io.Serializable",
          "java.io.ByteArrayOutputStream",
          "java.io.ByteArrayInputStream",
          "java.net.URI",
          "java.nio.ByteBuffer",
          "java.nio.ByteOrder");

  private static final Set<String> TYPES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.util.Timer",
          "java.util.concurrent.Executor",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ExecutorService",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.Semaphore",
          "java.util.concurrent.CountDownLatch");

  private Pure() {}

  static boolean isImpure(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    String packageName = type.getBaseComponentType().getPackageName();
    if (TYPES.contains(name)) {
      return true;
    }
    if (HARMLESS.contains(name) || Floor.isIn(packageName, "java.nio.charset")) {
      return false;
    }
    return PACKAGES.stream().anyMatch(prefix -> Floor.isIn(packageName, prefix));
  }
}
