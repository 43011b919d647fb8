package dev.trestle.app.authoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.problem.OperatorProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorLibrariesTest {
  @TempDir Path folder;
  private Path jar;
  private Path repository;

  @BeforeEach
  void laysTheTestkitBesideTheJar() throws IOException {
    jar = Files.writeString(folder.resolve("trestle.jar"), "the jar");
    Files.writeString(folder.resolve(AuthorLibraries.TESTKIT), "the testkit");
    repository = folder.resolve("repository");
  }

  @Test
  void putsThereWhatIsMissingOrDifferent_andNothingElse() throws IOException {
    assertEquals(3, AuthorLibraries.of(jar).putInto(repository).size());
    assertEquals(List.of(), AuthorLibraries.of(jar).putInto(repository));
    Files.writeString(jar, "another jar");
    List<String> put = AuthorLibraries.of(jar).putInto(repository);
    assertEquals(1, put.size());
    assertTrue(put.getFirst().startsWith("trestle-desk "), put.toString());
  }

  @Test
  void cutsTheSdkOutOfTheProgram_withoutAnythingOfTheDesk() throws IOException {
    AuthorLibraries.of(jar).putInto(repository);
    Path sdk;
    try (var all = Files.walk(repository)) {
      sdk =
          all.filter(path -> path.getFileName().toString().matches("trestle-sdk-.*\\.jar"))
              .findFirst()
              .orElseThrow();
    }
    try (ZipFile zip = new ZipFile(sdk.toFile())) {
      assertNotNull(zip.getEntry("dev/trestle/sdk/plugin/DeskPlugin.class"));
      assertFalse(zip.stream().anyMatch(entry -> !entry.getName().startsWith("dev/trestle/sdk/")));
    }
  }

  @Test
  void saysWhatIsMissingBesideTheJar() throws IOException {
    Files.delete(folder.resolve(AuthorLibraries.TESTKIT));
    AuthorLibraries libraries = AuthorLibraries.of(jar);
    OperatorProblem problem =
        assertThrows(OperatorProblem.class, () -> libraries.putInto(repository));
    assertTrue(problem.getMessage().contains(AuthorLibraries.TESTKIT), problem.getMessage());
  }
}
