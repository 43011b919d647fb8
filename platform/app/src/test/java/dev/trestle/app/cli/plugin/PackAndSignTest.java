package dev.trestle.app.cli.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.authoring.Javac;
import dev.trestle.app.authoring.PluginProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackAndSignTest {
  @TempDir Path folder;
  private Path classes;
  private Path jar;
  private Path key;

  @BeforeEach
  void compileAProject() throws IOException {
    Path project = folder.resolve("parts-on-order");
    PluginProject.of("parts-on-order", "com.acme.parts").write(project);
    classes = Javac.compile(project);
    jar = folder.resolve("parts.jar");
    key = folder.resolve("acme.key");
  }

  private void pack() {
    CommandRun packed = CommandRun.of("pack", classes, "--out", jar);
    assertEquals(0, packed.code(), packed.output());
  }

  @Test
  void packsTheSameBytes_wheneverItPacks_andFromItsOwnJar() throws IOException {
    pack();
    byte[] first = Files.readAllBytes(jar);
    Path manifest = classes.resolve("META-INF/trestle/plugin.properties");
    Files.setLastModifiedTime(manifest, FileTime.fromMillis(1_000_000_000_000L));
    pack();
    assertArrayEquals(first, Files.readAllBytes(jar));
    Path again = folder.resolve("again.jar");
    assertEquals(0, CommandRun.of("pack", jar, "--out", again).code());
    assertArrayEquals(first, Files.readAllBytes(again));
  }

  @Test
  void packsNothing_whenADeskWouldRefuseIt_andNamesEveryReason() throws IOException {
    Path manifest = classes.resolve("META-INF/trestle/plugin.properties");
    Files.writeString(
        manifest, Files.readString(manifest).replace("vendor=com.acme.parts", "vendors=x"));
    CommandRun refused = CommandRun.of("pack", classes, "--out", jar);
    assertEquals(1, refused.code());
    assertTrue(refused.output().contains("vendor: The field is missing"), refused.output());
    assertTrue(refused.output().contains("vendors: There is no such field"), refused.output());
    assertFalse(Files.exists(jar));
  }

  @Test
  void namesTheClassThatNamesOneOfTheDesk() throws IOException {
    Path source = folder.resolve("parts-on-order/src/main/java/com/acme/parts/Peek.java");
    Files.writeString(
        source,
        "package com.acme.parts;\nfinal class Peek { Object o = dev.trestle.domain.state.State.class; }\n");
    CommandRun refused =
        CommandRun.of("pack", Javac.compile(folder.resolve("parts-on-order")), "--out", jar);
    assertEquals(1, refused.code(), refused.output());
    assertTrue(refused.output().contains("dev.trestle.domain.state.State"), refused.output());
    assertTrue(refused.output().contains("Peek"), refused.output());
  }

  @Test
  void makesAKeyThatOnlyItsOwnerReads_andNeverWritesOverOne() throws IOException {
    CommandRun made = CommandRun.of("key", "new", key);
    assertEquals(0, made.code(), made.output());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    byte[] before = Files.readAllBytes(key);
    CommandRun again = CommandRun.of("key", "new", key);
    assertEquals(1, again.code());
    assertTrue(again.output().contains("never written over"), again.output());
    assertArrayEquals(before, Files.readAllBytes(key));
    assertFalse(Files.readString(folder.resolve("acme.key.pub")).contains("PRIVATE"));
  }

  @Test
  void signsAJar_thatItsPublicKeyVerifies() {
    pack();
    CommandRun.of("key", "new", key);
    CommandRun signed = CommandRun.of("sign", jar, "--key", key);
    assertEquals(0, signed.code(), signed.output());
    CommandRun verified = CommandRun.of("verify", jar, "--key", key + ".pub");
    assertEquals(0, verified.code(), verified.output());
    assertTrue(verified.output().contains("and unchanged since"), verified.output());
    assertTrue(verified.output().contains("read ticket"), verified.output());
  }

  @Test
  void doesNotVerify_whatAnotherKeySigned_orNobody() {
    pack();
    CommandRun.of("key", "new", key);
    CommandRun unsigned = CommandRun.of("verify", jar, "--key", key);
    assertEquals(1, unsigned.code());
    assertTrue(unsigned.output().contains("PLUGIN_UNSIGNED"), unsigned.output());
    Path other = folder.resolve("other.key");
    CommandRun.of("key", "new", other);
    CommandRun.of("sign", jar, "--key", other);
    CommandRun foreign = CommandRun.of("verify", jar, "--key", key);
    assertEquals(1, foreign.code());
    assertTrue(foreign.output().contains("PLUGIN_KEY_UNKNOWN"), foreign.output());
  }

  @Test
  void tellsWhatWasChangedSinceItWasSigned() throws IOException {
    pack();
    CommandRun.of("key", "new", key);
    CommandRun.of("sign", jar, "--key", key);
    try (var files = java.nio.file.FileSystems.newFileSystem(jar)) {
      Path inside = files.getPath("schema.graphqls");
      Files.writeString(inside, Files.readString(inside) + "\n# more\n");
    }
    CommandRun changed = CommandRun.of("verify", jar, "--key", key);
    assertEquals(1, changed.code(), changed.output());
    assertTrue(changed.output().contains("PLUGIN_SIGNATURE_BROKEN"), changed.output());
  }

  @Test
  void namesTheRemedy_whenAFileIsNotWhatItShouldBe() throws IOException {
    CommandRun noJar = CommandRun.of("verify", jar);
    assertTrue(noJar.output().contains("mvn package"), noJar.output());
    Files.writeString(jar, "no jar");
    CommandRun text = CommandRun.of("verify", jar);
    assertEquals(1, text.code());
    assertTrue(text.output().contains("PLUGIN_NOT_A_JAR"), text.output());
    CommandRun noKey = CommandRun.of("sign", jar, "--key", key);
    assertTrue(noKey.output().contains("plugin key new"), noKey.output());
  }
}
