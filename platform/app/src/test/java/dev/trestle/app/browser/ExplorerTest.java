package dev.trestle.app.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.ServedDesk;
import dev.trestle.testdata.NodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page at /graphiql in a headless Chromium; its pictures stay in target/pictures. */
class ExplorerTest {
  @TempDir Path data;

  @Test
  void aNewcomerSignsInRunsEveryExampleAndSeesASubscriptionsEvents() throws Exception {
    Path chromium = Chromium.path();
    Path pictures = Files.createDirectories(Path.of("target/pictures"));
    try (ServedDesk desk = ServedDesk.start(data)) {
      String printed =
          NodeScript.run(
              "explorer.js",
              chromium.toString(),
              desk.anonymous().url(),
              ServedDesk.EMAIL,
              ServedDesk.PASSWORD,
              pictures.toAbsolutePath().toString());
      for (Examples.Example example : Examples.all()) {
        assertTrue(
            printed.contains(" " + example.name()), "never ran " + example.name() + "\n" + printed);
      }
      assertTrue(printed.contains("no complaint of the browser"), printed);
    }
  }
}
