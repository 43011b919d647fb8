package dev.trestle.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.plugin.PluginFailure.Kind;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.host.code.CodeEdition;
import dev.trestle.host.code.WovenCode;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was prepared is taken for what it was made of, and is no other code than usual. */
class PreparedPluginsTest {
  private final PluginHost host = new PluginHost(InstantSource.system());

  @AfterEach
  void stop() {
    host.close();
  }

  private static PreparedPlugins read(byte[] file) {
    return PreparedPlugins.read(new ByteArrayInputStream(file));
  }

  private static PluginPackage prepared(byte[] jar, byte[]... others) {
    List<byte[]> all = new java.util.ArrayList<>(List.of(others));
    all.add(jar);
    return read(PreparedPlugins.prepare(all)).admit(jar);
  }

  @Test
  void aPreparedPluginIsWatchedAsEveryOther() {
    PluginPackage packed = prepared(Attack.jar("evil", "for (;;) {}").jar());
    assertNotNull(packed.woven());
    assertEquals(Kind.TOOK_TOO_LONG, Attack.with(host, packed).failure().kind());
  }

  @Test
  void theCodeIsWhatTheLoaderWouldWeave() {
    byte[] jar =
        Attack.jar("same", "int[] a = new int[9000]; for (int i : a) a[i]++; return a;").jar();
    WovenCode before = Objects.requireNonNull(prepared(jar).woven());
    WovenCode fresh = WovenCode.of(PluginArchive.of(jar), List.of(), false);
    assertTrue(before.classes().containsKey("acme/same/Main.class"));
    assertEquals(fresh.classes().keySet(), before.classes().keySet());
    fresh
        .classes()
        .forEach((path, code) -> assertArrayEquals(code.code(), before.classes().get(path).code()));
  }

  @Test
  void anotherJarIsJudgedAsUsual() {
    byte[] known = Attack.jar("known", "return 1;").jar();
    PreparedPlugins prepared = read(PreparedPlugins.prepare(List.of(known)));
    PluginPackage other = prepared.admit(Attack.jar("known", "return 2;").jar());
    assertNull(other.woven());
    assertEquals(2, Attack.with(host, other).run());
    byte[] hostile = Attack.jar("known", "System.exit(1); return 1;").jar();
    assertThrows(PluginRefused.class, () -> prepared.admit(hostile));
  }

  @Test
  void whatOtherRulesAdmittedIsJudgedAgain() {
    byte[] jar = Attack.jar("known", "return 1;").jar();
    byte[] file = PreparedPlugins.prepare(List.of(jar));
    byte[] edition = CodeEdition.current().getBytes(US_ASCII);
    int at = 0;
    while (!Arrays.equals(file, at, at + edition.length, edition, 0, edition.length)) {
      at++;
    }
    file[at] = (byte) (file[at] == 'a' ? 'b' : 'a');
    assertNull(read(file).admit(jar).woven());
  }

  @Test
  void aFileThatIsCutOffIsDamage() {
    byte[] file = PreparedPlugins.prepare(List.of(Attack.jar("known", "return 1;").jar()));
    assertThrows(UncheckedIOException.class, () -> read(Arrays.copyOf(file, file.length - 1)));
  }

  @Test
  void nothingIsPrepared_ofWhatADeskWouldRefuse() {
    List<byte[]> hostile = List.of(Attack.jar("evil", "System.exit(1); return 1;").jar());
    assertThrows(PluginRefused.class, () -> PreparedPlugins.prepare(hostile));
    List<byte[]> lonely =
        List.of(Attack.jar("lonely", "return 1;").says("requires", "other@>=1.0.0").jar());
    assertThrows(PluginRefused.class, () -> PreparedPlugins.prepare(lonely));
  }

  @Test
  void anAbilityThatTheOwnerTakesBack_isTakenFromPreparedCodeToo() {
    PluginPackage packed =
        prepared(
            Attack.jar(
                    "streams",
                    "return java.util.stream.StreamSupport.stream(List.of(1).spliterator(), true)"
                        + ".isParallel();")
                .says("abilities", "threads")
                .jar());
    assertEquals(true, Attack.with(host, packed).run());
    HostedPlugin tamed = host.load(packed, Asked.NOTHING, List.of(), new TestProvisions());
    assertEquals(false, Attack.by(tamed).run());
  }

  @Test
  void codeIsWovenAnew_whenWhatItRequiresIsNotWhatItWasPreparedWith() {
    TestJar giver =
        TestJar.of("giver")
            .says("api.packages", "acme.giver.api")
            .source("package acme.giver.api; public interface Gift { int worth(); }")
            .main("");
    byte[] taker =
        Attack.jar("taker", "acme.giver.api.Gift gift = () -> 7; return gift.worth();")
            .says("requires", "giver@>=1.0.0")
            .against(giver.jar())
            .jar();
    PluginPackage packed = prepared(taker, giver.jar());
    PluginPackage other = giver.admitted();
    HostedPlugin required =
        host.load(other, other.manifest().asked(), List.of(), new TestProvisions());
    HostedPlugin linked =
        host.load(packed, packed.manifest().asked(), List.of(required), new TestProvisions());
    assertEquals(7, Attack.by(linked).run());
    PluginPackage same = prepared(giver.jar(), taker);
    HostedPlugin known = host.load(same, same.manifest().asked(), List.of(), new TestProvisions());
    assertEquals(
        7,
        Attack.by(
                host.load(packed, packed.manifest().asked(), List.of(known), new TestProvisions()))
            .run());
  }
}
