package dev.trestle.host.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.host.TestJar;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.watch.Pulse;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Woven classes do what they did, verify, and beat where they must. */
class WeaverTest {
  /** Every construct whose frames or stack could be disturbed. */
  private static final String ALL_SORTS =
      """
      package acme.sorts;
      import java.util.*;
      import java.util.function.*;
      public class Sorts {
        sealed interface Shape permits Circle, Square {}
        record Circle(double radius) implements Shape {}
        record Square(double side) implements Shape {}
        enum Colour { RED { int weight() { return 1; } }, BLUE { int weight() { return 2; } };
          abstract int weight(); }
        static class Base {
          final int[] seen;
          Base(int[] seen) { this.seen = seen; }
        }
        static class Derived extends Base {
          final String name;
          Derived(int n) {
            super(squares(n > 3 ? n : 3));
            String made = "";
            for (int i = 0; i < n; i++) { made += i; }
            name = made;
          }
        }
        static class Early extends Base {
          Early(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) { if (i % 2 == 0) continue; sum += i; }
            super(new int[] { sum });
          }
        }
        static int[] squares(int n) {
          int[] all = new int[n];
          int i = 0;
          do { all[i] = i * i; } while (++i < n);
          return all;
        }
        static <T extends Comparable<T>> T most(Collection<? extends T> all) {
          T best = null;
          for (T each : all) { if (best == null || each.compareTo(best) > 0) best = each; }
          return best;
        }
        static double area(Shape shape) {
          return switch (shape) {
            case Circle(double r) when r > 10 -> -1;
            case Circle(double r) -> r * r * 3;
            case Square(var s) -> s * s;
          };
        }
        static String words(Object o) {
          switch (o) {
            case String s when s.length() > 3: return "long " + s;
            case String s: return "short " + s;
            case Integer i: return "int " + i;
            case null: return "null";
            default: return "other";
          }
        }
        static int old(int n) {
          int sum = 0;
          outer:
          for (int i = 0; i < n; i++) {
            for (long j = 0; j < i; j++) {
              switch ((int) j) {
                case 0: continue;
                case 1: sum += 3; break;
                case 100: sum -= 1; break;
                case 7: continue outer;
                default: sum += (int) j;
              }
              if (sum > 100_000) break outer;
            }
          }
          return sum;
        }
        static String tried(int n) {
          StringBuilder said = new StringBuilder();
          for (int i = 0; i < n; i++) {
            try {
              if (i == 2) throw new IllegalStateException("two");
              if (i == 3) continue;
              try (AutoCloseable door = () -> said.append('c')) { said.append(i); }
            } catch (IllegalStateException | ArithmeticException e) {
              said.append(e.getMessage());
            } catch (Exception e) {
              said.append('!');
            } finally {
              said.append(i == 4 ? 'f' : 'F');
              synchronized (said) { said.append(';'); }
            }
          }
          return said.toString();
        }
        static Object nested(int a, int b, int c) {
          int[][][] cube = new int[a][b][c];
          String[][] names = new String[a][];
          for (int i = 0; i < a; i++) for (int j = 0; j < b; j++) for (int k = 0; k < c; k++) {
            cube[i][j][k] = i ^ j ^ k;
            names[i] = new String[j];
          }
          return Arrays.deepToString(cube) + Arrays.deepToString(names);
        }
        int counter;
        IntSupplier counting() { return () -> { while (counter < 5) counter++; return counter; }; }
        static long wide(long n) {
          long sum = 0; double half = 0; boolean odd = false; char c = 'a'; byte b = 1; short s = 2;
          while (true) {
            if (n-- <= 0) break;
            sum += n; half += n / 2.0; odd ^= true; c++; b += 3; s -= b;
          }
          return sum + (long) half + (odd ? 1 : 0) + c + b + s;
        }
        static String regex(String text) {
          return text.replaceAll("[aeiou]+", "_") + text.matches(".*x.*")
              + text.replaceFirst("(b)(c)", "$2$1") + Arrays.toString(text.split("[,;]+"))
              + Arrays.toString(text.split(",", 2)) + java.util.regex.Pattern.compile("(\\\\w)(\\\\w)")
                  .matcher(text).results().map(r -> r.group(2)).toList();
        }
        public static String run() {
          List<Object> all = new ArrayList<>();
          all.add(new Derived(4).name + Arrays.toString(new Derived(2).seen));
          all.add(new Early(6).seen[0]);
          all.add(most(List.of("pear", "zebra", "apple")));
          all.add(area(new Circle(2)) + area(new Square(3)) + area(new Circle(11)));
          for (Object o : new Object[] { "long one", "abc", 3, null, 2.0 }) all.add(words(o));
          all.add(old(40)); all.add(tried(6)); all.add(nested(2, 3, 4));
          all.add(new Sorts().counting().getAsInt());
          all.add(wide(1000));
          all.add(Colour.valueOf("BLUE").weight() + Colour.values().length);
          all.add(regex("abcxx,de;;fg"));
          all.add(new Circle(1).equals(new Circle(1)) + new Square(2).toString());
          Map<String, Integer> counts = new TreeMap<>();
          for (String w : "a b a c".split(" ")) counts.merge(w, 1, Integer::sum);
          all.add(counts);
          Iterator<Integer> it = new Iterator<>() {
            int i; public boolean hasNext() { return i < 3; } public Integer next() { return i++; } };
          while (it.hasNext()) all.add(it.next());
          try { Object bad = new int[-1]; } catch (NegativeArraySizeException e) { all.add("negative"); }
          all.add(java.util.stream.StreamSupport.stream(List.of(1, 2).spliterator(), true).isParallel());
          return all.toString();
        }
      }
      """;

  @Test
  void wovenCodeDoesWhatItDid() throws ReflectiveOperationException {
    Map<String, byte[]> classes = TestJar.compiled(List.of(ALL_SORTS), List.of());
    ClassLoader plain =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] code = classes.get(name.replace('.', '/') + ".class");
            if (code == null) {
              throw new ClassNotFoundException(name);
            }
            return defineClass(name, code, 0, code.length);
          }
        };
    TestJar jar = TestJar.of("sorts");
    classes.forEach(jar::file);
    ClassLoader woven =
        new PluginClassLoader("sorts", PluginArchive.of(jar.jar()), null, List.of(), List.of());
    String before = run(plain);
    String after = run(woven);
    // The one thing that changed by intent: streams are sequential.
    assertEquals(before.replaceFirst("true]$", "false]"), after);
    assertTrue(before.endsWith("true]"), before);
  }

  private static String run(ClassLoader loader) throws ReflectiveOperationException {
    return (String) loader.loadClass("acme.sorts.Sorts").getMethod("run").invoke(null);
  }

  @Test
  void manyClassesOfTheJavaPlatformVerifyWhenWoven() throws IOException {
    Weaver weaver = new Weaver(_ -> null, false);
    FileSystem modules = FileSystems.getFileSystem(URI.create("jrt:/"));
    List<String> broken = new ArrayList<>();
    int seen = 0;
    int beats = 0;
    for (String folder : List.of("java/util", "java/text", "java/math", "java/time")) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(modules.getPath("modules/java.base", folder))) {
        files = walk.filter(file -> file.toString().endsWith(".class")).toList();
      }
      for (Path file : files) {
        byte[] woven = weaver.woven(Files.readAllBytes(file));
        seen++;
        beats += beats(woven);
        ClassFile.of().verify(woven).forEach(error -> broken.add(file + ": " + error.getMessage()));
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(seen > 1_500 && beats > 10_000, seen + " classes, " + beats + " beats");
  }

  @Test
  void twoThreadsMayNameTheirFirstClassesAtOnce() throws InterruptedException, ExecutionException {
    CountDownLatch bothLook = new CountDownLatch(2);
    ClassHierarchyResolver hierarchy =
        Weaver.hierarchy(_ -> {
          bothLook.countDown();
          try {
            assertTrue(bothLook.await(30, TimeUnit.SECONDS), "one waits for the other");
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
          return null;
        });
    FutureTask<Boolean> other =
        new FutureTask<>(() -> isInterface(hierarchy, ConcurrentModificationException.class));
    Thread.ofVirtual().start(other);
    assertTrue(isInterface(hierarchy, List.class));
    assertFalse(other.get());
  }

  private static boolean isInterface(ClassHierarchyResolver hierarchy, Class<?> type) {
    var info = hierarchy.getClassInfo(ClassDesc.of(type.getName()));
    return info.equals(ClassHierarchyResolver.ClassHierarchyInfo.ofInterface());
  }

  private static int beats(byte[] woven) {
    return (int)
        ClassFile.of().parse(woven).methods().stream()
            .flatMap(method -> method.code().stream())
            .flatMap(code -> code.elementStream())
            .filter(WeaverTest::isBeat)
            .count();
  }

  private static boolean isBeat(CodeElement element) {
    return element instanceof InvokeInstruction call
        && call.owner().asInternalName().equals(internal(Pulse.class))
        && call.name().equalsString("beat");
  }

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  @Test
  void aMethodHasOneBeat_aLoopOneMoreATurn_andACallToTheSdkOneMore() {
    Map<String, byte[]> classes =
        TestJar.compiled(
            List.of(
                """
                package acme.beats;
                import dev.trestle.sdk.desk.Ticket;
                abstract class Getter { int x; int get() { return x; } abstract void none(); }
                class Loop { static int sum(int n) { int s = 0; while (s < n) { s++; } return s; } }
                class Field { static String subject(Ticket t) { return t.subject(); } }
                """),
            List.of());
    Weaver weaver = new Weaver(_ -> null, false);
    // One is the constructor's.
    assertEquals(1 + 1, beats(weaver.woven(classes.get("acme/beats/Getter.class"))));
    assertEquals(1 + 2, beats(weaver.woven(classes.get("acme/beats/Loop.class"))));
    assertEquals(1 + 2, beats(weaver.woven(classes.get("acme/beats/Field.class"))));
  }
}
