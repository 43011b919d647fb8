package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
  private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.US_ASCII);

  private final SecureRandom random = Desk.seeded(11);
  private final SecretKeys keys = SecretKeys.generate(random);
  private final SecretBox box = new SecretBox(keys, random);

  @Test
  void opensWhatItSealed_onlyInItsContext() throws Exception {
    String sealed = box.seal(SECRET, "totp:1");
    assertTrue(sealed.startsWith("sb1.k1."));
    assertArrayEquals(SECRET, box.open(sealed, "totp:1"));
    assertThrows(SecretBox.Unopenable.class, () -> box.open(sealed, "totp:2"));
    assertNotEquals(sealed, box.seal(SECRET, "totp:1"));
    assertArrayEquals(new byte[0], box.open(box.seal(new byte[0], "c"), "c"));
  }

  @Test
  void opensNothingThatWasChanged_whateverTheCharacter() {
    String sealed = box.seal(SECRET, "c");
    for (int i = 0; i < sealed.length() - 1; i++) {
      char c = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String bad = sealed.substring(0, i) + c + sealed.substring(i + 1);
      assertThrows(SecretBox.Unopenable.class, () -> box.open(bad, "c"), "at " + i);
    }
    for (String bad : List.of("", "sb1", "sb1.k1.", "sb1.k9." + sealed.substring(7), "x")) {
      assertThrows(SecretBox.Unopenable.class, () -> box.open(bad, "c"));
    }
  }

  @Test
  void opensOldSecretsAfterARotation_andSealsWithTheNewKey() throws Exception {
    String old = box.seal(SECRET, "c");
    SecretKeys rotated = SecretKeys.parse(keys.rotate(random).toFile());
    assertEquals(List.of("k2", "k1"), List.copyOf(rotated.ids()));
    SecretBox next = new SecretBox(rotated, random);
    assertArrayEquals(SECRET, next.open(old, "c"));
    assertTrue(next.sealedWithOldKey(old));
    String fresh = next.seal(SECRET, "c");
    assertFalse(next.sealedWithOldKey(fresh));
    assertThrows(SecretBox.Unopenable.class, () -> box.open(fresh, "c"));
  }

  @Test
  void refusesKeyFilesThatAreBroken_withoutQuotingThem() {
    for (String bad :
        List.of(
            "",
            "# nothing\n",
            "k1:short",
            "k1",
            "K 1:" + "A".repeat(43) + "=",
            "k1:" + "A".repeat(43) + "=\nk1:" + "A".repeat(43) + "=")) {
      SecretKeys.UnreadableKeyFile refusal =
          assertThrows(
              SecretKeys.UnreadableKeyFile.class,
              () -> SecretKeys.parse(bad.getBytes(StandardCharsets.UTF_8)));
      assertFalse(String.valueOf(refusal.getMessage()).contains("AAAA"));
    }
  }

  @Test
  void makesAKeyFileForItsOwnerOnly_andReadsItAgain(@TempDir Path folder) throws Exception {
    PosixKeyFile file = new PosixKeyFile(folder.resolve("desk.keys"));
    assertNull(file.read());
    SecretKeys made = KeyFile.open(file, random);
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(folder.resolve("desk.keys")));
    String sealed = new SecretBox(made, random).seal(SECRET, "c");
    assertArrayEquals(SECRET, new SecretBox(KeyFile.open(file, random), random).open(sealed, "c"));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void refusesAKeyFileThatOthersMayReadOrThatIsALink(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("desk.keys");
    PosixKeyFile file = new PosixKeyFile(path);
    file.write(keys.toFile());
    for (String open : Set.of("rw-r-----", "rw----r--", "rwx------", "rw--w----")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(open));
      assertThrows(IOException.class, file::read, open);
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
    assertArrayEquals(keys.toFile(), file.read());
    Path link = folder.resolve("link.keys");
    Files.createSymbolicLink(link, path);
    assertThrows(IOException.class, () -> new PosixKeyFile(link).read());
  }
}
