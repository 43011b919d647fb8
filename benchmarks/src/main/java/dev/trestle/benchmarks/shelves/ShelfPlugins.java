package dev.trestle.benchmarks.shelves;

import dev.trestle.benchmarks.desk.PluginJar;
import java.util.List;

/** The three plugins. */
public final class ShelfPlugins {
  private ShelfPlugins() {}

  public static List<PluginJar> all() {
    return List.of(
        new PluginJar("first", FirstShelf.class, List.of(Shelves.class, Shelf.class)),
        new PluginJar("second", SecondShelf.class, List.of(Shelves.class)),
        new PluginJar("third", ThirdShelf.class, List.of(Shelves.class)));
  }
}
