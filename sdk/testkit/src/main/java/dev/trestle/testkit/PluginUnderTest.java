package dev.trestle.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A plugin's jar as it would be uploaded. It is loaded by the desk's own host, behind the class
 * loader that vendors' plugins get: that a class is on the test's class path does not help it.
 */
public final class PluginUnderTest {
  static final String MANIFEST = "META-INF/trestle/plugin.properties";
  private static final Pattern TEXTS = Pattern.compile("texts/([^/]+)\\.properties");

  private final Map<String, byte[]> files;

  private PluginUnderTest(Map<String, byte[]> files) {
    this.files = files;
  }

  /** The plugin of this project: what Maven has put into {@code target/classes}. */
  public static PluginUnderTest ofProject() {
    return ofClasses(Path.of("target", "classes"));
  }

  /** The plugin whose classes, resources and manifest lie in this folder. */
  public static PluginUnderTest ofClasses(Path folder) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    if (!files.containsKey(MANIFEST)) {
      throw new IllegalArgumentException(
          folder.toAbsolutePath() + " has no " + MANIFEST + "; is the plugin compiled?");
    }
    return new PluginUnderTest(files);
  }

  /** The plugin in this jar. */
  public static PluginUnderTest ofJar(Path jar) {
    Map<String, byte[]> files = new TreeMap<>();
    try (var zip = new java.util.zip.ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
        files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new PluginUnderTest(files);
  }

  /** The plugin that a class of the test's class path belongs to. */
  public static PluginUnderTest of(Class<?> pluginClass) {
    try {
      Path place = Path.of(pluginClass.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isDirectory(place) ? ofClasses(place) : ofJar(place);
    } catch (java.net.URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * A plugin made of single classes, each with the classes declared in it.
   *
   * @param manifest the text of the manifest
   */
  public static PluginUnderTest of(String manifest, Class<?>... classes) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
    for (Class<?> one : classes) {
      add(one, files);
    }
    return new PluginUnderTest(files);
  }

  private static void add(Class<?> one, Map<String, byte[]> files) {
    String file = one.getName().replace('.', '/') + ".class";
    try (var in = one.getResourceAsStream("/" + file)) {
      files.put(file, java.util.Objects.requireNonNull(in).readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    for (Class<?> inner : one.getDeclaredClasses()) {
      add(inner, files);
    }
  }

  /** The same with one file changed, such as a later version's manifest. */
  public PluginUnderTest with(String name, Function<String, String> change) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    String before = new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    changed.put(name, change.apply(before).getBytes(StandardCharsets.UTF_8));
    return new PluginUnderTest(changed);
  }

  /** The same with further classes in the jar, each with the classes declared in it. */
  public PluginUnderTest with(Class<?>... classes) {
    Map<String, byte[]> more = new TreeMap<>(files);
    for (Class<?> one : classes) {
      add(one, more);
    }
    return new PluginUnderTest(more);
  }

  /** The same under another version. */
  public PluginUnderTest withVersion(String version) {
    return with(MANIFEST, text -> text.replaceAll("(?m)^version=.*$", "version=" + version));
  }

  public String id() {
    return manifest("id");
  }

  public String version() {
    return manifest("version");
  }

  /** The jar, the same bytes for the same files. */
  public byte[] jar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(entry(file.getKey(), file.getValue()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    return entry;
  }

  /** Kinds of the desk's records that the manifest asks to read. */
  List<String> reads() {
    return Arrays.stream(manifest("reads").split(","))
        .map(String::strip)
        .filter(kind -> !kind.isEmpty())
        .toList();
  }

  /** What it says to people, by the tag of the language. */
  Map<String, Properties> texts() {
    Map<String, Properties> texts = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Matcher name = TEXTS.matcher(file.getKey());
      if (name.matches()) {
        texts.put(name.group(1), properties(file.getValue()));
      }
    }
    return texts;
  }

  private String manifest(String field) {
    return properties(files.getOrDefault(MANIFEST, new byte[0])).getProperty(field, "");
  }

  private static Properties properties(byte[] file) {
    Properties properties = new Properties();
    try (StringReader in = new StringReader(new String(file, StandardCharsets.UTF_8))) {
      properties.load(in);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return properties;
  }
}
