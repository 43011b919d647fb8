package dev.trestle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds our files against the rules that only their text can show, and the rules against bad text.
 */
class SourcesTest {

  private static Map<String, String> texts = Map.of();

  @BeforeAll
  static void readAll() throws IOException {
    texts = Sources.texts(Sources.root());
  }

  @Test
  void readsTheWholeRepository() {
    assertTrue(texts.containsKey("mvnw"), texts.keySet().toString());
    assertTrue(texts.containsKey("platform/app/pom.xml"));
    assertTrue(texts.keySet().stream().noneMatch(name -> name.contains("/target/")));
  }

  @Test
  void noFileNamesAPackageRegistry_becauseEachMachineHasItsOwn() {
    List<String> found = new ArrayList<>();
    texts.forEach((name, text) ->
        Sources.registriesIn(text).forEach(host -> found.add(name + " names " + host)));
    assertEquals(List.of(), found);
  }

  @Test
  void noFileNamesAPathOfOneMachine_becauseItWorksNowhereElse() {
    List<String> found = new ArrayList<>();
    texts.forEach((name, text) ->
        Sources.machinePathsIn(text).forEach(path -> found.add(name + " names " + path)));
    assertEquals(List.of(), found);
  }

  @Test
  void noSourceFileIsTooLongToRead() {
    List<String> found =
        texts.entrySet().stream()
            .filter(file -> file.getKey().endsWith(".java") && Sources.tooLong(file.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(List.of(), found);
  }

  @Test
  void everyPackageExplainsItselfInASentence() {
    List<String> found = new ArrayList<>();
    TreeSet<String> packages = new TreeSet<>();
    for (String name : texts.keySet()) {
      if (name.contains("src/main/java/") && name.endsWith(".java")) {
        packages.add(name.substring(0, name.lastIndexOf('/')));
      }
    }
    for (String folder : packages) {
      Optional.ofNullable(texts.get(folder + "/package-info.java"))
          .map(Sources::missingInPackageInfo)
          .orElse(Optional.of("package-info.java"))
          .ifPresent(missing -> found.add(folder + " lacks " + missing));
    }
    assertEquals(List.of(), found);
  }

  @Test
  void aRegistryIsRecognized_butNotTheApacheArchive() {
    assertEquals(1, Sources.registriesIn("see https://registry.npm" + "js.org/x").size());
    assertEquals(
        1, Sources.registriesIn("<url>https://repo.maven." + "apache.org/m2</url>").size());
    assertEquals(1, Sources.registriesIn("https://repo1.maven." + "org/maven2").size());
    assertEquals(List.of(), Sources.registriesIn("https://archive.apache.org/dist/maven"));
    assertEquals(List.of(), Sources.registriesIn("http://maven.apache.org/POM/4.0.0"));
  }

  @Test
  void aMachinePathIsRecognized_butNotAnAddressOrAUsualFolder() {
    assertEquals(1, Sources.machinePathsIn("cd /wo" + "rk/main").size());
    assertEquals(1, Sources.machinePathsIn("\"/ro" + "ot/.m2\"").size());
    assertEquals(1, Sources.machinePathsIn("in /ho" + "me/anna/x").size());
    assertEquals(List.of(), Sources.machinePathsIn("/usr/lib/jvm/x https://a.example/ho" + "me/x"));
    assertEquals(List.of(), Sources.machinePathsIn("\"$home\"/.jdks platform/ro" + "ot/"));
  }

  @Test
  void aLongFileIsRecognized() {
    assertFalse(Sources.tooLong("x\n".repeat(Sources.LINES_MAX)));
    assertTrue(Sources.tooLong("x\n".repeat(Sources.LINES_MAX + 1)));
  }

  @Test
  void aPackageInfoNeedsASentenceAndNullMarked() {
    String marked = "@NullMarked\npackage a;\n";
    assertEquals(
        Optional.empty(), Sources.missingInPackageInfo("/** What tickets wait for. */\n" + marked));
    assertEquals(
        Optional.of("a sentence"), Sources.missingInPackageInfo("/** Util. */\n" + marked));
    assertEquals(Optional.of("a doc comment"), Sources.missingInPackageInfo(marked));
    assertEquals(
        Optional.of("@NullMarked"),
        Sources.missingInPackageInfo("/** What tickets wait for. */\npackage a;\n"));
  }
}
