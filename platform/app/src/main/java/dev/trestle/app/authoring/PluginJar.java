package dev.trestle.app.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.Signatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Reads and makes jars of plugins. The same classes and resources give the same bytes, whenever and
 * wherever they are packed: entries in the order of their names, without times.
 */
public final class PluginJar {
  // The earliest time that a zip file can hold.
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private PluginJar() {}

  /** Packs a folder of classes and resources, or packs a jar again; without a signature. */
  public static byte[] pack(Path source) throws IOException {
    if (Files.isDirectory(source)) {
      return zip(folder(source));
    }
    PluginArchive archive = read(source);
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : archive.names()) {
      byte[] content = archive.content(name);
      if (content != null && !name.equals(Signatures.FILE)) {
        files.put(name, content);
      }
    }
    return zip(files);
  }

  /** Reads a jar. */
  public static PluginArchive read(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new OperatorProblem(
          "There is no file " + jar + ". Build the project first, with: mvn package");
    }
    try (InputStream in = Files.newInputStream(jar)) {
      return PluginArchive.read(in);
    }
  }

  /** Writes a jar whole or not at all, in place of an earlier one. */
  public static void write(Path jar, byte[] bytes) throws IOException {
    Path target = jar.toAbsolutePath();
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path half = target.resolveSibling(target.getFileName() + ".part");
    Files.write(half, bytes);
    Files.move(half, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, byte[]> folder(Path source) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(source)) {
      for (Path file : all.filter(path -> !Files.isDirectory(path)).toList()) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new OperatorProblem(file + " is no plain file; a plugin's jar holds no links.");
        }
        String name = source.relativize(file).toString().replace('\\', '/');
        if (!name.equals(Signatures.FILE)) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
