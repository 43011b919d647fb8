package dev.trestle.host.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's jar, complete in memory: no file of it is open or unpacked anywhere. Its entries are
 * as the jar's directory says; jars in the jar are data like any other.
 */
public final class PluginArchive {
  private final byte[] jar;
  private final TreeMap<String, ZipEntries.Entry> entries = new TreeMap<>();
  private volatile byte @Nullable [] digest;

  private PluginArchive(byte[] jar) {
    this.jar = jar;
    var listed = ZipEntries.of(jar);
    EntryNames.require(listed);
    long unpacked = 0;
    for (ZipEntries.Entry entry : listed) {
      unpacked += entry.size();
      if (unpacked > ZipEntries.UNPACKED_BYTES_MAX) {
        throw ZipEntries.tooLarge("The jar unpacks to more than 256 MiB.");
      }
      entries.put(entry.name(), entry);
    }
  }

  /**
   * Reads a jar, and every entry of it once.
   *
   * @param jar not changed any more by the caller
   * @throws PluginRefused when it is no jar, or not as a plugin's jar may be
   */
  public static PluginArchive of(byte[] jar) {
    PluginArchive archive = new PluginArchive(jar);
    archive.digest = archive.canonicalDigest();
    return archive;
  }

  /**
   * Lists the entries of a jar that was read before. An entry is read when it is asked for.
   *
   * @param jar the same, to the byte, as one that {@link #of} took
   */
  public static PluginArchive ofKnown(byte[] jar) {
    return new PluginArchive(jar);
  }

  /** Reads a jar from a stream, no further than a jar may be long. */
  public static PluginArchive read(InputStream in) throws IOException {
    return of(in.readNBytes(ZipEntries.JAR_BYTES_MAX + 1));
  }

  /** The names of the files in it, in order, without folders. */
  public SequencedSet<String> names() {
    TreeSet<String> names = new TreeSet<>();
    entries.values().stream()
        .filter(entry -> !entry.folder())
        .forEach(entry -> names.add(entry.name()));
    return Collections.unmodifiableSequencedSet(names);
  }

  /** The content of a file; null when there is none of this name. */
  public byte @Nullable [] content(String name) {
    ZipEntries.Entry entry = entries.get(name);
    return entry == null || entry.folder() ? null : ZipEntries.content(jar, entry);
  }

  /** Its SHA-256 over names and contents, which repacking does not change, in hexadecimal. */
  public String digest() {
    return HexFormat.of().formatHex(digestBytes());
  }

  /** The jar as it came. */
  public byte[] jar() {
    return jar.clone();
  }

  /** The length of the jar in bytes. */
  public int size() {
    return jar.length;
  }

  byte[] digestBytes() {
    byte[] known = digest;
    if (known == null) {
      known = canonicalDigest();
      digest = known;
    }
    return known.clone();
  }

  /** Over all files but the signature, in the order of their names. */
  private byte[] canonicalDigest() {
    MessageDigest all = Sha256.digest();
    for (ZipEntries.Entry entry : entries.values()) {
      byte[] content = ZipEntries.content(jar, entry);
      if (entry.folder() || entry.name().equals(Signatures.FILE)) {
        continue;
      }
      byte[] name = entry.name().getBytes(UTF_8);
      all.update(ByteBuffer.allocate(4).putInt(name.length).array());
      all.update(name);
      all.update(Sha256.digest().digest(content));
    }
    return all.digest();
  }
}
