package dev.trestle.host.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodeEditionTest {
  /** What neither judges nor weaves, but loads or carries, or words a refusal. */
  private static final Set<String> OTHERS =
      Set.of(
          "CodeEdition", "PackedClass", "PluginClassLoader", "Uses", "WovenCode", "package-info");

  @Test
  void everythingThatJudgesOrWeavesCounts() throws Exception {
    TreeSet<String> there = new TreeSet<>();
    there.addAll(List.of("watch/Pulse.class", "watch/Tamed.class"));
    try (Stream<Path> files = Files.list(folder())) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !OTHERS.contains(name.replaceFirst("(\\$.*)?\\.class$", "")))
          .forEach(name -> there.add("code/" + name));
    }
    assertEquals(there, new TreeSet<>(CodeEdition.PARTS));
    assertTrue(CodeEdition.current().matches("[0-9a-f]{64}"));
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(CodeEdition.class.getResource("CodeEdition.class").toURI()).getParent();
  }
}
