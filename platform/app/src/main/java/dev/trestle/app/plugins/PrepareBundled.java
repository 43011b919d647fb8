package dev.trestle.app.plugins;

import dev.trestle.host.PreparedPlugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of the desk's build: judges the plugins that are going to travel in its jar, and weaves
 * their classes. A plugin that the desk would refuse fails the build.
 */
public final class PrepareBundled {
  private PrepareBundled() {}

  /**
   * @param arguments the folder that holds the jars
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<byte[]> jars = new ArrayList<>();
    for (String id : BundledPlugins.ids(Files.readAllBytes(folder.resolve(BundledPlugins.LIST)))) {
      jars.add(Files.readAllBytes(folder.resolve(BundledPlugins.jarName(id))));
    }
    Files.write(folder.resolve(BundledPlugins.PREPARED), PreparedPlugins.prepare(jars));
  }
}
