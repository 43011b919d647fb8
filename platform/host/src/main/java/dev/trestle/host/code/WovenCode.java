package dev.trestle.host.code;

import dev.trestle.host.archive.PluginArchive;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All classes of a jar as they are defined, woven in advance. They are what a class loader would
 * make of the same jar, so it takes them as they are. Most of a plugin's libraries is never asked
 * for, so each class is kept packed until it is.
 */
public final class WovenCode {
  private final TreeMap<String, PackedClass> classes;
  private final boolean mayHaveThreads;

  /**
   * @param classes by their paths in the jar; not changed any more by the caller
   * @param mayHaveThreads whether they were woven for a plugin with the ability for threads
   */
  public WovenCode(TreeMap<String, PackedClass> classes, boolean mayHaveThreads) {
    this.classes = classes;
    this.mayHaveThreads = mayHaveThreads;
  }

  /**
   * Weaves the classes of a jar.
   *
   * @param archive whose classes were admitted
   * @param required the jars of the plugins that it requires
   */
  public static WovenCode of(
      PluginArchive archive, List<PluginArchive> required, boolean mayHaveThreads) {
    Weaver weaver = new Weaver(path -> file(path, archive, required), mayHaveThreads);
    TreeMap<String, PackedClass> classes = new TreeMap<>();
    for (String name : archive.names()) {
      byte[] code = name.endsWith(".class") ? archive.content(name) : null;
      if (code != null && !name.endsWith("module-info.class")) {
        classes.put(name, PackedClass.of(weaver.woven(code)));
      }
    }
    return new WovenCode(classes, mayHaveThreads);
  }

  private static byte @Nullable [] file(
      String path, PluginArchive archive, List<PluginArchive> required) {
    byte[] code = archive.content(path);
    for (int i = 0; code == null && i < required.size(); i++) {
      code = required.get(i).content(path);
    }
    return code;
  }

  /** A class by its path in the jar; null when there is none. */
  byte @Nullable [] of(String path) {
    PackedClass packed = classes.get(path);
    return packed == null ? null : packed.code();
  }

  public SequencedMap<String, PackedClass> classes() {
    return Collections.unmodifiableSequencedMap(classes);
  }

  public boolean mayHaveThreads() {
    return mayHaveThreads;
  }
}
