package com.example.tutorial;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A newcomer's machine: a home with a Maven repository that has what the build's own has, but not
 * this product, and an empty folder with the two jars of a release.
 */
final class Workplace {
  private static final String OWN = "dev/trestle";
  private static final String TESTKIT = "dev/trestle/testkit";
  private static final String APPLICATION = "dev/trestle/app/Main.class";

  private final Path home;
  private final Path folder;
  private final int port;

  Workplace(Path under) throws IOException {
    home = Files.createDirectories(under.resolve("home"));
    folder = Files.createDirectories(under.resolve("work"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    layOutRepository();
    layOutJars();
  }

  Path folder() {
    return folder;
  }

  int port() {
    return port;
  }

  /** What the commands find around them. */
  void addTo(Map<String, String> environment) {
    environment.remove("MAVEN_OPTS");
    environment.remove("MAVEN_ARGS");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    // A dozen short runs of Java: what the second compiler would gain none of them lives to see.
    environment.put(
        "JAVA_TOOL_OPTIONS", "-Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + home);
    environment.put("TRESTLE_SERVER_PORT", Integer.toString(port));
    environment.put("HOME", home.toString());
    environment.put(
        "PATH",
        Path.of(System.getProperty("java.home"), "bin")
            + File.pathSeparator
            + Path.of(System.getProperty("trestle.maven.home"), "bin")
            + File.pathSeparator
            + environment.get("PATH"));
  }

  /** Links what is never written again, copies the rest: nothing reaches the build's repository. */
  private void layOutRepository() throws IOException {
    Path theirs = Path.of(System.getProperty("trestle.maven.repository"));
    Path ours = home.resolve(".m2/repository");
    try (Stream<Path> all = Files.walk(theirs)) {
      for (Path file : all.filter(path -> !path.startsWith(theirs.resolve(OWN))).toList()) {
        Path target = ours.resolve(theirs.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (file.toString().endsWith(".jar") || file.toString().endsWith(".pom")) {
          Files.createSymbolicLink(target, file);
        } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(file, target);
        }
      }
    }
    Files.writeString(
        home.resolve(".m2/settings.xml"), "<settings><offline>true</offline></settings>");
  }

  /** The jar that this build has made; before it is packaged, one that leads to its classes. */
  private void layOutJars() throws IOException {
    Path packaged = Pages.ROOT.resolve("platform/app/target");
    boolean inPackages =
        !Files.isDirectory(place(APPLICATION))
            && Files.isRegularFile(packaged.resolve("trestle.jar"));
    if (inPackages) {
      for (String file : new String[] {"trestle.jar", "trestle-testkit.jar"}) {
        Files.copy(
            packaged.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    } else {
      writeLeadingJar(folder.resolve("trestle.jar"));
      writeTestkit(folder.resolve("trestle-testkit.jar"));
    }
  }

  private static Path place(String file) {
    String found = String.valueOf(ClassLoader.getSystemResource(file));
    return found.startsWith("jar:")
        ? Path.of(found.substring("jar:file:".length(), found.indexOf('!')))
        : Path.of(found.substring("file:".length(), found.length() - file.length()));
  }

  private static void writeLeadingJar(Path jar) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "dev.trestle.app.Main");
    main.put(new Attributes.Name("Add-Exports"), "java.base/jdk.internal.misc");
    main.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
    main.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(classes.split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  private static void writeTestkit(Path jar) throws IOException {
    Path classes = place(TESTKIT + "/TestDesk.class");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> all = Files.walk(classes.resolve(TESTKIT))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }
}
