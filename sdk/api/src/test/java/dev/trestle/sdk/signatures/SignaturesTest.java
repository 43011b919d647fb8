package dev.trestle.sdk.signatures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.sdk.plugin.DeskPlugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  private static final Path LIST = Path.of("signatures.txt");

  @Test
  void everyPublicSignatureIsAsItWasReviewed() throws IOException, URISyntaxException {
    Path classes =
        Path.of(DeskPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> actual = Signatures.below(classes);
    if (Boolean.getBoolean("trestle.signatures.write")) {
      Files.write(LIST, actual);
    }
    List<String> differences = Signatures.differences(Files.readAllLines(LIST), actual);
    assertEquals(
        List.of(),
        differences,
        "Authors of plugins build on these. If the change is meant, run this test with"
            + " -Dtrestle.signatures.write=true, and tell them in CHANGELOG.md.");
  }

  @Test
  void aChangedSignatureIsSeen_howeverSmall() {
    List<String> before = lines(dev.trestle.sdk.signatures.before.Door.class);
    List<String> after = lines(dev.trestle.sdk.signatures.after.Door.class);
    List<String> found = Signatures.differences(before, after);
    for (String line :
        List.of(
            "- interface Door :  List<String> names(int)",
            "+ interface Door :  List<String> names(long)",
            "- interface Door :  @Nullable String keyhole()",
            "+ interface Door :  String keyhole()",
            "+ final enum Door$Gap :  constant 1 AJAR",
            "- final record Door$Size(int width, int height)",
            "+ final record Door$Size(int height, int width)")) {
      assertTrue(found.contains(line), line + " is not in " + String.join("\n", found));
    }
  }

  @Test
  void theSameSignaturesDifferInNothing() {
    List<String> before = lines(dev.trestle.sdk.signatures.before.Door.class);
    assertEquals(
        List.of(),
        Signatures.differences(before, lines(dev.trestle.sdk.signatures.before.Door.class)));
    assertTrue(before.size() > 5, before.toString());
  }

  /** The lines of a small SDK, without the package that tells it from the other one. */
  private static List<String> lines(Class<?> door) {
    return Signatures.of(List.of(door, door.getDeclaredClasses()[0], door.getDeclaredClasses()[1]))
        .stream()
        .map(line -> line.replace(door.getPackageName() + ".", ""))
        .toList();
  }
}
