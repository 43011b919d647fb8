package dev.trestle.app.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The plugins that travel in the desk's own jar. */
public final class BundledPlugins {
  private static final String LIST = "/dev/trestle/bundled/plugins.txt";

  private BundledPlugins() {}

  /** Their jars by id. A desk built without them runs without them. */
  public static SequencedMap<String, byte[]> jars() {
    SequencedMap<String, byte[]> jars = new LinkedHashMap<>();
    try (InputStream list = BundledPlugins.class.getResourceAsStream(LIST)) {
      if (list == null) {
        return jars;
      }
      for (String id : new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        try (InputStream jar =
            BundledPlugins.class.getResourceAsStream(
                "/dev/trestle/bundled/trestle-plugin-" + id + ".jar")) {
          if (jar != null) {
            jars.put(id, jar.readAllBytes());
          }
        }
      }
      return jars;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The desk's own jar cannot be read.", unreadable);
    }
  }
}
