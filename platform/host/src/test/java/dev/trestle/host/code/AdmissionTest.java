package dev.trestle.host.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.host.TestJar;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.sdk.problem.Problem;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that names what plugins may not is refused, with class, member, place and remedy. */
class AdmissionTest {
  private static TestJar jar(String statements) {
    return TestJar.withBody(
        "trial", "Object go(Object given) throws Throwable { " + statements + " }");
  }

  private static List<String> faults(TestJar jar, String... abilities) {
    try {
      Admission.require(PluginArchive.of(jar.jar()), List.of(abilities));
      return List.of();
    } catch (PluginRefused refused) {
      for (Problem problem : refused.problems()) {
        assertEquals("PLUGIN_CODE_REFUSED", problem.code());
      }
      return refused.problems().stream().map(Problem::message).toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "System.exit(1); return null;|java.lang.System.exit|never",
        "Runtime.getRuntime().halt(1); return null;|java.lang.Runtime.halt|never",
        "return Runtime.getRuntime().exec(new String[] {});|java.lang.Runtime.exec|never",
        "Runtime.getRuntime().addShutdownHook(null); return null;|addShutdownHook|never",
        "return new ProcessBuilder(\"sh\").start();|java.lang.ProcessBuilder|never",
        "return System.getenv(\"SECRET\");|java.lang.System.getenv|never",
        "return System.getProperty(\"user.home\");|java.lang.System.getProperty|never",
        "System.setOut(null); return null;|java.lang.System.setOut|never",
        "System.load(\"/tmp/x.so\"); return null;|java.lang.System.load|never",
        "new Thread(() -> {}).start(); return null;|java.lang.Thread|threads",
        "return Thread.ofVirtual().start(() -> {});|Thread|never",
        "return Thread.startVirtualThread(() -> {});|startVirtualThread|never",
        "Thread.currentThread().setName(\"x\"); return null;|Thread.setName|threads",
        "return Thread.currentThread().getContextClassLoader();|getContextClassLoader|threads",
        "return java.util.concurrent.Executors.newCachedThreadPool();|Executors|threads",
        "return java.util.concurrent.ForkJoinPool.commonPool();|ForkJoinPool|threads",
        "return java.util.concurrent.CompletableFuture.supplyAsync(() -> 1);|supplyAsync|threads",
        "return List.of(1).parallelStream();|parallelStream|threads",
        "return new ArrayList<>(List.of(1)).parallelStream();|parallelStream|threads",
        "return List.of(1).stream().parallel();|parallel|threads",
        "Arrays.parallelSort(new int[2]); return null;|parallelSort|threads",
        "return new Timer();|java.util.Timer|threads",
        "return new ThreadLocal<Object>();|java.lang.ThreadLocal|threads",
        "return new java.io.File(\"/etc/passwd\");|java.io.File|files",
        "return new java.io.FileInputStream(\"/etc/passwd\");|FileInputStream|files",
        "return java.nio.file.Path.of(\"/\");|java.nio.file.Path|files",
        "return new java.io.PrintWriter(\"/tmp/x\");|java.io.PrintWriter.<init>|files",
        "return new Formatter(\"/tmp/x\");|java.util.Formatter.<init>|files",
        "return new java.util.zip.ZipFile(\"x\");|ZipFile|files",
        "return javax.xml.parsers.DocumentBuilderFactory.newInstance();|DocumentBuilderFactory|files",
        "return new java.net.Socket(\"localhost\", 1);|java.net.Socket|sockets",
        "return java.net.http.HttpClient.newHttpClient();|java.net.http.HttpClient|sockets",
        "return java.net.URI.create(\"http://a\").toURL().openStream();|java.net.URL|sockets",
        "return java.net.InetAddress.getByName(\"a\");|java.net.InetAddress|sockets",
        "return Class.forName(\"x\");|java.lang.Class.forName|reflection",
        "return given.getClass().getClassLoader();|java.lang.Class.getClassLoader|reflection",
        "return given.getClass().getDeclaredFields();|getDeclaredFields|reflection",
        "return given.getClass().getMethod(\"x\").invoke(given);|java.lang.Class.getMethod|reflection",
        "return given.getClass().getProtectionDomain();|getProtectionDomain|reflection",
        "return given.getClass().getModule();|getModule|reflection",
        "return given.getClass().getResource(\"/x\");|java.lang.Class.getResource|reflection",
        "return java.lang.invoke.MethodHandles.lookup();|MethodHandles.lookup|reflection",
        "return StackWalker.getInstance();|java.lang.StackWalker|reflection",
        "return ServiceLoader.load(Runnable.class);|java.util.ServiceLoader|never",
        "return ResourceBundle.getBundle(\"x\");|java.util.ResourceBundle|never",
        "return java.lang.ref.Cleaner.create();|java.lang.ref.Cleaner|threads",
        "return new java.io.ObjectInputStream(null);|ObjectInputStream|reflection",
        "return java.nio.ByteBuffer.allocateDirect(1 << 30);|allocateDirect|never",
        "Locale.setDefault(Locale.US); return null;|java.util.Locale.setDefault|never",
        "java.security.Security.setProperty(\"a\", \"b\"); return null;|Security.setProperty|never",
        "return java.lang.management.ManagementFactory.getRuntimeMXBean();|management|never",
        "return javax.naming.spi.NamingManager.getInitialContext(null);|javax.naming|never",
        "return java.lang.foreign.Arena.global();|java.lang.foreign.Arena|never",
        "IO.println(1); return null;|java.lang.IO|never",
        "return new javax.crypto.SealedObject(1, null);|SealedObject|reflection",
        "System.out.println(); return null;|java.lang.System.out|never",
        "Supplier<Runtime> s = Runtime::getRuntime; Consumer<Integer> c = System::exit; return c;|System.exit|never",
        "return new java.util.concurrent.ConcurrentHashMap<Object, Object>().search(1L, (a, b) -> a);|search|threads",
        "org.slf4j.MDC.put(\"a\", \"b\"); return null;|org.slf4j.MDC|alone"
      })
  void whatReachesOutOfThePluginIsRefused(String statements, String named, String ability) {
    List<String> faults = faults(jar(statements));
    assertTrue(faults.stream().anyMatch(fault -> fault.contains(named)), named + " in " + faults);
    String opening =
        switch (ability) {
          case "never" -> "no plugin may";
          case "alone" -> "alone";
          default -> "the ability " + ability;
        };
    assertTrue(faults.stream().anyMatch(fault -> fault.contains(opening)), faults.toString());
    assertTrue(
        faults.stream().anyMatch(fault -> fault.contains("acme.trial.Main.")),
        "names the method: " + faults);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return List.of(1, 2).stream().map(each -> each + 1).toList();",
        "return switch (given) { case String s -> s.length(); case Integer i -> i; default -> 0; };",
        "record Pair(int a, String b) {} return new Pair(1, \"x\" + given).toString();",
        "enum Colour { RED, BLUE } return switch (Colour.RED) { case RED -> 1; case BLUE -> 2; };",
        "try (var in = new java.io.ByteArrayInputStream(new byte[2])) { return in.read(); }",
        "return java.time.Instant.now().plus(java.time.Duration.ofHours(1));",
        "return java.security.MessageDigest.getInstance(\"SHA-256\").digest(new byte[1]);",
        "return javax.crypto.Mac.getInstance(\"HmacSHA256\");",
        "return org.slf4j.LoggerFactory.getLogger(Main.class);",
        "Thread.currentThread().interrupt(); return Thread.currentThread().isInterrupted();",
        "return new java.util.concurrent.ConcurrentHashMap<String, Long>().merge(\"a\", 1L, Long::sum);",
        "return Main.class.getResourceAsStream(\"/texts/en.properties\");",
        "return java.net.URI.create(\"https://a.example\").getHost();",
        "synchronized (this) { assert given != null; return UUID.randomUUID(); }",
        "return java.util.stream.StreamSupport.stream(List.of(1).spliterator(), false).count();",
        "return new java.util.concurrent.locks.ReentrantLock().tryLock();"
      })
  void whatPluginsNeedIsAdmitted(String statements) {
    assertEquals(List.of(), faults(jar(statements)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "threads|new Thread(() -> {}).start(); return new ThreadLocal<Object>();",
        "files|return java.nio.file.Files.readString(java.nio.file.Path.of(\"x\"));",
        "sockets|return java.net.http.HttpClient.newHttpClient();",
        "reflection|return given.getClass().getMethod(\"x\").invoke(given);"
      })
  void anAbilityOpensWhatItIsFor_andNothingElse(String ability, String statements) {
    assertEquals(List.of(), faults(jar(statements), ability));
    for (String other : List.of("threads", "files", "sockets", "reflection")) {
      assertEquals(other.equals(ability), faults(jar(statements), other).isEmpty(), other);
    }
  }

  @Test
  void aMemberReachedThroughAnHeirIsRefusedAllTheSame() {
    List<String> faults =
        faults(
            jar("return new Heap().parallelStream();")
                .source("package acme.trial; class Heap extends java.util.ArrayList<String> {}"));
    assertTrue(
        faults.getFirst().contains("java.util.Collection.parallelStream"), faults.toString());
  }

  @Test
  void heirsOfThreadsAndLoadersAreRefused() {
    for (String parent : List.of("Thread", "ClassLoader", "java.util.TimerTask")) {
      List<String> faults =
          faults(
              TestJar.of("trial")
                  .source(
                      "package acme.trial; abstract class Heir extends "
                          + parent
                          + " { public void run() {} }"));
      assertTrue(
          faults.stream().anyMatch(fault -> fault.contains("acme.trial.Heir")), faults.toString());
    }
  }

  @Test
  void finalizersAndNativeMethodsAreRefused() {
    assertTrue(
        faults(TestJar.withBody("trial", "@Override protected void finalize() {}"))
            .getFirst()
            .contains("Main.finalize is a finalizer"));
    assertTrue(
        faults(TestJar.withBody("trial", "native void call();"))
            .getFirst()
            .contains("Main.call is native"));
  }

  @Test
  void classesOfTheDeskCannotBeNamed() {
    List<String> faults = faults(jar("return dev.trestle.host.watch.Pulse.class;"));
    assertEquals(
        List.of(
            "The method acme.trial.Main.go names dev.trestle.host.watch.Pulse, which is the desk's"
                + " own: no plugin may; use what the SDK offers."),
        faults);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.trestle.sdk.plugin",
        "dev.trestle.domain",
        "org.slf4j",
        "org.jspecify.annotations"
      })
  void classesInOthersPackagesAreRefused(String in) {
    List<String> faults =
        faults(TestJar.of("trial").source("package " + in + "; public class Evil {}"));
    assertTrue(faults.getFirst().contains("a package that is not the plugin's"), faults.toString());
  }

  @Test
  void classesOfTheJavaPlatformsPackagesAreRefused() {
    byte[] evil = ClassFile.of().build(ClassDesc.of("java.util.Evil"), made -> {});
    assertTrue(
        faults(TestJar.of("trial").file("java/util/Evil.class", evil))
            .getFirst()
            .contains("a package that is not the plugin's"));
  }

  @Test
  void aFirstPartyPluginsOwnPackageIsAdmitted() {
    assertEquals(
        List.of(),
        faults(
            TestJar.of("trial").source("package dev.trestle.plugins.trial; public class Good {}")));
  }

  @Test
  void classFilesOfAnotherFormAreRefused() {
    ClassDesc name = ClassDesc.of("acme.New");
    byte[] newer = ClassFile.of().build(name, made -> made.withVersion(70, 0));
    byte[] preview = ClassFile.of().build(name, made -> made.withVersion(69, 0xFFFF));
    byte[] older = ClassFile.of().build(name, made -> made.withVersion(48, 0));
    byte[] sound = ClassFile.of().build(name, made -> made.withVersion(69, 0));
    assertTrue(faultOf("acme/New.class", newer).contains("newer than 25"));
    assertTrue(faultOf("acme/New.class", preview).contains("newer than 25"));
    assertTrue(faultOf("acme/New.class", older).contains("before 8"));
    assertTrue(faultOf("acme/Other.class", sound).contains("belongs elsewhere"));
    assertTrue(faultOf("acme/New.class", new byte[] {1, 2, 3}).contains("cannot be read"));
    assertTrue(
        faultOf("acme/New.class", java.util.Arrays.copyOf(sound, sound.length / 2))
            .contains("cannot be read"));
  }

  private static String faultOf(String path, byte[] code) {
    return faults(TestJar.of("trial").file(path, code)).getFirst();
  }

  @Test
  void allFaultsAreNamedAtOnce_butNotThousands() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      many.append("void m").append(i).append("() { System.exit(").append(i).append("); }\n");
    }
    List<String> faults =
        faults(
            TestJar.withBody("trial", "void a() { System.exit(1); } void b() { new Thread(); }"));
    assertTrue(faults.size() >= 2, faults.toString());
    PluginRefused refused =
        assertThrows(
            PluginRefused.class,
            () ->
                Admission.require(
                    PluginArchive.of(TestJar.withBody("trial", many.toString()).jar()), List.of()));
    assertTrue(refused.problems().size() <= 50);
  }
}
