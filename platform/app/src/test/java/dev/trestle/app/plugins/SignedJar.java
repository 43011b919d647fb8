package dev.trestle.app.plugins;

import dev.trestle.host.PluginPackage;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.Signatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars whose signature stands under something else than was signed. */
final class SignedJar {
  private SignedJar() {}

  /** Another plugin of the same id, with the signature of this one. */
  static byte[] withTheSignatureOf(byte[] signed) throws IOException {
    PluginArchive archive = PluginPackage.of(signed).archive();
    PluginArchive other = PluginPackage.of(SmallPlugin.jar("1.0.0", "changed:")).archive();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : other.names()) {
        put(zip, name, other);
      }
      put(zip, Signatures.FILE, archive);
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, PluginArchive from) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(Objects.requireNonNull(from.content(name)));
    zip.closeEntry();
  }
}
