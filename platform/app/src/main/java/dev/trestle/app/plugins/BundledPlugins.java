package dev.trestle.app.plugins;

import dev.trestle.host.PreparedPlugins;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The plugins that travel in the desk's own jar.
 *
 * @param jars by id
 * @param prepared what the build made of them, so that a start is quick
 */
public record BundledPlugins(SequencedMap<String, byte[]> jars, PreparedPlugins prepared) {
  static final String LIST = "plugins.txt";
  static final String PREPARED = "plugins.prepared";
  private static final String FOLDER = "/dev/trestle/bundled/";

  /** A desk without any. */
  public static BundledPlugins none() {
    return new BundledPlugins(new LinkedHashMap<>(), PreparedPlugins.none());
  }

  /** Those of this desk. One that was built without them runs without them. */
  public static BundledPlugins ofDesk() {
    byte[] list = file(LIST);
    SequencedMap<String, byte[]> jars = new LinkedHashMap<>();
    for (String id : ids(list == null ? new byte[0] : list)) {
      byte[] jar = file(jarName(id));
      if (jar != null) {
        jars.put(id, jar);
      }
    }
    InputStream prepared = BundledPlugins.class.getResourceAsStream(FOLDER + PREPARED);
    return new BundledPlugins(
        jars, prepared == null ? PreparedPlugins.none() : PreparedPlugins.read(prepared));
  }

  static Iterable<String> ids(byte[] list) {
    return new String(list, StandardCharsets.UTF_8).lines().toList();
  }

  static String jarName(String id) {
    return "trestle-plugin-" + id + ".jar";
  }

  private static byte @Nullable [] file(String name) {
    try (InputStream in = BundledPlugins.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The desk's own jar cannot be read.", unreadable);
    }
  }
}
