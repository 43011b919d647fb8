package dev.trestle.app.authoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.host.archive.PluginArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginProjectTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"parts-on-order", "sla2", "a-1b"})
  void writesAPluginThatCompilesAndIsFitForADesk(String id) throws IOException {
    Path project = folder.resolve("new");
    PluginProject.of(id, "com.acme.one").write(project);
    byte[] jar = PluginJar.pack(Javac.compile(project));
    PluginFindings found = PluginFindings.of(PluginArchive.of(jar), List.of());
    assertEquals(List.of(), found.problems());
    assertEquals(id, found.manifest().id());
  }

  @Test
  void leavesNoPlaceUnfilled() throws IOException {
    PluginProject.of("parts-on-order", "com.acme.parts").write(folder);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertFalse(
            Files.readString(file).matches("(?s).*@[A-Za-z]+(\\.[a-z]+)?@.*"), file.toString());
      }
    }
  }

  @Test
  void doesNotWriteIntoAFolderThatHoldsSomething() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    PluginProject project = PluginProject.of("parts", "com.acme.parts");
    OperatorProblem problem = assertThrows(OperatorProblem.class, () -> project.write(folder));
    assertTrue(problem.getMessage().contains("--folder"), problem.getMessage());
    assertEquals(List.of("mine.txt"), List.of(folder.toFile().list()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Parts", "parts_on", "-parts", "parts-", "9parts", "a--b"})
  void refusesANameThatNoPluginMayHave(String name) {
    assertThrows(OperatorProblem.class, () -> PluginProject.of(name, "com.acme.parts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parts", "dev.trestle.sdk", "com..acme", "Com.acme"})
  void refusesAPackageThatIsNotTheAuthorsOwn(String name) {
    assertThrows(OperatorProblem.class, () -> PluginProject.of("parts", name));
  }
}
