package dev.trestle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.plugin.PluginFailure.Kind;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.sdk.schema.FieldKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile plugin can try against its host: each attempt is refused or contained. */
class HostilePluginTest {
  private static final Instant NOON = Instant.parse("2031-03-03T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(50);

  /** Its initializer waits for longer than any call may that is SHORT. */
  private static final String SLOW_CLASS =
      """
      class Slow {
        static final int LENGTH;
        static {
          long until = System.nanoTime() + 200_000_000L;
          while (System.nanoTime() < until) { Thread.onSpinWait(); }
          LENGTH = until == 0 ? 8 : 7;
        }
        static int once() { return LENGTH; }
      }
      """;

  private final PluginHost host = new PluginHost(InstantSource.fixed(NOON));

  @AfterEach
  void stop() {
    host.close();
  }

  private PluginFailure stopped(String code) {
    return Attack.with(host, "evil", code).failure();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (;;) {}",
        "int i = 0; do { i++; } while (true);",
        "long n = 0; while (source != null) { n ^= source.hashCode(); } return n;",
        "for (;;) { try { for (;;) {} } catch (Throwable again) { continue; } }",
        "while (true) { try { Thread.sleep(60_000); } catch (InterruptedException again) {} }",
        "synchronized (source) { source.wait(); } return 1;",
        "new java.util.concurrent.CountDownLatch(1).await(); return 1;",
        "java.util.concurrent.locks.LockSupport.park(); return attack(source);",
        "while (true) java.util.concurrent.locks.LockSupport.park();",
        "return java.util.stream.Stream.generate(() -> 1).filter(n -> n > 1).findFirst();",
        "return java.util.stream.IntStream.iterate(0, n -> n + 1).map(n -> n % 2).max();",
        "class F { long f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); } } return new F().f(90);",
        "return \"a\".repeat(60).concat(\"!\").matches(\"(a+)+\\\\1?b\");",
        "return java.util.regex.Pattern.compile(\"(a|aa)+\\\\1$\").matcher(\"a\".repeat(90) + \"b\").find();",
        "switch (1) { default: while (true) { if (source == null) break; } } return 1;",
        "Iterator<Integer> endless = new Iterator<>() { public boolean hasNext() { return true; }"
            + " public Integer next() { return 1; } }; int n = 0;"
            + " while (endless.hasNext()) n += endless.next(); return n;"
      })
  void whateverHangsIsStopped(String code) {
    PluginFailure failure = Attack.with(host, "evil", code).failure(SHORT);
    assertEquals(Kind.TOOK_TOO_LONG, failure.kind(), failure.getMessage());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void hangingOnAVirtualThreadIsStoppedToo_alsoWhileItStarts() throws InterruptedException {
    AtomicReference<Kind> kind = new AtomicReference<>();
    Attack attack = Attack.with(host, "evil", "while (true) { Thread.onSpinWait(); }");
    Thread.startVirtualThread(() -> kind.set(attack.failure().kind())).join();
    assertEquals(Kind.TOOK_TOO_LONG, kind.get());
    PluginRefused refused =
        assertThrows(
            PluginRefused.class,
            () -> load(TestJar.withBody("slow", "public Main() { for (;;) {} }")));
    assertEquals("PLUGIN_START_FAILED", refused.problems().getFirst().code());
  }

  @Test
  void aClassWhoseInitializerTookTooLongServesTheNextCall() {
    Attack attack = Attack.with(host, "slow", SLOW_CLASS + "return new int[Slow.once()];");
    assertEquals(Kind.TOOK_TOO_LONG, attack.failure(SHORT).kind());
    assertEquals(7, ((int[]) attack.run()).length);
  }

  @Test
  void anInitializerThatNeverEndsIsGivenUp_andOneThatFillsTheHeapIsStopped() {
    String endless = "class F { static int n; static { while (n >= 0) n &= 1; } } return F.n;";
    Attack attack = Attack.with(host, "endless", endless);
    assertEquals(Kind.TOOK_TOO_LONG, attack.failure(SHORT).kind());
    assertTrue(attack.plugin.quarantine().isPresent());
    String greedy =
        "class G { static byte[][] all = new byte[9][]; static { for (int i = 0; i < 9; i++)"
            + " all[i] = new byte[1 << 25]; } } return G.all;";
    assertEquals(Kind.TOOK_TOO_MUCH, Attack.with(host, "greedy", greedy).failure(LONG).kind());
  }

  private HostedPlugin load(TestJar jar, HostedPlugin... required) {
    PluginPackage packed = jar.admitted();
    return host.load(packed, packed.manifest().asked(), List.of(required), new TestProvisions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new IllegalStateException(\"x\");",
        "throw new OutOfMemoryError();",
        "throw new StackOverflowError();",
        "throw new ThreadDeath();",
        "return attack(source);",
        "throw new Error() { public String toString() { for (;;) {} } public String getMessage() {"
            + " throw this; } public StackTraceElement[] getStackTrace() { return null; } };",
        "Throwable a = new RuntimeException(), b = new RuntimeException(a); a.initCause(b);"
            + " throw (RuntimeException) a;",
        "throw new RuntimeException() { public String getMessage() { for (;;) {} } };",
        "return ((Object[]) source)[0];"
      })
  void whateverItThrowsIsContained_andNothingOfItsClassesEscapes(String code) {
    PluginFailure failure = stopped(code);
    assertNull(failure.getCause());
    assertEquals(0, failure.getSuppressed().length);
    assertTrue(failure.getMessage().startsWith("Plugin evil, field Thing.attack: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return new long[Integer.MAX_VALUE - 8];",
        "return new Object[200][1_000_000];",
        "return new int[1000][1000][1000];",
        "byte[][] all = new byte[100_000][]; for (int i = 0; i < all.length; i++)"
            + " all[i] = new byte[1 << 20]; return all;",
        "return \"x\".repeat(Integer.MAX_VALUE - 8);",
        "return Arrays.copyOf(new long[1], 1 << 30);",
        "return new ArrayList<Object>(1 << 30);",
        "StringBuilder b = new StringBuilder(); b.setLength(1 << 30); return b;",
        "return java.nio.ByteBuffer.allocate(1 << 30);",
        "return java.math.BigInteger.TWO.shiftLeft(Integer.MAX_VALUE);"
      })
  void whateverAsksForTooMuchMemoryAtOnceIsStopped(String code) {
    PluginFailure failure = Attack.with(host, "evil", code).failure(LONG);
    assertEquals(Kind.TOOK_TOO_MUCH, failure.kind(), failure.getMessage());
  }

  @Test
  void allocatingWithoutEndInSmallPiecesIsStopped_beforeOthersSuffer() {
    PluginFailure failure =
        Attack.with(
                host,
                "evil",
                "List<Object> all = new LinkedList<>(); for (;;) all.add(new int[100]);")
            .failure(LONG);
    assertEquals(Kind.TOOK_TOO_MUCH, failure.kind(), failure.getMessage());
  }

  @Test
  void kernelClassesAreNotThere_evenByName() {
    Attack attack =
        Attack.with(
            host,
            Attack.jar(
                    "evil",
                    """
                    List<String> found = new ArrayList<>();
                    for (String name : List.of("dev.trestle.host.PluginHost",
                        "dev.trestle.domain.plugin.ActivePlugin", "org.pf4j.PluginManager",
                        "org.slf4j.MDC", "sun.misc.Unsafe", "jdk.internal.misc.Unsafe",
                        "java.net.http.HttpClient", "java.lang.ProcessBuilder",
                        "java.nio.file.Files", "dev.trestle.host.TestJar")) {
                      try { Class.forName(name); found.add(name); }
                      catch (ClassNotFoundException | LinkageError absent) {}
                    }
                    return found;
                    """)
                .says("abilities", "reflection"));
    assertEquals(List.of(), attack.run());
  }

  @Test
  void filesOfTheApplicationAreNotThere() {
    Attack attack =
        Attack.with(
            host,
            Attack.jar(
                    "evil",
                    """
                    return Arrays.asList(
                        Main.class.getResourceAsStream("/mine.txt") != null,
                        source.getClass().getResourceAsStream("/dev/trestle/host/sdk.properties"),
                        Main.class.getResourceAsStream("/dev/trestle/host/sdk.properties"),
                        Main.class.getResourceAsStream("/META-INF/MANIFEST.MF"),
                        DeskPlugin.class.getResourceAsStream("DeskPlugin.class"));
                    """)
                .file("mine.txt", "mine"));
    assertEquals(Arrays.asList(true, null, null, null, null), attack.run(new PluginHostTest()));
  }

  @Test
  void aServiceFileOfThePluginsReachesNobodyElse() {
    Attack attack =
        Attack.with(
            host,
            Attack.jar("evil", "return 1;").file("META-INF/services/java.lang.Runnable", "acme.X"));
    assertEquals(1, attack.run());
    assertEquals(0, ServiceLoader.load(Runnable.class).stream().count());
  }

  @Test
  void anotherPluginsClassesAreNotThere_butForItsApiWhenItIsRequired() {
    TestJar giver =
        TestJar.withBody(
                "giver",
                """
                @Override public List<Service<?>> services() {
                  return List.of(new Service<>(acme.giver.api.Greeter.class, name -> {
                    if (name.equals("hang")) for (;;) {}
                    return "Hello " + name; }));
                }
                """)
            .source(
                "package acme.giver.api; public interface Greeter { String greet(String name); }")
            .says("api.packages", "acme.giver.api");
    byte[] giverJar = giver.jar();
    HostedPlugin given = load(giver);
    TestJar taker =
        TestJar.withBody(
                "taker",
                """
                static Object attack(acme.giver.api.Greeter greeter, String name) {
                  return greeter.greet(name);
                }
                @Override public List<Fields<?>> fields() {
                  return List.of(Fields.of("T", acme.giver.api.Greeter.class)
                      .getter("ok", g -> attack(g, "Anna")).getter("hang", g -> attack(g, "hang"))
                      .getter("peek", g -> { try { return new acme.giver.Main(); }
                          catch (NoClassDefFoundError absent) { return "absent"; } }));
                }
                """)
            .against(giverJar)
            .says("requires", "giver");
    HostedPlugin taken = load(taker, given);
    Class<?> api = taken.active().contributions().fields().getFirst().javaClass();
    Object greeter = taken.active().surroundings().service(api).orElseThrow();
    long before = given.figures().calls();
    assertEquals("Hello Anna", field(taken, 0, greeter, LONG));
    assertEquals("absent", field(taken, 2, greeter, LONG));
    assertEquals(1, given.figures().calls() - before);
    PluginFailure failure = assertThrows(PluginFailure.class, () -> field(taken, 1, greeter, LONG));
    assertEquals("giver", failure.pluginId());
    assertEquals("service Greeter.greet", failure.what());
    assertEquals(0, taken.figures().failures().get(Kind.TOOK_TOO_LONG));
    HostedPlugin alone =
        load(
            TestJar.withBody(
                    "stranger",
                    "static Object o() { return acme.giver.api.Greeter.class; }"
                        + "@Override public List<Permission> permissions() { try { o(); return null; }"
                        + " catch (NoClassDefFoundError absent) { return List.of(); } }")
                .against(giverJar));
    assertEquals(List.of(), alone.active().contributions().permissions());
  }

  @SuppressWarnings("unchecked")
  private static Object field(HostedPlugin plugin, int index, Object source, Duration limit) {
    var entry = plugin.active().contributions().fields().getFirst().entries().get(index);
    var getter = (FieldKind.Getter<Object>) entry.kind();
    return plugin.active().calls().call("field", limit, () -> getter.get(source));
  }

  @Test
  void networkAndSecretsAreOutOfReachWithoutConsent_andNetworkWhereNothingMayWait() {
    TestJar jar = TestJar.withBody("caller", "").says("network", "*").says("secrets", "true");
    PluginPackage packed = jar.admitted();
    HostedPlugin denied = host.load(packed, Asked.NOTHING, List.of(), new TestProvisions());
    var without = denied.active().surroundings();
    assertThrows(IllegalStateException.class, without::network);
    assertThrows(IllegalStateException.class, without::secrets);
    HostedPlugin allowed = load(jar);
    var with = allowed.active().surroundings();
    var calls = allowed.active().calls();
    assertTrue(calls.call("channel", LONG, () -> with.network() != null && with.secrets() != null));
    PluginFailure failure =
        assertThrows(
            PluginFailure.class,
            () -> calls.call("decider", PluginCalls.USUAL_LIMIT, with::network));
    assertTrue(failure.getMessage().contains("nothing may wait here"), failure.getMessage());
  }

  @Test
  void threadsItLeavesBehindAreFoundAndStopped() {
    TestJar jar =
        Attack.jar(
                "evil",
                """
                for (int i = 0; i < 3; i++) {
                  Thread leaked = new Thread(() -> {
                    for (;;) { try { Thread.sleep(10); } catch (InterruptedException go) {} }
                  }, "leaked-" + i);
                  leaked.setDaemon(true);
                  leaked.start();
                }
                java.util.concurrent.Executors.newFixedThreadPool(1).submit(() -> 1);
                return 1;
                """)
            .says("abilities", "threads");
    Attack attack = Attack.with(host, jar);
    attack.run();
    List<String> left = attack.plugin.close();
    assertEquals(4, left.size(), left.toString());
    assertTrue(left.contains("leaked-0"), left.toString());
    Await.until("they are gone", () -> host.threadsLeftBehind() == 0);
  }

  @Test
  void anAbilityThatIsAskedForButNotGivenIsNotThere() {
    PluginPackage packed =
        Attack.jar("evil", "new Thread(() -> {}).start(); return 1;")
            .says("abilities", "threads")
            .admitted();
    PluginRefused refused =
        assertThrows(
            PluginRefused.class,
            () -> host.load(packed, Asked.NOTHING, List.of(), new TestProvisions()));
    assertEquals("PLUGIN_CODE_REFUSED", refused.problems().getFirst().code());
  }

  @Test
  void closingTwiceIsClosingOnce() {
    HostedPlugin plugin = load(TestJar.withBody("once", ""));
    plugin.close();
    assertEquals(List.of(), plugin.close());
    assertEquals(1, host.loaders().closed());
  }

  @Test
  void theDesksThreadsCannotBeInterrupted() {
    Attack attack =
        Attack.with(
            host,
            "evil",
            "Thread desk = (Thread) source; desk.interrupt(); return desk.isInterrupted();");
    assertEquals(false, attack.run(Thread.currentThread()));
    assertFalse(Thread.interrupted());
  }

  @Test
  void afterFiveFailuresItIsShutOff_withReasonAndTime_andTheRestGoesOn() {
    Attack evil = Attack.with(host, "evil", "throw new IllegalStateException(\"again\");");
    Attack good = Attack.with(host, "good", "return \"fine\";");
    for (int i = 0; i < 5; i++) {
      assertEquals(Kind.THREW, evil.failure().kind());
    }
    assertEquals(Kind.QUARANTINED, evil.failure().kind());
    var quarantine = evil.plugin.quarantine().orElseThrow();
    assertEquals(NOON, quarantine.since());
    assertTrue(quarantine.reason().contains("again"), quarantine.reason());
    assertEquals("fine", good.run());
    assertEquals(5, evil.plugin.figures().failures().get(Kind.THREW));
    evil.plugin.release();
    assertEquals(Kind.THREW, evil.failure().kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields",
        "schema",
        "mutations",
        "records",
        "guards",
        "reactions",
        "timers",
        "channels",
        "endpoints",
        "permissions",
        "roles",
        "settings",
        "services"
      })
  void nullInPlaceOfAList_orInIt_isRefusedByName(String question) {
    String type = question.equals("schema") ? "List<String>" : null;
    for (String answer : List.of("null", "Arrays.asList((Object) null)")) {
      String body =
          "@SuppressWarnings({\"unchecked\", \"rawtypes\"}) @Override public "
              + (type == null ? "List" : type)
              + " "
              + question
              + "() { return (List) "
              + answer
              + "; }";
      PluginRefused refused =
          assertThrows(PluginRefused.class, () -> load(TestJar.withBody("nothing", body)));
      assertTrue(
          refused.problems().getFirst().message().contains(question),
          refused.problems().toString());
    }
  }

  @Test
  void nothingOfARefusedJarStaysOpen() {
    Callable<Object> refusedLoad =
        () -> load(TestJar.withBody("bad", "public Main() { throw new RuntimeException(); }"));
    for (int i = 0; i < 20; i++) {
      assertThrows(PluginRefused.class, refusedLoad::call);
    }
    assertEquals(20, host.loaders().closed());
    Await.untilCollected("all loaders are collected", () -> host.loaders().collected() == 20);
  }
}
