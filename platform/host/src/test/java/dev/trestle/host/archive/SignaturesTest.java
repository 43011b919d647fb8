package dev.trestle.host.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trestle.host.archive.Signatures.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** A signature stands for every file of a jar, and for nothing else. */
class SignaturesTest {
  private static final KeyPair VENDOR = keys("Ed25519");
  private static final KeyPair OTHER = keys("Ed25519");

  private final Map<String, byte[]> files =
      new TreeMap<>(Map.of("acme/Main.class", bytes("code"), "schema.graphqls", bytes("type")));

  private final PluginArchive signed =
      PluginArchive.of(
          Signatures.sign(PluginArchive.of(zip(files)), VENDOR.getPublic(), VENDOR.getPrivate()));

  private static Verdict verdict(PluginArchive archive, PublicKey... trusted) {
    return Signatures.verify(archive, List.of(trusted));
  }

  /** The signed jar with other files. */
  private PluginArchive changed(String name, byte[] content) {
    Map<String, byte[]> all = new TreeMap<>(files);
    all.put(Signatures.FILE, signed.content(Signatures.FILE));
    if (content.length == 0) {
      all.remove(name);
    } else {
      all.put(name, content);
    }
    return PluginArchive.of(zip(all));
  }

  @Test
  void aTrustedKeysSignatureHolds_alsoWhenRepacked() {
    String id = Signatures.keyId(VENDOR.getPublic());
    assertEquals(new Verdict.Trusted(id), verdict(signed, OTHER.getPublic(), VENDOR.getPublic()));
    assertEquals(
        new Verdict.Trusted(id),
        verdict(changed("acme/Main.class", bytes("code")), VENDOR.getPublic()));
    assertEquals(new Verdict.UnknownKey(id), verdict(signed, OTHER.getPublic()));
    assertEquals(16, id.length());
  }

  @Test
  void anUnsignedJarIsUnsigned() {
    assertEquals(new Verdict.Unsigned(), verdict(PluginArchive.of(zip(files)), VENDOR.getPublic()));
  }

  @Test
  void aChangedAddedOrRemovedFileBreaksIt() {
    for (PluginArchive tampered :
        List.of(
            changed("acme/Main.class", bytes("evil")),
            changed("acme/More.class", bytes("evil")),
            changed("META-INF/MANIFEST.MF", bytes("evil")),
            changed("schema.graphqls", new byte[0]))) {
      assertInstanceOf(Verdict.Broken.class, verdict(tampered, VENDOR.getPublic()));
    }
  }

  @Test
  void aFileMovedToAnotherNameBreaksIt() {
    Map<String, byte[]> swapped = new TreeMap<>(files);
    swapped.put("acme/Main.class", files.get("schema.graphqls"));
    swapped.put("schema.graphqls", files.get("acme/Main.class"));
    swapped.put(Signatures.FILE, signed.content(Signatures.FILE));
    assertInstanceOf(
        Verdict.Broken.class, verdict(PluginArchive.of(zip(swapped)), VENDOR.getPublic()));
  }

  @Test
  void anotherKeysSignatureUnderATrustedNameBreaksIt() {
    byte[] byOther =
        Signatures.sign(PluginArchive.of(zip(files)), OTHER.getPublic(), OTHER.getPrivate());
    String lie =
        new String(PluginArchive.of(byOther).content(Signatures.FILE), UTF_8)
            .replace(Signatures.keyId(OTHER.getPublic()), Signatures.keyId(VENDOR.getPublic()));
    assertInstanceOf(
        Verdict.Broken.class, verdict(changed(Signatures.FILE, bytes(lie)), VENDOR.getPublic()));
  }

  @Test
  void aSignatureFileThatCannotBeReadIsBroken() {
    for (String text : List.of("", "algorithm=none", "algorithm=Ed25519\nsignature=*", "\\u00zz")) {
      String file = text + "\nkey.id=" + Signatures.keyId(VENDOR.getPublic());
      assertInstanceOf(
          Verdict.Broken.class,
          verdict(changed(Signatures.FILE, bytes(file)), VENDOR.getPublic()),
          text);
    }
  }

  @Test
  void signingAgainReplacesTheSignature_andGivesTheSameBytes() {
    byte[] again = Signatures.sign(signed, VENDOR.getPublic(), VENDOR.getPrivate());
    assertArrayEquals(signed.jar(), again);
    PluginArchive other =
        PluginArchive.of(Signatures.sign(signed, OTHER.getPublic(), OTHER.getPrivate()));
    assertInstanceOf(Verdict.Trusted.class, verdict(other, OTHER.getPublic()));
  }

  @Test
  void keysOfOtherKindsAreRefused() {
    KeyPair rsa = keys("RSA");
    assertThrows(
        IllegalArgumentException.class,
        () -> Signatures.sign(signed, rsa.getPublic(), rsa.getPrivate()));
  }

  @Test
  void everyBitOfTheSignatureCounts() {
    String file = new String(signed.content(Signatures.FILE), UTF_8);
    int start = file.indexOf("signature=") + "signature=".length();
    for (int i = start; i < start + 80; i++) {
      char[] changed = file.toCharArray();
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      byte[] content = bytes(new String(changed));
      if (!Arrays.equals(content, bytes(file))) {
        assertInstanceOf(
            Verdict.Broken.class, verdict(changed(Signatures.FILE, content), VENDOR.getPublic()));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static KeyPair keys(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toByteArray();
  }
}
