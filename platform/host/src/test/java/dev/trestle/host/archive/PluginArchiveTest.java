package dev.trestle.host.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.sdk.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every jar that is not plainly a jar is refused, with a reason. */
class PluginArchiveTest {
  private static final byte[] TEXT = "text ".repeat(50).getBytes(UTF_8);

  private static byte[] jar(String... names) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : names) {
      entries.put(name, TEXT);
    }
    return jar(entries);
  }

  private static byte[] jar(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static Problem refusal(byte[] jar) {
    List<Problem> problems =
        assertThrows(PluginRefused.class, () -> PluginArchive.of(jar)).problems();
    assertEquals(1, problems.size());
    return problems.getFirst();
  }

  private static void assertRefused(String code, String words, byte[] jar) {
    Problem problem = refusal(jar);
    assertEquals(code, problem.code());
    assertTrue(problem.message().contains(words), problem.message());
  }

  @Test
  void aPlainJarIsRead_folderEntriesAndJarsInItIncluded() throws IOException {
    byte[] inner = jar("../escape");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("acme/", new byte[0]);
    entries.put("acme/Main.class", TEXT);
    entries.put("lib/inner.jar", inner);
    PluginArchive archive = PluginArchive.of(jar(entries));
    assertEquals(List.of("acme/Main.class", "lib/inner.jar"), List.copyOf(archive.names()));
    assertArrayEquals(TEXT, archive.content("acme/Main.class"));
    assertArrayEquals(inner, archive.content("lib/inner.jar"));
    assertNull(archive.content("acme/"));
    assertNull(archive.content("acme/Other.class"));
  }

  @Test
  void storedEntriesAreRead() throws IOException {
    assertArrayEquals(TEXT, PluginArchive.of(stored("a.txt", 0, 0)).content("a.txt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.class",
        "a/../../evil.class",
        "a/./b.class",
        "a//b.class",
        "/etc/passwd",
        "\\evil.class",
        "a\\..\\evil.class",
        "C:/evil.class",
        "evil\u0000.class",
        "evil\n.class",
        "..",
        "/"
      })
  void aNameThatLeadsOutOfTheJarIsRefused(String name) throws IOException {
    assertRefused("PLUGIN_JAR_UNSAFE", "leads out of the jar", jar("a.txt", name));
  }

  @Test
  void twoEntriesOfOneNameAreRefused_alsoByCaseAndByComposition() throws IOException {
    byte[] twice = jar("acme/Main.class", "acme/Mai2.class");
    assertRefused("PLUGIN_JAR_UNSAFE", "same name", replaced(twice, "Mai2", "Main"));
    assertRefused("PLUGIN_JAR_UNSAFE", "same name", jar("acme/Main.class", "ACME/main.CLASS"));
    assertRefused("PLUGIN_JAR_UNSAFE", "same name", jar("\u00e9.txt", "e\u0301.txt"));
    assertRefused("PLUGIN_JAR_UNSAFE", "same name", jar("acme", "acme/"));
  }

  @Test
  void linksAndDevicesAreRefused() throws IOException {
    assertRefused("PLUGIN_JAR_UNSAFE", "is a link", stored("link", 0xA1FF, 0));
    assertRefused("PLUGIN_JAR_UNSAFE", "is a link", stored("device", 0x21FF, 0));
    assertEquals(1, PluginArchive.of(stored("file", 0x81A4, 0)).names().size());
  }

  @Test
  void encryptedEntriesAreRefused() throws IOException {
    assertRefused("PLUGIN_JAR_UNSAFE", "encrypted", stored("secret", 0, 1));
  }

  @Test
  void bombsAreRefused_byRatioAndBySize() throws IOException {
    assertRefused("PLUGIN_JAR_TOO_LARGE", "hundred times", jar(Map.of("zeros", new byte[8 << 20])));
    byte[] half = new byte[900 << 10];
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      many.put("zeros" + i, half);
    }
    assertRefused("PLUGIN_JAR_TOO_LARGE", "256 MiB", jar(many));
  }

  @Test
  void anEntryThatUnpacksToMoreThanItSaysIsRefused() throws IOException {
    byte[] jar = jar("a.txt");
    ByteBuffer bytes = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(jar.length - 6);
    bytes.putInt(directory + 24, TEXT.length - 10);
    assertRefused("PLUGIN_JAR_UNSAFE", "differs from what the directory says", jar);
    bytes.putInt(directory - 4, TEXT.length - 10);
    assertRefused("PLUGIN_JAR_UNSAFE", "not as long as it says", jar);
  }

  @Test
  void tooManyEntriesAreRefused() throws IOException {
    String[] names = new String[ZipEntries.ENTRIES_MAX + 1];
    Arrays.setAll(names, i -> "f" + i);
    assertRefused("PLUGIN_JAR_TOO_LARGE", "20,000", jar(names));
  }

  @Test
  void aJarLargerThanAllowedIsNotReadToItsEnd() {
    long[] given = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            given[0]++;
            return 0;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            given[0] += length;
            return length;
          }
        };
    PluginRefused refused = assertThrows(PluginRefused.class, () -> PluginArchive.read(endless));
    assertEquals("PLUGIN_JAR_TOO_LARGE", refused.problems().getFirst().code());
    assertEquals(ZipEntries.JAR_BYTES_MAX + 1L, given[0]);
  }

  @Test
  void whatIsNoJarIsRefused() throws IOException {
    assertRefused("PLUGIN_NOT_A_JAR", "too short", new byte[0]);
    assertRefused("PLUGIN_NOT_A_JAR", "no jar", "<html>not found</html>".repeat(9).getBytes(UTF_8));
    byte[] jar = jar("a.txt", "b.txt");
    for (int length = 0; length < jar.length; length++) {
      assertEquals("PLUGIN_NOT_A_JAR", refusal(Arrays.copyOf(jar, length)).code());
    }
  }

  @Test
  void bytesBeforeBetweenAndBehindAreRefused() throws IOException {
    byte[] jar = jar("a.txt", "b.txt");
    assertRefused("PLUGIN_NOT_A_JAR", "no jar", joined(jar, new byte[1]));
    assertRefused("PLUGIN_NOT_A_JAR", "directory", joined("#!/bin/sh\n".getBytes(UTF_8), jar));
    byte[] shifted = withPrefix("#!/bin/sh\n".getBytes(UTF_8), jar("a.txt"));
    assertRefused("PLUGIN_JAR_UNSAFE", "belong to no entry", shifted);
  }

  @Test
  void damageAnywhereIsNoticed() throws IOException {
    byte[] jar = jar("a.txt");
    int unnoticed = 0;
    for (int i = 0; i < jar.length; i++) {
      byte[] damaged = jar.clone();
      damaged[i] ^= 0x55;
      try {
        PluginArchive.of(damaged);
        unnoticed++;
      } catch (PluginRefused refused) {
        assertTrue(refused.problems().getFirst().message().length() > 10);
      }
    }
    // Times, versions and the attributes of a file are of no account to what is loaded.
    assertTrue(unnoticed <= 25, unnoticed + " of " + jar.length);
  }

  @Test
  void filesForOneJavaOnlyAndServicesOfTheDeskAreRefused() throws IOException {
    assertRefused(
        "PLUGIN_JAR_UNSAFE", "one version of Java", jar("META-INF/versions/21/acme/Main.class"));
    assertRefused(
        "PLUGIN_JAR_UNSAFE", "DeskPlugin", jar("META-INF/services/dev.trestle.sdk.plugin.X"));
    assertEquals(1, PluginArchive.of(jar("META-INF/services/acme.Codec")).names().size());
  }

  @Test
  void theDigestIsOfNamesAndContents_notOfThePacking() throws IOException {
    String digest = PluginArchive.of(jar("a.txt", "b.txt")).digest();
    assertEquals(digest, PluginArchive.of(jar("b.txt", "a.txt")).digest());
    assertTrue(!digest.equals(PluginArchive.of(jar("a.txt")).digest()));
    assertTrue(!digest.equals(PluginArchive.of(jar("a.txt", "c.txt")).digest()));
    assertEquals(
        PluginArchive.of(stored("a.txt", 0, 0)).digest(), PluginArchive.of(jar("a.txt")).digest());
  }

  @Test
  void aStreamIsReadToItsEnd() throws IOException {
    assertEquals(
        List.of("a.txt"),
        List.copyOf(PluginArchive.read(new ByteArrayInputStream(jar("a.txt"))).names()));
  }

  /** One stored entry, with a file mode and flags of the test's choice. */
  private static byte[] stored(String name, int mode, int flags) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry(name);
      CRC32 crc = new CRC32();
      crc.update(TEXT);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(TEXT.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(TEXT);
      zip.closeEntry();
    }
    byte[] jar = out.toByteArray();
    ByteBuffer bytes = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(jar.length - 6);
    bytes.putShort(6, (short) (bytes.getShort(6) | flags));
    bytes.putShort(directory + 8, (short) (bytes.getShort(directory + 8) | flags));
    bytes.putInt(directory + 38, mode << 16);
    return jar;
  }

  private static byte[] replaced(byte[] jar, String from, String to) {
    String all = new String(jar, java.nio.charset.StandardCharsets.ISO_8859_1);
    return all.replace(from, to).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** As self-extracting archives are made: every offset is moved along. */
  private static byte[] withPrefix(byte[] prefix, byte[] jar) {
    byte[] all = joined(prefix, jar);
    ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(all.length - 6) + prefix.length;
    bytes.putInt(all.length - 6, directory);
    bytes.putInt(directory + 42, prefix.length);
    return all;
  }
}
