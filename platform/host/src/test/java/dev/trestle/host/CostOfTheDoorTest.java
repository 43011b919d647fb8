package dev.trestle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.code.PluginClassLoader;
import dev.trestle.host.watch.PluginWatch;
import dev.trestle.host.watch.Watchdog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Prints what the watch and the pulse cost. The figures are for people; what is held to is that
 * woven and plain code agree.
 */
class CostOfTheDoorTest {
  /** More rounds give better figures: {@code -Dtrestle.cost.rounds=9}. */
  private static final int ROUNDS = Integer.getInteger("trestle.cost.rounds", 2);

  private static final String WORK =
      """
      package acme.work;
      import java.util.*;
      import java.util.function.LongSupplier;
      public class Work {
        record Item(int a, String name) {}
        public static LongSupplier loop() {
          return () -> { long s = 0; for (int i = 0; i < 20_000_000; i++) { s += i ^ (s >> 3); } return s; };
        }
        public static LongSupplier array() {
          int[] all = new int[20_000_000];
          return () -> { long s = 0; for (int i = 0; i < all.length; i++) { s += all[i]; } return s; };
        }
        public static LongSupplier getter() {
          Item[] items = new Item[1000];
          for (int i = 0; i < 1000; i++) items[i] = new Item(i, "n" + i);
          return () -> { long s = 0; for (int n = 0; n < 20_000; n++)
            for (Item item : items) { s += item.a(); } return s; };
        }
        public static LongSupplier typical() {
          return () -> { long s = 0; Map<String, Integer> m = new HashMap<>();
            for (int n = 0; n < 300; n++) for (int i = 0; i < 1000; i++) {
              String k = "k" + (i % 97); m.merge(k, i, Integer::sum); s += k.length(); }
            return s + m.values().stream().mapToInt(v -> v % 7).sum(); };
        }
      }
      """;

  @Test
  void wovenCodeGivesTheSame_atAPriceThatIsPrinted() throws ReflectiveOperationException {
    Map<String, byte[]> classes = TestJar.compiled(List.of(WORK), List.of());
    TestJar jar = TestJar.of("work");
    classes.forEach(jar::file);
    ClassLoader woven =
        new PluginClassLoader("work", PluginArchive.of(jar.jar()), null, List.of(), List.of());
    ClassLoader plain =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) {
            byte[] code = classes.get(name.replace('.', '/') + ".class");
            return defineClass(name, code, 0, code.length);
          }
        };
    for (String method : List.of("loop", "array", "getter", "typical")) {
      LongSupplier before =
          (LongSupplier) plain.loadClass("acme.work.Work").getMethod(method).invoke(null);
      LongSupplier after =
          (LongSupplier) woven.loadClass("acme.work.Work").getMethod(method).invoke(null);
      assertEquals(before.getAsLong(), after.getAsLong());
      long[] nanos = {Long.MAX_VALUE, Long.MAX_VALUE};
      for (int i = 0; i < ROUNDS; i++) {
        nanos[0] = Math.min(nanos[0], nanosOf(before));
        nanos[1] = Math.min(nanos[1], nanosOf(after));
      }
      System.out.printf(
          Locale.ROOT,
          "woven %s: %.2f times the plain one (%.1f ms, %.1f ms)%n",
          method,
          (double) nanos[1] / nanos[0],
          nanos[0] / 1e6,
          nanos[1] / 1e6);
    }
  }

  private static long nanosOf(LongSupplier work) {
    long start = System.nanoTime();
    work.getAsLong();
    return System.nanoTime() - start;
  }

  @Test
  void aCallIsCounted_atAPriceThatIsPrinted() {
    int calls = 2_000_000;
    try (Watchdog watchdog = new Watchdog()) {
      PluginWatch watch =
          new PluginWatch("cheap", watchdog, InstantSource.fixed(Instant.EPOCH), null);
      watchdog.look(watch);
      Duration limit = Duration.ofSeconds(1);
      Callable<Integer> code = () -> 1;
      long best = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        best =
            Math.min(
                best,
                nanosOf(() ->
                    LongStream.range(0, calls).map(i -> watch.call("field", limit, code)).sum()));
      }
      System.out.printf(Locale.ROOT, "a call through the watch: %.1f ns%n", (double) best / calls);
      assertEquals((long) calls * ROUNDS, watch.figures().calls());
    }
  }
}
