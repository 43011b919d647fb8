package dev.trestle.app.authoring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.Signatures;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vendor's pair of Ed25519 keys. Its file holds both in PEM, as OpenSSL writes them; a second
 * file beside it holds the public one alone, to give away.
 */
public record SigningKey(PublicKey publicKey, PrivateKey privateKey) {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String OWNER_ONLY = "rw-------";

  /** A new pair. */
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPublic(), pair.getPrivate());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has Ed25519", impossible);
    }
  }

  /** The file with the public key alone. */
  public static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  public String id() {
    return Signatures.keyId(publicKey);
  }

  /** The public key on one line, as a desk's administrator names it. */
  public String publicText() {
    return Base64.getEncoder().encodeToString(publicKey.getEncoded());
  }

  /** Writes both files; only the owner may read the one with the private key. */
  public void write(Path file) throws IOException {
    String publicPart = pem(PUBLIC, publicKey.getEncoded());
    create(file, pem(PRIVATE, privateKey.getEncoded()) + publicPart, ownerOnly(file));
    create(publicFile(file), publicPart);
  }

  /** Reads the file with both keys. */
  public static SigningKey read(Path file) throws IOException {
    String text = text(file);
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      PrivateKey secret = keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(text, PRIVATE, file)));
      SigningKey key = new SigningKey(publicKey(text, file), secret);
      key.requireOnePair(file);
      return key;
    } catch (GeneralSecurityException other) {
      throw notAKey(file, other);
    }
  }

  /** Reads a public key, from either file. */
  public static PublicKey readPublic(Path file) throws IOException {
    return publicKey(text(file), file);
  }

  /** The same jar, signed; an earlier signature goes. */
  public byte[] sign(PluginArchive archive) {
    return Signatures.sign(archive, publicKey, privateKey);
  }

  private void requireOnePair(Path file) throws IOException {
    try {
      java.security.Signature check = java.security.Signature.getInstance(ALGORITHM);
      check.initSign(privateKey);
      byte[] signed = check.sign();
      check.initVerify(publicKey);
      if (!check.verify(signed)) {
        throw new OperatorProblem("The two keys in " + file + " do not belong together.");
      }
    } catch (GeneralSecurityException other) {
      throw notAKey(file, other);
    }
  }

  private static PublicKey publicKey(String text, Path file) throws IOException {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(bytes(text, PUBLIC, file)));
    } catch (GeneralSecurityException other) {
      throw notAKey(file, other);
    }
  }

  private static byte[] bytes(String text, String kind, Path file) throws IOException {
    Matcher block =
        Pattern.compile("-----BEGIN " + kind + "-----([^-]+)-----END " + kind + "-----")
            .matcher(text);
    if (!block.find()) {
      throw new OperatorProblem(
          file
              + " holds no "
              + kind
              + (kind.equals(PUBLIC)
                  ? ". Add it with: openssl pkey -in " + file + " -pubout >> " + file
                  : ". Name the file that \"plugin key new\" made, not its .pub."));
    }
    try {
      return Base64.getMimeDecoder().decode(block.group(1));
    } catch (IllegalArgumentException damaged) {
      throw notAKey(file, damaged);
    }
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new OperatorProblem(
          "There is no key file " + file + ". Make one with: plugin key new " + file);
    }
    return Files.readString(file, US_ASCII);
  }

  private static OperatorProblem notAKey(Path file, Exception cause) {
    return new OperatorProblem(file + " holds no Ed25519 key that can be read.", cause);
  }

  private static String pem(String kind, byte[] encoded) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static List<FileAttribute<?>> ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? List.of(PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)))
        : List.of();
  }

  private static void create(Path file, String text) throws IOException {
    create(file, text, List.of());
  }

  private static void create(Path file, String text, List<FileAttribute<?>> attributes)
      throws IOException {
    try {
      // The mode is set as the file comes into being, so that nobody can read it in between.
      Files.createFile(file, attributes.toArray(FileAttribute[]::new));
    } catch (FileAlreadyExistsException taken) {
      throw new OperatorProblem(
          "There is a file " + file + " already; a key is never written over. Name another.",
          taken);
    }
    Files.writeString(file, text, US_ASCII, StandardOpenOption.WRITE);
  }
}
