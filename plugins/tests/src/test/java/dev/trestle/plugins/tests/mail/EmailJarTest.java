package dev.trestle.plugins.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.plugins.email.EmailPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * The plugin's jar holds parts of libraries. What those parts name is in it too, or is the desk's
 * to give: otherwise it is missed only on a desk, and only when it is come to.
 */
class EmailJarTest {
  /** What the desk gives, and what other plugins publish. */
  private static final List<String> GIVEN =
      List.of(
          "dev/trestle/sdk/",
          "dev/trestle/plugins/commitments/api/",
          "dev/trestle/plugins/sla/api/",
          "org/slf4j/",
          "org/jspecify/");

  /** Of jsoup: what opens connections, reads old queries and makes other documents. */
  private static final Set<String> NEVER_COME_TO =
      Set.of(
          "org/jsoup/Connection",
          "org/jsoup/Connection$KeyVal",
          "org/jsoup/Connection$Method",
          "org/jsoup/Jsoup",
          "org/jsoup/Progress",
          "org/jsoup/SerializationException",
          "org/jsoup/helper/HttpConnection",
          "org/jsoup/helper/HttpConnection$KeyVal",
          "org/jsoup/helper/W3CDom",
          "org/jsoup/select/QueryCompat");

  @Test
  void holdsWhatItNames() throws Exception {
    Set<String> missed = new TreeSet<>();
    Path file =
        Path.of(EmailPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().endsWith(".class")) {
          named(jar, entry).stream().filter(name -> isMissed(jar, name)).forEach(missed::add);
        }
      }
    }
    assertEquals(new TreeSet<>(NEVER_COME_TO), missed);
  }

  private static Set<String> named(JarFile jar, JarEntry entry) throws IOException {
    Set<String> names = new TreeSet<>();
    try (InputStream in = jar.getInputStream(entry)) {
      for (PoolEntry each : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
        if (each instanceof ClassEntry named) {
          String name = named.asInternalName();
          names.add(name.startsWith("[") ? name.replaceAll("^\\[+L?|;$", "") : name);
        }
      }
    }
    return names;
  }

  private static boolean isMissed(JarFile jar, String name) {
    return name.length() > 1
        && jar.getEntry(name + ".class") == null
        && GIVEN.stream().noneMatch(name::startsWith)
        && ClassLoader.getPlatformClassLoader().getResource(name + ".class") == null;
  }
}
