package dev.trestle.app.start;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives a plain {@code java -jar trestle.jar} the options and the class cache that the build laid
 * beside the jar. A jar cannot carry them, and they halve the processor time of a start; so the
 * process runs Java a second time in its own place, under its own number and with its own input and
 * output, before anything else was loaded.
 */
public final class QuickStart {
  private static final String OPTIONS = "trestle.options";
  private static final String CACHE = "trestle.aot";
  private static final List<String> OPTION_VARIABLES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  private QuickStart() {}

  /**
   * Returns when this process goes on as it is; otherwise the program starts again in its place.
   */
  public static void inPlace() {
    Path ownCommand = Path.of("/proc/self/cmdline");
    if (!Files.isReadable(ownCommand)) {
      return; // Not Linux.
    }
    try {
      List<String> given = List.of(Files.readString(ownCommand).split("\0"));
      List<String> better =
          command(given, System.getenv(), Path.of(System.getProperty("java.home")));
      if (!better.isEmpty()) {
        become(better);
      }
    } catch (IOException | RuntimeException noSuchDoor) {
      // Whatever is missing, such as a readable command or native access: it is only about speed.
      return;
    }
  }

  /**
   * The command that starts the same program better, or nothing. Whoever gives Java an option of
   * their own, or has no cache beside the jar, gets exactly what they asked for.
   */
  static List<String> command(List<String> given, Map<String, String> environment, Path javaHome) {
    if (given.size() < 3
        || !given.get(1).equals("-jar")
        || OPTION_VARIABLES.stream().anyMatch(environment::containsKey)) {
      return List.of();
    }
    Path jar = Path.of(given.get(2)).toAbsolutePath();
    Path options = jar.resolveSibling(OPTIONS);
    Path cache = jar.resolveSibling(CACHE);
    if (!Files.isReadable(options) || !Files.isReadable(cache)) {
      return List.of();
    }
    List<String> better = new ArrayList<>();
    better.add(javaHome.resolve("bin").resolve("java").toString());
    better.add("@" + options);
    better.add("-XX:AOTCache=" + cache);
    better.add("-jar");
    better.add(jar.toString()); // As whole a path as when the cache was made, or Java refuses it.
    better.addAll(given.subList(3, given.size()));
    return better;
  }

  private static void become(List<String> command) {
    Linker linker = Linker.nativeLinker();
    MethodHandle execv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("execv"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
      for (int i = 0; i < command.size(); i++) {
        arguments.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command.get(i)));
      }
      // A call that comes back has failed, and then this process simply goes on.
      int unused = (int) execv.invokeExact(arena.allocateFrom(command.getFirst()), arguments);
    } catch (RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable undeclared) {
      throw new IllegalStateException("execv declares nothing", undeclared);
    }
  }
}
