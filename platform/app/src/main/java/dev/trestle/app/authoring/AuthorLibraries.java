package dev.trestle.app.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.sdk.plugin.DeskPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a plugin's project compiles and tests against, as artifacts in a local Maven repository: the
 * SDK, which is cut out of the program that runs; the testkit, which lies beside the jar; and the
 * jar itself, which is the desk that the testkit starts.
 */
public final class AuthorLibraries {
  /** The testkit's file beside the jar. */
  public static final String TESTKIT = "trestle-testkit.jar";

  private static final String SDK_FOLDER = "dev/trestle/sdk/";

  private final Path jar;
  private final Properties versions;
  private final String version;

  private AuthorLibraries(Path jar, Properties versions) {
    this.jar = jar;
    this.versions = versions;
    this.version = Objects.requireNonNull(versions.getProperty("trestle.version"));
  }

  /** Those of the program that runs. */
  public static AuthorLibraries ofThisProgram() throws IOException {
    // With "java -jar" the class path is that jar and nothing else.
    Path jar = Path.of(System.getProperty("java.class.path", "")).toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw new OperatorProblem("This works from the jar only: java -jar trestle.jar plugin new");
    }
    return of(jar);
  }

  /** Those of a jar that this program was started from. */
  static AuthorLibraries of(Path jar) throws IOException {
    return new AuthorLibraries(jar, PluginProject.versions());
  }

  /** Where Maven keeps what it has fetched, unless its settings say otherwise. */
  public static Path usualRepository() {
    return Path.of(System.getProperty("user.home"), ".m2", "repository");
  }

  /**
   * Puts there what is missing or different.
   *
   * @return what was put there; empty when all was there already
   */
  public List<String> putInto(Path repository) throws IOException {
    Path testkit = jar.resolveSibling(TESTKIT);
    if (!Files.isRegularFile(testkit)) {
      throw new OperatorProblem(
          "There is no "
              + TESTKIT
              + " beside "
              + jar
              + ". Put the one of the same release there; projects test with it.");
    }
    List<String> put = new ArrayList<>();
    put(repository, "trestle-sdk", sdk(), sdkDependencies(), put);
    put(repository, "trestle-desk", Files.readAllBytes(jar), "", put);
    put(repository, "trestle-testkit", Files.readAllBytes(testkit), testkitDependencies(), put);
    return put;
  }

  private void put(
      Path repository, String artifact, byte[] content, String dependencies, List<String> put)
      throws IOException {
    Path folder = repository.resolve("dev/trestle").resolve(artifact).resolve(version);
    String file = artifact + "-" + version;
    boolean changed = write(folder.resolve(file + ".jar"), content);
    changed |= write(folder.resolve(file + ".pom"), pom(artifact, dependencies).getBytes(UTF_8));
    if (changed) {
      put.add(artifact + " " + version);
    }
  }

  private static boolean write(Path file, byte[] content) throws IOException {
    if (Files.isRegularFile(file)
        && Files.size(file) == content.length
        && Arrays.equals(Files.readAllBytes(file), content)) {
      return false;
    }
    PluginJar.write(file, content);
    return true;
  }

  private byte[] sdk() throws IOException {
    Path source;
    try {
      source =
          Path.of(DeskPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("classes are loaded from files", impossible);
    }
    Map<String, byte[]> files = new TreeMap<>();
    if (Files.isDirectory(source)) {
      try (Stream<Path> all = Files.walk(source.resolve(SDK_FOLDER))) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          files.put(
              source.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    } else {
      try (ZipFile zip = new ZipFile(source.toFile())) {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
          ZipEntry entry = all.nextElement();
          if (entry.getName().startsWith(SDK_FOLDER) && !entry.isDirectory()) {
            try (InputStream in = zip.getInputStream(entry)) {
              files.put(entry.getName(), in.readAllBytes());
            }
          }
        }
      }
    }
    return PluginJar.zip(files);
  }

  private String sdkDependencies() {
    return dependency("org.jspecify", "jspecify", versions.getProperty("jspecify.version"))
        + dependency("org.slf4j", "slf4j-api", versions.getProperty("slf4j.version"));
  }

  private String testkitDependencies() {
    return dependency("dev.trestle", "trestle-desk", version)
        + dependency("org.junit.jupiter", "junit-jupiter", versions.getProperty("junit.version"));
  }

  private static String dependency(String group, String artifact, String version) {
    return """
        <dependency>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
        </dependency>
    """
        .formatted(group, artifact, version);
  }

  private String pom(String artifact, String dependencies) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>dev.trestle</groupId>
      <artifactId>%s</artifactId>
      <version>%s</version>
      <licenses>
        <license>
          <name>Apache-2.0</name>
        </license>
      </licenses>
      <dependencies>
    %s  </dependencies>
    </project>
    """
        .formatted(artifact, version, dependencies);
  }
}
