package dev.trestle.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeskSettingsTest {

  @Test
  void namesTheDataFolderAsAWholePath_howeverItWasGiven() {
    Path here = Path.of("").toAbsolutePath();
    for (String given : new String[] {"data", "./data", "x/../data", here + "/./data"}) {
      assertEquals(
          here.resolve("data"), DeskSettings.read(Map.of("data", given), Map.of(), null).data());
    }
    assertEquals(here, DeskSettings.read(Map.of("data", "."), Map.of(), null).data());
  }
}
