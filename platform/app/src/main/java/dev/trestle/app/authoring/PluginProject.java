package dev.trestle.app.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.host.PluginHost;
import dev.trestle.host.versions.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A new plugin's Maven project: a small plugin that works, to be changed into another one.
 *
 * @param id of the plugin
 * @param packageName of its classes
 */
public record PluginProject(String id, String packageName) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int ID_LENGTH_MAX = 40;
  private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");
  private static final Pattern PLACE = Pattern.compile("@[A-Za-z.]+@");
  private static final List<String> JAVA =
      List.of("Plugin", "Hold", "SetHold", "HoldGuard", "package-info");

  private static final List<String> TESTS = List.of("Test", "ContractTest");

  public PluginProject {
    Objects.requireNonNull(id);
    Objects.requireNonNull(packageName);
  }

  /** The project of this name, if it and the package will do. */
  public static PluginProject of(String id, String packageName) throws OperatorProblem {
    if (!ID.matcher(id).matches() || id.length() < 2 || id.length() > ID_LENGTH_MAX) {
      throw new OperatorProblem(
          "A plugin cannot be called \""
              + id
              + "\". Take 2 to 40 lower-case letters, digits and single hyphens, a letter first,"
              + " such as parts-on-order.");
    }
    if (!PACKAGE.matcher(packageName).matches() || packageName.startsWith("dev.trestle.")) {
      throw new OperatorProblem(
          "The classes cannot be in the package \""
              + packageName
              + "\". Name one of your own with --package, such as com.acme.partsonorder.");
    }
    return new PluginProject(id, packageName);
  }

  /** The package of a plugin whose author named none. */
  public static String usualPackage(String id) {
    return "com.example." + id.replace("-", "");
  }

  /**
   * Writes the project into a folder that is empty or does not exist.
   *
   * @return the files, relative to the folder
   */
  public List<Path> write(Path folder) throws IOException {
    requireEmpty(folder);
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path target = folder.resolve(file.getValue());
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.writeString(target, text(file.getKey()), UTF_8);
      written.add(folder.relativize(target));
    }
    return written;
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new OperatorProblem(
        "There is something in " + folder + " already. Name an empty folder with --folder.");
  }

  /** Where each text of the jar goes. */
  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", "pom.xml");
    files.put("README.md", "README.md");
    files.put("gitignore", ".gitignore");
    files.put("plugin.properties", "src/main/resources/META-INF/trestle/plugin.properties");
    files.put("schema.graphqls", "src/main/resources/schema.graphqls");
    String path = packageName.replace('.', '/') + "/";
    for (String name : JAVA) {
      String prefix = name.equals("Plugin") ? camelCase(true) : "";
      files.put(name + ".java", "src/main/java/" + path + prefix + name + ".java");
    }
    for (String name : TESTS) {
      files.put(name + ".java", "src/test/java/" + path + camelCase(true) + name + ".java");
    }
    return files;
  }

  private String text(String name) throws IOException {
    Properties versions = versions();
    Map<String, String> values = new LinkedHashMap<>();
    versions.stringPropertyNames().forEach(key -> values.put(key, versions.getProperty(key)));
    values.put("id", id);
    values.put("package", packageName);
    values.put("Name", camelCase(true));
    values.put("name", camelCase(false));
    values.put("CODE", id.replace('-', '_').toUpperCase(Locale.ROOT));
    values.put("title", title());
    values.put("sdk.range", sdkRange());
    return PLACE
        .matcher(resource("project/" + name))
        .replaceAll(place -> {
          String key = place.group().substring(1, place.group().length() - 1);
          return java.util.regex.Matcher.quoteReplacement(
              Objects.requireNonNull(values.get(key), key));
        });
  }

  static Properties versions() throws IOException {
    Properties versions = new Properties();
    versions.load(new java.io.StringReader(resource("versions.properties")));
    return versions;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PluginProject.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** From this SDK on, below the next minor version, which may break what is there. */
  private static String sdkRange() {
    String version = Versions.withoutQualifier(PluginHost.sdkVersion());
    String[] parts = version.split("\\.");
    return ">=" + version + " <" + parts[0] + "." + (Integer.parseInt(parts[1]) + 1) + ".0";
  }

  private String camelCase(boolean firstToo) {
    StringBuilder name = new StringBuilder();
    for (String part : id.split("-")) {
      boolean asItIs = name.isEmpty() && !firstToo;
      name.append(asItIs ? part.charAt(0) : Character.toUpperCase(part.charAt(0)))
          .append(part, 1, part.length());
    }
    return name.toString();
  }

  private String title() {
    String words = id.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
