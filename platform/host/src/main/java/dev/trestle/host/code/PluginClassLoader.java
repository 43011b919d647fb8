package dev.trestle.host.code;

import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.watch.Abandonable;
import dev.trestle.host.watch.PluginLoaders;
import dev.trestle.host.watch.Pulse;
import dev.trestle.host.watch.Tamed;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads one plugin's classes, from memory. It asks the Java platform, then the SDK's names among
 * the application's classes, then the plugin's jar, then the published packages of the plugins it
 * requires, and nobody else. Files it gives are the jar's.
 */
public final class PluginClassLoader extends ClassLoader implements Abandonable {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
  private static final ClassLoader APPLICATION = PluginClassLoader.class.getClassLoader();

  private static final Set<String> WOVEN_IN = Set.of(Pulse.class.getName(), Tamed.class.getName());

  static {
    registerAsParallelCapable();
  }

  /**
   * A plugin that another one requires.
   *
   * @param packages that it publishes
   */
  public record Required(PluginClassLoader loader, List<String> packages) {
    public Required {
      packages = List.copyOf(packages);
    }
  }

  private final CodeRules rules;
  private final List<Required> required;
  private volatile @Nullable PluginArchive archive;
  private volatile @Nullable WovenCode woven;

  /** Made when a class is to be woven: weaving brings a library with it. */
  private @Nullable Weaver weaver;

  /**
   * @param archive whose classes were admitted
   * @param woven its classes, woven before; null when each is to be woven as it is loaded
   * @param abilities that the owner consented to
   */
  public PluginClassLoader(
      String pluginId,
      PluginArchive archive,
      @Nullable WovenCode woven,
      List<String> abilities,
      List<Required> required) {
    super(PluginLoaders.NAME_PREFIX + pluginId, PLATFORM);
    this.archive = archive;
    this.rules = CodeRules.with(abilities);
    this.required = List.copyOf(required);
    this.woven = woven != null && woven.mayHaveThreads() == mayHaveThreads() ? woven : null;
  }

  private boolean mayHaveThreads() {
    return rules.mayHave("threads");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (CodeRules.isOfPlatform(name)) {
      if (rules.admitsClass(name)) {
        return PLATFORM.loadClass(name);
      }
      throw new ClassNotFoundException(name + " is not for plugins: " + rules.insteadOf(name));
    }
    if (CodeRules.isOfSdk(name) || WOVEN_IN.contains(name)) {
      return APPLICATION.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null) {
        found = defineOwn(name);
      }
      if (found == null) {
        found = ofRequired(name);
      }
      if (found == null) {
        throw new ClassNotFoundException(
            name + " is in neither the SDK, the plugin's jar nor the api packages it requires");
      }
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  private @Nullable Class<?> defineOwn(String name) {
    String path = name.replace('.', '/') + ".class";
    WovenCode before = woven;
    byte[] code = before == null ? null : before.of(path);
    if (code == null) {
      byte[] plain = file(path);
      code = plain == null ? null : weaver().woven(plain);
    }
    return code == null ? null : defineClass(name, code, 0, code.length);
  }

  private synchronized Weaver weaver() {
    Weaver made = weaver;
    if (made == null) {
      made = new Weaver(this::classFile, mayHaveThreads());
      weaver = made;
    }
    return made;
  }

  private @Nullable Class<?> ofRequired(String name) throws ClassNotFoundException {
    String in = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    for (Required other : required) {
      if (other.packages().contains(in)) {
        return other.loader().loadClass(name);
      }
    }
    return null;
  }

  private byte @Nullable [] file(String name) {
    PluginArchive jar = archive;
    return jar == null ? null : jar.content(name);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] content = file(name);
    return content == null ? null : new ByteArrayInputStream(content);
  }

  /** None: files of a jar in memory have no address; they are read as streams. */
  @Override
  public @Nullable URL getResource(String name) {
    return null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return Collections.emptyEnumeration();
  }

  private byte @Nullable [] classFile(String path) {
    byte[] own = file(path);
    for (int i = 0; own == null && i < required.size(); i++) {
      own = required.get(i).loader().classFile(path);
    }
    return own;
  }

  /** Lets go of the jar; classes that were not loaded by now will not be found. */
  public void close() {
    archive = null;
    woven = null;
  }

  @Override
  public boolean abandoned() {
    return archive == null;
  }
}
