package dev.trestle.host.code;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A class with all classes and interfaces above it, as far as they are known. */
final class Ancestors {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private final Function<String, byte @Nullable []> files;
  private final Map<String, Set<String>> known = new HashMap<>();

  /**
   * @param files gives the plugin's own class files by their paths
   */
  Ancestors(Function<String, byte @Nullable []> files) {
    this.files = files;
  }

  /** The class itself first. */
  Set<String> of(String className) {
    Set<String> found = known.get(className);
    if (found == null) {
      found = new LinkedHashSet<>();
      collect(className, found);
      known.put(className, found);
    }
    return found;
  }

  private void collect(String className, Set<String> found) {
    if (!found.add(className)) {
      return;
    }
    if (CodeRules.isOfPlatform(className)) {
      collectOfPlatform(className, found);
      return;
    }
    byte[] file = files.apply(className.replace('.', '/') + ".class");
    if (file != null) {
      ClassModel model = ClassFile.of().parse(file);
      model
          .superclass()
          .ifPresent(parent -> collect(parent.asInternalName().replace('/', '.'), found));
      model.interfaces().forEach(each -> collect(each.asInternalName().replace('/', '.'), found));
    }
  }

  private void collectOfPlatform(String className, Set<String> found) {
    try {
      Class<?> type = Class.forName(className, false, PLATFORM);
      if (type.getSuperclass() != null) {
        collect(type.getSuperclass().getName(), found);
      }
      for (Class<?> each : List.of(type.getInterfaces())) {
        collect(each.getName(), found);
      }
    } catch (ClassNotFoundException | LinkageError absent) {
      // Named but not there: a rule for the name itself still holds.
      return;
    }
  }
}
