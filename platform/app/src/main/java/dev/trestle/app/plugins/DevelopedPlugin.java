package dev.trestle.app.plugins;

import dev.trestle.host.PluginPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A plugin that somebody is working on: a jar, or a folder of classes and resources. */
final class DevelopedPlugin {
  private final Path place;

  DevelopedPlugin(Path place) {
    this.place = place;
  }

  /** Tells one build from another; 0 while there is nothing. */
  long stamp() throws IOException {
    long stamp = 0;
    for (Path file : files()) {
      stamp =
          31 * stamp
              + file.hashCode()
              + Files.getLastModifiedTime(file).toMillis()
              + 31 * Files.size(file);
    }
    return stamp;
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(place)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /**
   * Reads it as it is now.
   *
   * @throws dev.trestle.host.archive.PluginRefused when it is not admitted
   */
  PluginPackage read() throws IOException {
    return PluginPackage.of(Files.isDirectory(place) ? packed() : Files.readAllBytes(place));
  }

  private byte[] packed() throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(jar)) {
      for (Path file : files()) {
        String name = place.relativize(file).toString().replace('\\', '/');
        if (!name.equals("META-INF/MANIFEST.MF")) {
          out.putNextEntry(new ZipEntry(name));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
    return jar.toByteArray();
  }

  @Override
  public String toString() {
    return place.toString();
  }
}
