package dev.trestle.app.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
  private static final Path JAVA_HOME = Path.of("/opt/java");
  private static final List<String> VARIABLES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");
  private static final String SECOND_JAVA = "Runtime Environment";

  @TempDir Path folder;
  private Path jar = Path.of("trestle.jar");

  @BeforeEach
  void layTheFilesBesideTheJar() throws IOException {
    jar = folder.resolve("trestle.jar");
    Files.writeString(folder.resolve("trestle.options"), "-showversion\n-Xlog:aot*=off,cds*=off\n");
    Files.createFile(folder.resolve("trestle.aot"));
  }

  private static List<String> commandFor(String... given) {
    return QuickStart.command(List.of(given), Map.of(), JAVA_HOME);
  }

  @Test
  void addsOptionsAndCache_toTheSameProgramAndArguments() {
    assertEquals(
        List.of(
            JAVA_HOME.resolve("bin").resolve("java").toString(),
            "@" + folder.resolve("trestle.options"),
            "-XX:AOTCache=" + folder.resolve("trestle.aot"),
            "-jar",
            jar.toString(),
            "serve",
            "--port",
            "0"),
        commandFor("java", "-jar", jar.toString(), "serve", "--port", "0"));
  }

  @Test
  void namesTheJarByItsWholePath_asTheCacheDoes() {
    Path relative = Path.of("").toAbsolutePath().relativize(jar);
    Path named = Path.of(commandFor("java", "-jar", relative.toString()).get(4));
    assertTrue(named.isAbsolute());
    assertEquals(jar, named.normalize());
  }

  @Test
  void leavesAlone_whoeverGivesJavaOptionsOfTheirOwn() {
    List<String> plain = List.of("java", "-jar", jar.toString(), "serve");
    assertEquals(List.of(), commandFor("java", "-Xmx1g", "-jar", jar.toString(), "serve"));
    assertEquals(List.of(), commandFor("java", "-cp", jar.toString(), "dev.trestle.app.Main"));
    for (String variable : VARIABLES) {
      assertEquals(
          List.of(), QuickStart.command(plain, Map.of(variable, "-Xmx1g"), JAVA_HOME), variable);
    }
  }

  @Test
  void leavesAlone_aJarWithoutItsCacheOrItsOptions() throws IOException {
    Files.delete(folder.resolve("trestle.aot"));
    assertEquals(List.of(), commandFor("java", "-jar", jar.toString(), "serve"));
    Files.createFile(folder.resolve("trestle.aot"));
    Files.delete(folder.resolve("trestle.options"));
    assertEquals(List.of(), commandFor("java", "-jar", jar.toString(), "serve"));
  }

  @Test
  void leavesAlone_whatItStartedItself() {
    List<String> better = commandFor("java", "-jar", jar.toString(), "serve");
    assertFalse(better.isEmpty());
    assertEquals(List.of(), commandFor(better.toArray(String[]::new)));
  }

  @Test
  void beginsAnewInItsPlace_withOutputArgumentsAndExitCode() throws Exception {
    if (!Files.isReadable(Path.of("/proc/self/cmdline"))) {
      String reason = "Only Linux shows a process how it was started.";
      System.out.println("Skipped: " + reason);
      abort(reason);
    }
    writeJar();
    Ended version = run("--version");
    assertTrue(version.output().contains(SECOND_JAVA), version.output());
    assertTrue(version.output().contains("trestle "), version.output());
    assertEquals(0, version.code());
    assertEquals(2, run("serve", "--no-such-flag").code());
  }

  @Test
  void goesOnAsItIs_withoutACache() throws Exception {
    Files.delete(folder.resolve("trestle.aot"));
    writeJar();
    Ended version = run("--version");
    assertFalse(version.output().contains(SECOND_JAVA), version.output());
    assertTrue(version.output().contains("trestle "), version.output());
  }

  private record Ended(int code, String output) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    VARIABLES.forEach(builder.environment()::remove);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  /** A jar of nothing but its manifest, which points to the classes under test. */
  private void writeJar() throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "dev.trestle.launch.Launcher");
    main.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
    main.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(classes.split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }
}
