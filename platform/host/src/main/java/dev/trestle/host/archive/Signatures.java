package dev.trestle.host.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Ed25519 signatures of plugins, over the digest of names and contents, in a file of the jar
 * itself. Not those of the jar tool: they bind a certificate, leave added files unsigned, and are
 * checked file by file while classes load.
 */
public final class Signatures {
  /** The file that holds the signature. */
  public static final String FILE = "META-INF/trestle/signature.properties";

  private static final String ALGORITHM = "Ed25519";

  /** Signed together with the digest, so that the signature is good for nothing else. */
  private static final String PURPOSE = "trestle-plugin-1:";

  // The earliest time a zip file can hold, so that signing twice gives the same bytes.
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Signatures() {}

  /** What a jar's signature is worth. */
  public sealed interface Verdict {
    /** Nobody signed it. */
    record Unsigned() implements Verdict {}

    /** Signed by a trusted key, and unchanged since. */
    record Trusted(String keyId) implements Verdict {}

    /** Signed by a key that is not trusted; whether it is unchanged cannot be known. */
    record UnknownKey(String keyId) implements Verdict {}

    /** Signed, but changed since or not by the key it names. */
    record Broken(String reason) implements Verdict {}
  }

  /** What a key is called: the beginning of the SHA-256 of its X.509 form. */
  public static String keyId(PublicKey key) {
    return HexFormat.of().formatHex(Sha256.digest().digest(key.getEncoded()), 0, 8);
  }

  /** Judges a jar by the keys that are trusted. */
  public static Verdict verify(PluginArchive archive, List<PublicKey> trusted) {
    byte[] file = archive.content(FILE);
    if (file == null) {
      return new Verdict.Unsigned();
    }
    Properties signature = new Properties();
    byte[] signed;
    try {
      signature.load(new StringReader(new String(file, UTF_8)));
      signed = Base64.getDecoder().decode(signature.getProperty("signature", ""));
    } catch (IOException | IllegalArgumentException unreadable) {
      return new Verdict.Broken("The signature file cannot be read; sign the jar again.");
    }
    if (!ALGORITHM.equals(signature.getProperty("algorithm"))) {
      return new Verdict.Broken("The signature is not of the kind Ed25519; sign the jar again.");
    }
    String keyId = signature.getProperty("key.id", "");
    for (PublicKey key : trusted) {
      if (keyId(key).equals(keyId)) {
        return isBy(key, archive, signed)
            ? new Verdict.Trusted(keyId)
            : new Verdict.Broken(
                "The jar is not as the key "
                    + keyId
                    + " signed it: something was changed, added or removed, or another key signed"
                    + " it. Get it again from its vendor.");
      }
    }
    return new Verdict.UnknownKey(keyId);
  }

  private static boolean isBy(PublicKey key, PluginArchive archive, byte[] signed) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(message(archive));
      return check.verify(signed);
    } catch (GeneralSecurityException notASignature) {
      return false;
    }
  }

  /** The same jar with a signature, in place of an earlier one. */
  public static byte[] sign(PluginArchive archive, PublicKey publicKey, PrivateKey privateKey) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(message(archive));
      String file =
          "key.id="
              + keyId(publicKey)
              + "\nalgorithm="
              + ALGORITHM
              + "\nsignature="
              + Base64.getEncoder().encodeToString(signature.sign())
              + "\n";
      return withSignature(archive, file.getBytes(UTF_8));
    } catch (GeneralSecurityException wrongKey) {
      throw new IllegalArgumentException("the key is not of the kind Ed25519", wrongKey);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  private static byte[] withSignature(PluginArchive archive, byte[] signature) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(archive.size() + 1024);
    try (ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      for (String name : archive.names()) {
        byte[] content = archive.content(name);
        if (content != null && !name.equals(FILE)) {
          put(zip, name, content);
        }
      }
      put(zip, FILE, signature);
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] message(PluginArchive archive) {
    byte[] purpose = PURPOSE.getBytes(UTF_8);
    byte[] digest = archive.digestBytes();
    byte[] message = java.util.Arrays.copyOf(purpose, purpose.length + digest.length);
    System.arraycopy(digest, 0, message, purpose.length, digest.length);
    return message;
  }
}
